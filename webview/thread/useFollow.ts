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
  /** Whether it follows the end now; `isAway` tells what was drawn last. */
  isAtEnd(): boolean;
  /** Goes to the end, and follows it again. */
  jump(): void;
  /** Brings an element into the middle, and stays there. */
  show(element: HTMLElement): void;
  /** Brings an element to a place, and keeps it there until the reader scrolls: what is above it may still grow. */
  hold(anchor: Anchor): void;
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

/** An element that stands `offset` px below the upper edge of the scroller. */
export interface Anchor {
  readonly element: HTMLElement;
  readonly offset: number;
}

/** What the scroller does when its text changes: it follows the end, stays as it is, or keeps an element in its place. */
type Stance = "end" | "free" | Anchor;

/** Another `textId` is another text; another `lastTurn` brings the reader back to the end. */
export function useFollow(textId: string | undefined, lastTurn: string | undefined): Follow {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stance = useRef<Stance>("end");
  const [isAway, setAway] = useState(false);
  const shownId = useRef(textId);
  if (shownId.current !== textId) {
    shownId.current = textId;
    stance.current = "end";
  }
  const pin = usePin(scroller, content, stance);
  // What the person just said is what they want to see.
  useLayoutEffect(() => {
    stance.current = "end";
  }, [lastTurn]);
  return {
    scroller,
    content,
    isAway,
    isAtEnd: () => stance.current === "end",
    jump() {
      stance.current = "end";
      setAway(false);
      pin();
    },
    show(element) {
      stance.current = "free";
      setAway(true);
      element.scrollIntoView({ block: "center" });
    },
    hold(anchor) {
      stance.current = anchor;
      setAway(true);
      pin();
    },
    keepPlace() {
      const outer = scroller.current;
      const fromEnd = outer ? outer.scrollHeight - outer.scrollTop : 0;
      requestAnimationFrame(() => {
        if (outer) outer.scrollTop = outer.scrollHeight - fromEnd;
      });
    },
    handlers: useReader(scroller, stance, setAway),
  };
}

/** Puts the scroller where it belongs, now and whenever text is added or the view changes its size. */
function usePin(
  scroller: RefObject<HTMLDivElement | null>,
  content: RefObject<HTMLDivElement | null>,
  stance: RefObject<Stance>,
): () => void {
  const pin = () => {
    const outer = scroller.current;
    const { current } = stance;
    if (!outer || !current || current === "free") return;
    if (current === "end") outer.scrollTop = outer.scrollHeight;
    else outer.scrollTop += offsetIn(outer, current.element) - current.offset;
  };
  useLayoutEffect(() => {
    const outer = scroller.current;
    const inner = content.current;
    if (!outer || !inner) return;
    const sizes = new ResizeObserver(pin);
    sizes.observe(inner);
    sizes.observe(outer);
    pin();
    return () => sizes.disconnect();
  }, []);
  return pin;
}

/** How many px an element stands below the upper edge of its scroller. */
export const offsetIn = (scroller: HTMLElement, element: HTMLElement): number =>
  element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;

/** Tells whether the reader has left the end. */
function useReader(
  scroller: RefObject<HTMLDivElement | null>,
  stance: RefObject<Stance>,
  setAway: (isAway: boolean) => void,
): Follow["handlers"] {
  const lastTop = useRef(0);
  /** When a person last did what scrolls; for ever while a pointer is held down. */
  const scrolledAt = useRef(-Infinity);
  const onPerson = () => {
    scrolledAt.current = performance.now();
    if (stance.current !== "end") stance.current = "free";
  };
  return {
    onScroll() {
      const outer = scroller.current;
      if (!outer) return;
      const isAtEnd = outer.scrollHeight - outer.clientHeight - outer.scrollTop <= atEndSlack;
      // Text also moves when something above it grows, shrinks or is drawn: only a person leaves the end.
      const isByPerson = performance.now() - scrolledAt.current < personMs;
      const isHeld = typeof stance.current === "object";
      if (isAtEnd && !isHeld) stance.current = "end";
      else if (isByPerson && outer.scrollTop < lastTop.current) stance.current = "free";
      lastTop.current = outer.scrollTop;
      setAway(stance.current !== "end");
    },
    onWheel: onPerson,
    onTouchMove: onPerson,
    onKeyDown: onPerson,
    onPointerDown(event) {
      // A pointer on the scroll bar hits the scroller itself, all others hit its content.
      if (event.target !== scroller.current) return;
      onPerson();
      scrolledAt.current = Infinity;
      window.addEventListener("pointerup", onPerson, { once: true });
    },
  };
}
