import type { Event } from "../../model/event.ts";
import type { State } from "../../model/state.ts";

export interface StartedTurn {
  readonly threadId: string;
  readonly turnId: string;
  /** The first turn of the chain of work that led to it; null where the server does not tell. */
  readonly rootTurnId: string | null;
}

export function startedTurn(event: Event): StartedTurn | null {
  if (event.type !== "notification" || event.notification.method !== "turn/started") return null;
  const { threadId, turn } = event.notification.params;
  return { threadId, turnId: turn.id, rootTurnId: turn.rootTurnId };
}

export const isRunning = (
  { threads }: State,
  { threadId, turnId }: { readonly threadId: string; readonly turnId: string },
): boolean => threads[threadId]?.turns.findLast(({ id }) => id === turnId)?.status === "inProgress";

/** Whether a turn is known to be a sub-agent's. */
export const isChild = ({ threads }: State, { threadId }: { readonly threadId: string }): boolean =>
  (threads[threadId]?.parentThreadId ?? null) !== null;

/** What a sub-agent changes belongs to the turn that it works for: nobody restores its own thread. */
export const isOfSubAgent = (
  state: State,
  started: StartedTurn,
  running: readonly { readonly threadId: string; readonly turnId: string }[],
): boolean =>
  isChild(state, started) ||
  running.some(
    ({ threadId, turnId }) => turnId === started.rootTurnId && threadId !== started.threadId,
  );
