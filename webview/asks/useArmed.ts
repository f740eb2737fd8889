import { useEffect, useState } from "preact/hooks";

/** A click meant for something else must not answer what has just come up under it. */
const armingMs = 400;

/** Whether the component has been there long enough to be meant. */
export function useArmed(): boolean {
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), armingMs);
    return () => clearTimeout(timer);
  }, []);
  return isArmed;
}
