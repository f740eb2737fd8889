import { useEffect, useState } from "preact/hooks";
import type { ThreadState } from "../../src/model/state.ts";
import { FindBar } from "../find/FindBar.tsx";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { itemRequests } from "../state.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";
import { holds, itemElements } from "./drawn.ts";
import { lastItems } from "./lastItems.ts";
import { TurnView } from "./TurnView.tsx";
import { useFollow, type Follow } from "./useFollow.ts";
import { usePlace } from "./usePlace.ts";

/** Items drawn at first, and how many more each "Show earlier" adds: the page never holds a whole long thread. */
const windowStep = 120;

/** What was said, latest at the bottom. Follows new text only while the reader is at the end. */
export function ThreadView({ thread }: { readonly thread: ThreadState | undefined }) {
  const lastTurn = thread?.turns.at(-1)?.id;
  const follow = useFollow(thread?.id, lastTurn);
  const { turns, showEarlier, reach } = useWindow(thread, follow);
  usePlace(thread, follow, reach);
  useItemRequests(thread?.id, follow);
  return (
    <div class="thread-frame">
      <div
        class="thread"
        ref={follow.scroller}
        {...follow.handlers}
        role="log"
        aria-live="off"
        aria-label={
          thread?.title ? say("thread.labelOf", { title: thread.title }) : say("thread.label")
        }
        tabIndex={0}
      >
        <div ref={follow.content}>
          {showEarlier && (
            <div class="thread-earlier">
              <Button onClick={showEarlier}>{say("thread.showEarlier")}</Button>
            </div>
          )}
          {turns.map(({ turn, from }, at) => (
            <TurnView
              key={turn.id}
              turn={turn}
              from={from}
              number={
                thread && thread.earlierCursor === null
                  ? thread.turns.length - turns.length + at + 1
                  : null
              }
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
      <FindBar follow={follow} />
      {follow.isAway && (
        <button type="button" class="jump" onClick={follow.jump}>
          <Icon name="arrow-down" /> {say("thread.jump")}
        </button>
      )}
    </div>
  );
}

/** The turns to draw; `showEarlier` is null where nothing comes before them. */
function useWindow(thread: ThreadState | undefined, { keepPlace }: Follow) {
  const [limit, setLimit] = useState(windowStep);
  const [shownId, setShownId] = useState(thread?.id);
  if (shownId !== thread?.id) {
    setShownId(thread?.id);
    setLimit(windowStep);
  }
  const { turns, hidden } = lastItems(thread?.turns ?? [], limit);
  const isStored = (thread?.earlierCursor ?? null) !== null;
  const showEarlier = () => {
    keepPlace();
    setLimit(limit + windowStep);
    if (hidden < windowStep && thread && isStored)
      void call("loadEarlier", { threadId: thread.id });
  };
  return {
    turns,
    showEarlier: hidden > 0 || isStored ? showEarlier : null,
    /** Draws so many items from the end, or more. */
    reach: (items: number) => setLimit(before => Math.max(before, items + windowStep)),
  };
}

/** A record of the audit log leads to its item. */
function useItemRequests(threadId: string | undefined, { content, show }: Follow): void {
  useEffect(() => {
    const { id, count } = itemRequests.value;
    if (count === 0) return;
    const found = itemElements(content.current).find(element => holds(element, id));
    if (found) show(found);
  }, [itemRequests.value, threadId]);
}
