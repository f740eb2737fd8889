import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { ThreadState } from "../../src/model/state.ts";
import type { ReadingPlace } from "../../src/model/wire.ts";
import { keepPlace, placeOf } from "../kept.ts";
import { call } from "../link.ts";
import { view } from "../state.ts";
import { holds, itemElements } from "./drawn.ts";
import { itemAt } from "./place.ts";
import { offsetIn, type Follow } from "./useFollow.ts";

const saveDelayMs = 200;
/** Pages of earlier turns that are loaded to find a place again. */
const mostPages = 20;
const personDoes = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/**
 * Keeps where the reader is in a thread, and brings the reader back there when the page is drawn anew. `reach` has so many
 * items drawn, counted from the end.
 */
export function usePlace(
  thread: ThreadState | undefined,
  follow: Follow,
  reach: (items: number) => void,
): void {
  const threadId = useRef(view.value?.threadId);
  /** The place to go to; null once the reader is there, went elsewhere, or it cannot be found. */
  const wanted = useRef(view.value?.place ?? null);
  /** The cursors of the pages that were asked for: each once, whatever is drawn meanwhile. */
  const asked = useRef(new Set<string>());
  useLayoutEffect(() => {
    const shownId = view.value?.threadId ?? undefined;
    if (shownId !== undefined && shownId !== threadId.current) {
      // Another thread is shown: the reader goes on where they were in it.
      threadId.current = shownId;
      wanted.current = view.value?.place ?? placeOf(shownId);
      asked.current.clear();
    }
    const place = wanted.current;
    if (!place || !thread) return;
    const isHere = threadId.current === thread.id;
    const found = isHere ? itemAt(thread.turns, place) : null;
    if (found) {
      const element = itemElements(follow.content.current).find(one => holds(one, found.id));
      if (!element) return reach(found.fromEnd);
      follow.hold({ element, offset: place.offset });
    } else if (isHere && thread.earlierCursor !== null && asked.current.size < mostPages) {
      if (asked.current.has(thread.earlierCursor)) return;
      asked.current.add(thread.earlierCursor);
      return void call("loadEarlier", { threadId: thread.id });
    }
    wanted.current = null;
  });
  useSaving(thread, follow, wanted);
}

/** Keeps the place a moment after each scroll, but not while an older one is still to be found. */
function useSaving(
  thread: ThreadState | undefined,
  follow: Follow,
  wanted: { current: ReadingPlace | null },
): void {
  const latest = useRef(thread);
  latest.current = thread;
  useEffect(() => {
    const outer = follow.scroller.current;
    if (!outer) return;
    let isEndKept = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      timer = undefined;
      const shown = latest.current;
      if (!shown || wanted.current) return;
      const place = follow.isAtEnd() ? null : placeNow(shown, follow);
      if (place || !isEndKept) void call("savePlace", { threadId: shown.id, place });
      keepPlace(shown.id, place);
      isEndKept = place === null;
    };
    const onScroll = () => {
      timer ??= setTimeout(save, saveDelayMs);
    };
    const onPerson = () => {
      wanted.current = null;
    };
    outer.addEventListener("scroll", onScroll);
    for (const does of personDoes) outer.addEventListener(does, onPerson, { passive: true });
    return () => {
      clearTimeout(timer);
      outer.removeEventListener("scroll", onScroll);
      for (const does of personDoes) outer.removeEventListener(does, onPerson);
    };
  }, []);
}

/** The first item that is in sight. */
function placeNow(thread: ThreadState, follow: Follow): ReadingPlace | null {
  const outer = follow.scroller.current;
  const { top = 0 } = outer?.getBoundingClientRect() ?? {};
  const first = itemElements(follow.content.current).find(
    item => item.getBoundingClientRect().bottom > top,
  );
  const itemId = first?.dataset["item"];
  const turn = thread.turns.findLast(({ items }) => items.some(({ id }) => id === itemId));
  if (!turn || !outer || !first || itemId === undefined) return null;
  const index = turn.items.findIndex(({ id }) => id === itemId);
  const offset = Math.round(offsetIn(outer, first));
  return { turnId: turn.id, index, itemId, offset };
}
