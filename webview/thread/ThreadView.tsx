import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ThreadState } from "../../src/model/state.ts";
import { call } from "../link.ts";
import { itemRequests } from "../state.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";
import { lastItems } from "./lastItems.ts";
import { TurnView } from "./TurnView.tsx";

/** Items drawn at first, and how many more each "Show earlier" adds: the page never holds a whole long thread. */
const windowStep = 120;
/** Distance from the end, in px, that still counts as being at it. */
const atEndSlack = 24;
/** How long after a wheel, a touch or a key a scroll is the person's. */
const personMs = 1000;

/** What was said, latest at the bottom. Follows new text only while the reader is at the end. */
export function ThreadView({ thread }: { readonly thread: ThreadState | undefined }) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const lastTop = useRef(0);
  /** When a person last did what scrolls; for ever while a pointer is held down. */
  const scrolledAt = useRef(-Infinity);
  const [isAway, setAway] = useState(false);
  const [limit, setLimit] = useState(windowStep);
  const [shownId, setShownId] = useState(thread?.id);
  if (shownId !== thread?.id) {
    setShownId(thread?.id);
    setLimit(windowStep);
    follows.current = true;
  }

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

  // What the person just said is what they want to see.
  const lastTurn = thread?.turns.at(-1)?.id;
  useLayoutEffect(() => {
    follows.current = true;
  }, [lastTurn]);

  // Who follows a record of the audit log lands at its item.
  useEffect(() => {
    const { id, count } = itemRequests.value;
    if (count === 0) return;
    const found = [...(content.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])].find(
      ({ dataset }) => dataset["item"] === id,
    );
    if (!found) return;
    follows.current = false;
    setAway(true);
    found.scrollIntoView({ block: "center" });
  }, [itemRequests.value, thread?.id]);

  const onScroll = () => {
    const outer = scroller.current;
    if (!outer) return;
    const isAtEnd = outer.scrollHeight - outer.clientHeight - outer.scrollTop <= atEndSlack;
    // Content that grows, shrinks or is drawn for the first time moves the text too: only a person leaves the end.
    const isByPerson = performance.now() - scrolledAt.current < personMs;
    if (isAtEnd) follows.current = true;
    else if (isByPerson && outer.scrollTop < lastTop.current) follows.current = false;
    lastTop.current = outer.scrollTop;
    setAway(!follows.current);
  };
  const onPerson = () => {
    scrolledAt.current = performance.now();
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.target !== scroller.current) return; // the scroll bar belongs to the scroller, all else to its content
    scrolledAt.current = Infinity;
    window.addEventListener("pointerup", onPerson, { once: true });
  };
  const jump = () => {
    follows.current = true;
    setAway(false);
    const outer = scroller.current;
    if (outer) outer.scrollTop = outer.scrollHeight;
  };

  const shown = lastItems(thread?.turns ?? [], limit);
  const isMore = shown.hidden > 0 || (thread?.earlierCursor ?? null) !== null;
  const showEarlier = () => {
    const outer = scroller.current;
    const fromEnd = outer ? outer.scrollHeight - outer.scrollTop : 0;
    setLimit(limit + windowStep);
    if (shown.hidden < windowStep && thread?.earlierCursor)
      void call("loadEarlier", { threadId: thread.id });
    requestAnimationFrame(() => {
      if (outer) outer.scrollTop = outer.scrollHeight - fromEnd;
    });
  };

  return (
    <div class="thread-frame">
      <div
        class="thread"
        ref={scroller}
        onScroll={onScroll}
        onWheel={onPerson}
        onTouchMove={onPerson}
        onKeyDown={onPerson}
        onPointerDown={onPointerDown}
        role="log"
        aria-live="off"
        aria-label={thread?.title ? `Conversation: ${thread.title}` : "Conversation"}
        tabIndex={0}
      >
        <div ref={content}>
          {isMore && (
            <div class="thread-earlier">
              <Button onClick={showEarlier}>Show earlier</Button>
            </div>
          )}
          {shown.turns.map(({ turn, from }) => (
            <TurnView
              key={turn.id}
              turn={turn}
              from={from}
              cwd={thread?.cwd ?? ""}
              threadId={thread?.id ?? ""}
              mayRunElsewhere={
                thread?.isHeldElsewhere === true &&
                turn.id === lastTurn &&
                turn.status === "interrupted" &&
                turn.durationMs === null
              }
            />
          ))}
        </div>
      </div>
      {isAway && (
        <button type="button" class="jump" onClick={jump}>
          <Icon name="arrow-down" /> Jump to latest
        </button>
      )}
    </div>
  );
}
