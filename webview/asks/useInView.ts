import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { post } from "../link.ts";

/** A mark to put at the end of an ask, and whether it has ever been in sight; the host is told, and grants nothing before. */
export function useInView(askKey: string): [RefObject<HTMLSpanElement | null>, boolean] {
  const mark = useRef<HTMLSpanElement>(null);
  const [wasSeen, setSeen] = useState(false);
  useLayoutEffect(() => {
    if (!mark.current) return;
    const observer = new IntersectionObserver(entries => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      post({ kind: "seen", key: askKey });
      setSeen(true);
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [askKey]);
  return [mark, wasSeen];
}
