/** Copy-on-write edits of the threads and what is in them. What is not known yet is made by its first change. */
import { newSummary, type ThreadSummary } from "./reduce/summary.ts";
import { newThread, type ThreadState } from "./reduce/thread.ts";
import type { ThreadsSlice } from "./reduce/threads.ts";
import { replaceLast } from "./reduce/list.ts";
import { newTurn, type TurnState } from "./reduce/turn.ts";

/** Older summaries give way to newer ones, several at a time, because each change copies what is left. */
const maxSummaries = 1000;
const slack = 100;

/** Changes a thread. Its first event may come before `thread/started`, or without it. */
export function editThread<S extends ThreadsSlice>(
  state: S,
  id: string,
  edit: (thread: ThreadState) => ThreadState,
): S {
  const before = own(state.threads, id);
  if (!before) return startThread(state, id, edit);
  const after = edit(before);
  return after === before ? state : { ...state, threads: { ...state.threads, [id]: after } };
}

/** A thread begins with what its summary tells: it may have been forgotten. */
function startThread<S extends ThreadsSlice>(
  state: S,
  id: string,
  edit: (thread: ThreadState) => ThreadState,
): S {
  const next = editSummary(state, id, summary => summary);
  const summary = own(next.index, id) ?? newSummary(id);
  const thread = edit({ ...newThread(summary), ...summary.forgotten });
  return { ...next, threads: { ...next.threads, [id]: thread } };
}

/** Changes the summary of a thread. */
export function editSummary<S extends ThreadsSlice>(
  state: S,
  id: string,
  edit: (summary: ThreadSummary) => ThreadSummary,
): S {
  const before = own(state.index, id);
  const after = edit(before ?? newSummary(id));
  if (after === before) return state;
  const index = { ...state.index, [id]: after };
  return { ...state, index: before ? index : bounded(index, id) };
}

/** Changes a turn, which begins at the end when it is not known. */
export const editTurn = <S extends ThreadsSlice>(
  state: S,
  threadId: string,
  turnId: string,
  edit: (turn: TurnState) => TurnState,
): S =>
  editThread(state, threadId, thread => {
    const turns = replaceLast(thread.turns, turnId, edit, () => edit(newTurn(turnId)));
    return turns === thread.turns ? thread : { ...thread, turns };
  });

/** Changes a turn that is there, and nothing otherwise. */
export function editKnownTurn<S extends ThreadsSlice>(
  state: S,
  { threadId, turnId }: { readonly threadId: string; readonly turnId: string },
  edit: (turn: TurnState) => TurnState,
): S {
  const isKnown = own(state.threads, threadId)?.turns.some(({ id }) => id === turnId) ?? false;
  return isKnown ? editTurn(state, threadId, turnId, edit) : state;
}

/** Drops the summaries that were updated longest ago, but for the one that just came. */
function bounded(
  index: Readonly<Record<string, ThreadSummary>>,
  newest: string,
): Readonly<Record<string, ThreadSummary>> {
  if (Object.keys(index).length <= maxSummaries + slack) return index;
  const age = ({ id, updatedAt }: ThreadSummary) => (id === newest ? -Infinity : -updatedAt);
  const kept = Object.values(index)
    .toSorted((left, right) => age(left) - age(right))
    .slice(0, maxSummaries);
  return Object.fromEntries(kept.map(summary => [summary.id, summary]));
}

/** Ids come from outside: `__proto__` is none. */
const own = <T>(record: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined;
