import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { whenNear } from "../ui/whenNear.ts";
import { highlight } from "./load.ts";
import type { Part } from "./parts.ts";

const maxHighlighted = 50_000;
const none: readonly Part[] = [];

/** The parts of a text that have their colours, from its beginning on. Code that is far from what is seen gets none yet. */
export function useHighlight(
  element: RefObject<Element | null>,
  language: string,
  text: string,
  isClosed: boolean,
): readonly Part[] {
  const [parts, setParts] = useState(none);
  useEffect(() => {
    setParts(none);
    if (!isClosed || language === "" || text.length > maxHighlighted || !element.current) return;
    const gone = new AbortController();
    const draw = (part: Part | null) => {
      if (!gone.signal.aborted) setParts(before => (part ? [...before, part] : none));
    };
    const forget = whenNear(
      element.current,
      () => void highlight(text, language, gone.signal, draw),
    );
    return () => {
      forget();
      gone.abort();
    };
  }, [language, text, isClosed]);
  return parts;
}
