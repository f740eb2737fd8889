import { useEffect, useState } from "preact/hooks";
import { armingMs } from "../../src/model/ask/arming.ts";

/** False until the component has been shown for `armingMs`. */
export function useArmed(): boolean {
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), armingMs);
    return () => clearTimeout(timer);
  }, []);
  return isArmed;
}
