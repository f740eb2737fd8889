import type { State } from "../state.ts";

/** What a face draws that shows one thread: of the threads that one, and everything else. A projection of one is itself. */
export function project(state: State, threadId: string | null): State {
  const shown = threadId === null ? undefined : state.threads[threadId];
  const isAlready = Object.keys(state.threads).every(id => id === threadId);
  return isAlready ? state : { ...state, threads: shown ? { [shown.id]: shown } : {} };
}
