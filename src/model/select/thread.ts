import type { FileUpdateChange } from "../../protocol/types.gen.ts";
import type { Ask, AskRequest, State, ThreadFacts, ThreadState, TurnState } from "../state.ts";

/** The turn that runs now, if one does. */
export const runningTurn = (thread: ThreadState | undefined): TurnState | undefined =>
  thread?.turns.findLast(turn => turn.status === "inProgress");

/** What a thread is called, where it works and whose it is, also where its turns are not here. */
export const factsOf = (
  { threads, index }: Pick<State, "threads" | "index">,
  threadId: string | null,
): ThreadFacts | undefined =>
  threadId === null ? undefined : (threads[threadId] ?? index[threadId]);

/** What a thread is called; empty for one in which nothing was said yet. */
export const titleOf = (state: Pick<State, "threads" | "index">, threadId: string | null): string =>
  factsOf(state, threadId)?.title ?? "";

/** How many asks of a thread wait for a person. */
export const waitingIn = ({ asks }: Pick<State, "asks">, threadId: string): number =>
  asks.filter(ask => ask.threadId === threadId).length;

/** The changes of a file-change approval. The request does not hold them, its item does. */
export function changesOf(state: State, ask: Ask): readonly FileUpdateChange[] | null {
  if (ask.threadId === null) return null;
  const turn = state.threads[ask.threadId]?.turns.findLast(({ id }) => id === ask.turnId);
  const item = turn?.items.findLast(({ id }) => id === ask.itemId)?.item;
  return item?.type === "fileChange" ? item.changes : null;
}

/** An ask whose request is of method `M`. */
export type AskOf<M extends AskRequest["method"]> = Ask & {
  readonly request: Extract<AskRequest, { method: M }>;
};

export const isAsk = <M extends AskRequest["method"]>(ask: Ask, method: M): ask is AskOf<M> =>
  ask.request.method === method;

export type CommandAsk = AskOf<"item/commandExecution/requestApproval">;
export type FileAsk = AskOf<"item/fileChange/requestApproval">;

export const isCommandAsk = (ask: Ask): ask is CommandAsk =>
  isAsk(ask, "item/commandExecution/requestApproval");
export const isFileAsk = (ask: Ask): ask is FileAsk =>
  isAsk(ask, "item/fileChange/requestApproval");
