import { factsOf, runningTurn } from "../../model/select/thread.ts";
import type { State, ThreadState } from "../../model/state.ts";
import { report, type Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import type { UnfinishedKeeper } from "./unfinished.ts";
import type { Watching } from "./watching.ts";

export interface ForgettingOptions {
  readonly store: Pick<Store, "state" | "dispatch">;
  readonly scope: Scope;
  readonly watching: Pick<Watching, "watched">;
  readonly unfinished: Pick<UnfinishedKeeper, "flush">;
  readonly log: Log;
}

export interface Forgetting {
  /**
   * Drops the turns of threads that were not needed at the last call either. Rejects when what runs cannot be written to
   * disk: then nothing is dropped.
   */
  sweep(): Promise<void>;
}

/** A thread is kept for one to two of these after it was last needed: a person often comes back. */
const sweepMs = 60_000;

/** Bounds the memory over weeks: of threads that nobody looks at and in which nothing happens only the summary stays. */
export function forgetUnwatched(options: ForgettingOptions): Forgetting {
  const { store, scope, watching, unfinished, log } = options;
  let unneeded: ReadonlySet<string> = new Set();

  const sweep = async (): Promise<void> => {
    const now = findUnneeded(store.state, watching.watched());
    const due = now.filter(id => unneeded.has(id));
    unneeded = new Set(now);
    if (due.length === 0) return;
    await unfinished.flush();
    // Somebody may have come while the disk was busy.
    const still = new Set(findUnneeded(store.state, watching.watched()));
    for (const threadId of due)
      if (still.has(threadId)) store.dispatch({ type: "thread/forgotten", threadId });
  };

  scope.every(sweepMs, () => report(log, "Forgetting threads", sweep()));
  return { sweep };
}

/** The threads in memory that nobody looks at, in which nothing happens, and that work for no thread of which that is not so. */
function findUnneeded(state: State, watched: readonly string[]): readonly string[] {
  const busy = new Set([
    ...watched,
    ...[...state.asks, ...state.judging].map(({ threadId }) => threadId),
    ...Object.values(state.threads)
      .filter(isBusy)
      .map(({ id }) => id),
  ]);
  const isNeeded = (threadId: string | null): boolean => {
    const seen = new Set<string>();
    for (let id = threadId; id !== null && !seen.has(id);) {
      if (busy.has(id)) return true;
      seen.add(id);
      id = factsOf(state, id)?.parentThreadId ?? null;
    }
    return false;
  };
  return Object.keys(state.threads).filter(id => !isNeeded(id));
}

/** Whether something runs in a thread, or begins by itself. */
const isBusy = (thread: ThreadState): boolean =>
  thread.goal?.status === "active" ||
  runningTurn(thread) !== undefined ||
  thread.turns.some(({ items }) => items.some(({ phase }) => phase === "background"));
