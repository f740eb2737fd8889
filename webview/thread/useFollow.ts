import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Distance from the end, in px, that still counts as being at it. */
const atEndSlack = 24;
/** How long after a wheel, a touch or a key a scroll is the person's. */
const personMs = 1000;

/** A scrolling text that follows its end until the reader leaves it. */
export interface Follow {
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** All that it scrolls. */
  readonly content: RefObject<HTMLDivElement | null>;
  /** The reader has left the end. */
  readonly isAway: boolean;
  /** Goes to the end, and follows it again. */
  jump(): void;
  /** Brings an element into the middle, and stays there. */
  show(element: HTMLElement): void;
  /** Lets text be added at the beginning without moving what is read. Call before the text is added. */
  keepPlace(): void;
  /** For the element that scrolls. */
  readonly handlers: {
    onScroll(): void;
    onWheel(): void;
    onTouchMove(): void;
    onKeyDown(): void;
    onPointerDown(event: PointerEvent): void;
  };
}

/** Another `textId` is another text; another `lastTurn` brings the reader back to the end. */
export function useFollow(textId: string | undefined, lastTurn: string | undefined): Follow {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [isAway, setAway] = useState(false);
  const shownId = useRef(textId);
  if (shownId.current !== textId) {
    shownId.current = textId;
    follows.current = true;
  }
  usePin(scroller, content, follows);
  // What the person just said is what they want to see.
  useLayoutEffect(() => {
    follows.current = true;
  }, [lastTurn]);
  return {
    scroller,
    content,
    isAway,
    jump() {
      follows.current = true;
      setAway(false);
      const outer = scroller.current;
      if (outer) outer.scrollTop = outer.scrollHeight;
    },
    show(element) {
      follows.current = false;
      setAway(true);
      element.scrollIntoView({ block: "center" });
    },
    keepPlace() {
      const outer = scroller.current;
      const fromEnd = outer ? outer.scrollHeight - outer.scrollTop : 0;
      requestAnimationFrame(() => {
        if (outer) outer.scrollTop = outer.scrollHeight - fromEnd;
      });
    },
    handlers: useReader(scroller, follows, setAway),
  };
}

/** Keeps the end in sight when text is added, or when the view changes its size. */
function usePin(
  scroller: RefObject<HTMLDivElement | null>,
  content: RefObject<HTMLDivElement | null>,
  follows: RefObject<boolean>,
): void {
  useLayoutEffect(() => {
    const outer = scroller.current;
    const inner = content.current;
    if (!outer || !inner) return;
    const pin = () => {
      if (follows.current) outer.scrollTop = outer.scrollHeight;
    };
    const sizes = new ResizeObserver(pin);
    sizes.observe(inner);
    sizes.observe(outer);
    pin();
    return () => sizes.disconnect();
  }, []);
}

/** Tells whether the reader has left the end. */
function useReader(
  scroller: RefObject<HTMLDivElement | null>,
  follows: RefObject<boolean>,
  setAway: (isAway: boolean) => void,
): Follow["handlers"] {
  const lastTop = useRef(0);
  /** When a person last did what scrolls; for ever while a pointer is held down. */
  const scrolledAt = useRef(-Infinity);
  const onPerson = () => {
    scrolledAt.current = performance.now();
  };
  return {
    onScroll() {
      const outer = scroller.current;
      if (!outer) return;
      const isAtEnd = outer.scrollHeight - outer.clientHeight - outer.scrollTop <= atEndSlack;
      // Text also moves when something above it grows, shrinks or is drawn: only a person leaves the end.
      const isByPerson = performance.now() - scrolledAt.current < personMs;
      if (isAtEnd) follows.current = true;
      else if (isByPerson && outer.scrollTop < lastTop.current) follows.current = false;
      lastTop.current = outer.scrollTop;
      setAway(!follows.current);
    },
    onWheel: onPerson,
    onTouchMove: onPerson,
    onKeyDown: onPerson,
    onPointerDown(event) {
      // A pointer on the scroll bar hits the scroller itself, all others hit its content.
      if (event.target !== scroller.current) return;
      scrolledAt.current = Infinity;
      window.addEventListener("pointerup", onPerson, { once: true });
    },
  };
}
