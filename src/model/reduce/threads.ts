import type { ThreadItem } from "../../protocol/types.gen.ts";
import type { Reason } from "../text/reason.ts";
import { editSummary, editThread } from "../edit.ts";
import type { Effective } from "./effective.ts";
import type { ThreadSummary } from "./summary.ts";
import { patched, type Rows } from "./table.ts";
import { adopted, described, type ThreadFacts, type ThreadState } from "./thread.ts";
import { fromHistory, loseTurns, type TurnPage, type TurnState } from "./turn.ts";
import type { Thread } from "../../protocol/types.gen.ts";

export interface ThreadsSlice {
  /** Threads whose turns are in memory. */
  readonly threads: Readonly<Record<string, ThreadState>>;
  /** The summaries of all threads that were heard of, at most 1,100. */
  readonly index: Readonly<Record<string, ThreadSummary>>;
}

export const initialThreads: ThreadsSlice = { threads: {}, index: {} };

/** What concerns other threads than the one that a notification is about. */
export const threadsRows = {
  "thread/deleted": ({ threads, index }, { threadId }) => ({
    threads: without(threads, threadId),
    index: without(index, threadId),
  }),
  "item/started": (slice, { threadId, item }) => adopt(slice, threadId, item),
  "item/completed": (slice, { threadId, item }) => adopt(slice, threadId, item),
} satisfies Rows<ThreadsSlice>;

/** Changes what the thread and its summary both tell. */
const editFacts = <S extends ThreadsSlice>(
  state: S,
  id: string,
  edit: (known: ThreadFacts) => Partial<ThreadFacts>,
): S =>
  editSummary(
    editThread(state, id, thread => patched(thread, edit(thread))),
    id,
    summary => patched(summary, edit(summary)),
  );

function adopt(slice: ThreadsSlice, parentThreadId: string, item: ThreadItem): ThreadsSlice {
  const [children, title] = childrenIn(item);
  return children.reduce(
    (next, id) => editFacts(next, id, child => adopted(child, parentThreadId, title)),
    slice,
  );
}

/** The threads that an item begins, and what they are called. */
function childrenIn(item: ThreadItem): readonly [children: readonly string[], title: string] {
  if (item.type === "collabAgentToolCall" && item.tool === "spawnAgent")
    return [item.receiverThreadIds, item.prompt ?? ""];
  if (item.type === "subAgentActivity" && item.kind === "started")
    return [[item.agentThreadId], item.agentPath];
  return [[], ""];
}

export interface OpenedThread {
  readonly thread: Thread;
  readonly effective: Effective | null;
  /** Replaces the turns; null leaves them. */
  readonly page: TurnPage | null;
  readonly isHeldElsewhere: boolean;
}

/** A thread was started, resumed or read. */
export function openThread<S extends ThreadsSlice>(
  state: S,
  { thread, effective, page, isHeldElsewhere }: OpenedThread,
): S {
  const opened = editThread(state, thread.id, known =>
    patched(known, {
      ...described(known, thread),
      isHeldElsewhere,
      isOpening: false,
      effective: effective ?? known.effective,
      ...(page ? turnsOf(known, page, isHeldElsewhere) : {}),
    }),
  );
  return editSummary(opened, thread.id, known =>
    patched(known, {
      ...described(known, thread),
      updatedAt: thread.updatedAt,
      forgotten: page ? null : known.forgotten,
    }),
  );
}

/** Shows the last turns of a thread that is being opened. What is here of it is newer, so that stays. */
export function showLast<S extends ThreadsSlice>(state: S, threadId: string, page: TurnPage): S {
  const known = Object.hasOwn(state.threads, threadId) ? state.threads[threadId] : undefined;
  if (known && known.turns.length > 0) return state;
  return editThread(state, threadId, thread =>
    patched(thread, {
      isOpening: true,
      turns: page.turns.map(fromHistory),
      earlierCursor: page.earlierCursor,
    }),
  );
}

function turnsOf(
  known: ThreadState,
  page: TurnPage,
  isHeldElsewhere: boolean,
): Pick<ThreadState, "turns" | "earlierCursor"> {
  const { earlierCursor } = page;
  if (known.isOpening) return behindShown(known, page);
  return {
    turns: isHeldElsewhere ? page.turns.map(fromHistory) : withRunning(known, page),
    earlierCursor,
  };
}

/** What was shown while the thread was opened stays the same object, so that it is not drawn again; so do turns before the page. */
function behindShown(
  { turns: shown, earlierCursor }: ThreadState,
  page: TurnPage,
): Pick<ThreadState, "turns" | "earlierCursor"> {
  const turns = page.turns.map(turn => {
    const same = shown.find(({ id }) => id === turn.id);
    const isSame = same?.status === "completed" && same.items.length === turn.items.length;
    return isSame ? same : fromHistory(turn);
  });
  const at = shown.findIndex(({ id }) => id === turns[0]?.id);
  return at > 0
    ? { turns: [...shown.slice(0, at), ...turns], earlierCursor }
    : { turns, earlierCursor: page.earlierCursor };
}

/** More of a running turn was streamed here than the server has stored. */
function withRunning(known: ThreadState, page: TurnPage): readonly TurnState[] {
  const running = known.isHeldElsewhere
    ? []
    : known.turns.filter(({ status }) => status === "inProgress");
  return page.turns.map(
    turn =>
      (turn.status === "inProgress" && running.find(({ id }) => id === turn.id)) ||
      fromHistory(turn),
  );
}

/** Drops the turns of a thread that nobody looks at; its summary stays. */
export function forgetThread<S extends ThreadsSlice>(state: S, threadId: string): S {
  const thread = Object.hasOwn(state.threads, threadId) ? state.threads[threadId] : undefined;
  if (!thread) return state;
  const { usage, askedPolicy } = thread;
  const kept = { ...state, threads: without(state.threads, threadId) };
  return editSummary(kept, threadId, summary =>
    patched(summary, { forgotten: { usage, askedPolicy } }),
  );
}

/** Puts summaries of stored threads in place of those known. */
export const listThreads = <S extends ThreadsSlice>(
  state: S,
  summaries: readonly ThreadSummary[],
): S =>
  summaries.reduce(
    (next, summary) => editSummary(next, summary.id, known => patched(known, summary)),
    state,
  );

/** Nothing is loaded and nothing runs any more: the server is gone. */
export function loseThreads<S extends ThreadsSlice>(state: S, cause: Reason): S {
  const lost = Object.values(state.threads).reduce(
    (next, { id }) =>
      editThread(next, id, thread =>
        patched(thread, { ...unloaded(thread), turns: loseTurns(thread.turns, cause) }),
      ),
    state,
  );
  return Object.values(lost.index).reduce(
    (next, { id }) => editSummary(next, id, summary => patched(summary, unloaded(summary))),
    lost,
  );
}

const unloaded = ({ status }: ThreadFacts): Partial<ThreadFacts> =>
  status.type === "notLoaded" ? {} : { status: { type: "notLoaded" } };

function without<T>(record: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  if (!Object.hasOwn(record, id)) return record;
  const { [id]: _gone, ...kept } = record;
  return kept;
}
