import { useEffect, useState } from "preact/hooks";
import { wholeSeconds } from "../../src/model/text/duration.ts";
import { hostNow } from "../state.ts";

/** How long something lasts, a second at a time. Screen readers do not read it: it would never end. */
export function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(hostNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(hostNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer" aria-live="off" class="num">
      {wholeSeconds(Math.max(0, now - since))}
    </span>
  );
}
