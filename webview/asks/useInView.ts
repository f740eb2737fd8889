import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

/** A mark to put at the end of something, and whether it has ever been in sight. */
export function useInView(): [RefObject<HTMLSpanElement | null>, boolean] {
  const mark = useRef<HTMLSpanElement>(null);
  const [wasSeen, setSeen] = useState(false);
  useLayoutEffect(() => {
    if (!mark.current) return;
    const observer = new IntersectionObserver(
      entries => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, []);
  return [mark, wasSeen];
}
