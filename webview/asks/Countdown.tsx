import { useEffect, useState } from "preact/hooks";
import { clockText } from "../../src/model/text/duration.ts";
import { hostNow } from "../state.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";

/** In the last seconds the rest is shown in red. */
const soonSeconds = 30;

/**
 * How long an ask still waits before it is declined. Screen readers do not read it; they are told when the time is
 * over.
 */
export function Countdown({ until }: { readonly until: number }) {
  const [now, setNow] = useState(hostNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(hostNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <span
      class={seconds <= soonSeconds ? "ask-countdown tone-bad" : "ask-countdown"}
      role="timer"
      aria-live="off"
      title={say("ask.countdown")}
    >
      <Icon name="clockface" /> {clockText(seconds)}
    </span>
  );
}
