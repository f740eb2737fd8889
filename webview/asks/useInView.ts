import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { post } from "../link.ts";

/**
 * A mark for the end of a part of an ask, and whether it was ever in view. The host is told, and grants nothing
 * before.
 */
export function useInView(
  askKey: string,
  part: "asked" | "all",
): [RefObject<HTMLSpanElement | null>, boolean] {
  const mark = useRef<HTMLSpanElement>(null);
  const [wasSeen, setSeen] = useState(false);
  useLayoutEffect(() => {
    if (!mark.current) return;
    const observer = new IntersectionObserver(entries => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      post({ kind: "seen", key: askKey, part });
      setSeen(true);
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [askKey, part]);
  return [mark, wasSeen];
}
