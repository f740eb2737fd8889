import { useEffect, useState } from "preact/hooks";
import { armingMs } from "../../src/model/ask/arming.ts";

/** Whether the component has been there long enough to be meant. */
export function useArmed(): boolean {
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), armingMs);
    return () => clearTimeout(timer);
  }, []);
  return isArmed;
}
