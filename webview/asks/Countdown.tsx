import { useEffect, useState } from "preact/hooks";

/**
 * How long an ask still waits before it is declined. Screen readers do not read it; they are told when the time is
 * over.
 */
export function Countdown({ until }: { readonly until: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <span class="ask-countdown" role="timer" aria-live="off" title="Declined when this runs out">
      {text}
    </span>
  );
}
