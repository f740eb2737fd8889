import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ThreadState } from "../../src/model/state.ts";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";
import { lastItems } from "./lastItems.ts";
import { TurnView } from "./TurnView.tsx";

/** Items drawn at first, and how many more each "Show earlier" adds: the page never holds a whole long thread. */
const windowStep = 120;
/** Distance from the end, in px, that still counts as being at it. */
const atEndSlack = 24;

/** What was said, latest at the bottom. Follows new text only while the reader is at the end. */
export function ThreadView({ thread }: { readonly thread: ThreadState | undefined }) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const last = useRef({ top: 0, room: 0 });
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

  const onScroll = () => {
    const outer = scroller.current;
    if (!outer) return;
    const { top, room } = last.current;
    last.current = { top: outer.scrollTop, room: outer.scrollHeight - outer.clientHeight };
    const isAtEnd = last.current.room - outer.scrollTop <= atEndSlack;
    // Only a person scrolls up: growth never does, and where the room shrank the browser moved the text.
    const movedUp = outer.scrollTop < top - 1 && last.current.room >= room;
    if (isAtEnd) follows.current = true;
    else if (movedUp) follows.current = false;
    setAway(!follows.current);
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
            <TurnView key={turn.id} turn={turn} from={from} cwd={thread?.cwd ?? ""} />
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
