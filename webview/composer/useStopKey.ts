import { useEffect, useState } from "preact/hooks";

/** So long a second Escape stops the turn. */
const secondKeyMs = 3000;

/** Escape stops the turn. While a message is being typed it may have been meant for that: only a second one stops. */
export interface StopKey {
  /** The next Escape stops. */
  readonly isArmed: boolean;
  press(): void;
}

export function useStopKey(text: string, isRunning: boolean, stop: () => void): StopKey {
  const [isArmed, setArmed] = useState(false);
  const hasText = text.trim() !== "";
  useEffect(() => {
    if (!isArmed) return;
    const timer = setTimeout(() => setArmed(false), secondKeyMs);
    return () => clearTimeout(timer);
  }, [isArmed]);
  // Who types on did not want to stop.
  useEffect(() => setArmed(false), [text, isRunning]);
  return {
    isArmed,
    press() {
      if (hasText && !isArmed) return setArmed(true);
      setArmed(false);
      stop();
    },
  };
}
