import type { Event } from "../../model/event.ts";
import type { State } from "../../model/state.ts";
import type { Change } from "../store.ts";

export { project } from "../../model/select/view.ts";

/**
 * The event that brings a face up to date which shows this thread (null: none): reducing it over the face's projection
 * gives the projection of the new state. Null when nothing that the face draws has changed.
 */
export function shownEvent(
  { event, before, state }: Pick<Change, "event" | "before" | "state">,
  threadId: string | null,
): Event | null {
  if (isShownChanged(before, state, threadId)) return event;
  return before.index === state.index ? null : changedSummaries(before, state, event);
}

/** Whether anything changed that the face draws, but for the summaries. */
function isShownChanged(before: State, state: State, threadId: string | null): boolean {
  const slices = Object.keys(state) as (keyof State)[]; // a State has no other keys
  return slices.some(name => {
    if (name === "index") return false;
    if (name !== "threads") return before[name] !== state[name];
    return threadId !== null && before.threads[threadId] !== state.threads[threadId];
  });
}

/** Pages of turns stay away from faces that show another thread: these need its summary alone. */
function changedSummaries(before: State, state: State, event: Event): Event {
  const isGone = Object.keys(before.index).some(id => !Object.hasOwn(state.index, id));
  if (isGone) return event;
  return {
    type: "threads/listed",
    summaries: Object.values(state.index).filter(now => before.index[now.id] !== now),
  };
}
