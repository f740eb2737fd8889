import type { Turn } from "../../protocol/types.gen.ts";
import { closeOpenItems, editThread, editTurn, newTurn } from "../edit.ts";
import type { ItemState, State, TurnState } from "../state.ts";
import { addNotice } from "./notice.ts";
import { ignored, type Rows } from "./table.ts";

export const turnRows = {
  "turn/started": (state, { threadId, turn }) => {
    // A review announces its turn under another id than its items use (PROTOCOL fact 13).
    const { rootTurnId } = turn;
    const known = state.threads[threadId]?.turns.some(existing => existing.id === rootTurnId);
    return editTurn(
      state,
      threadId,
      known && rootTurnId !== null ? rootTurnId : turn.id,
      before => ({
        ...before,
        status: "inProgress",
      }),
    );
  },
  "turn/completed": (state, { threadId, turn }) =>
    editTurn(state, threadId, turn.id, before => {
      const after: TurnState = {
        ...closeOpenItems(withFinalItems(before, turn)),
        status: turn.status,
        error: turn.error,
        durationMs: turn.durationMs,
        retrying: null,
        quiet: null,
      };
      return after;
    }),
  "turn/plan/updated": (state, { threadId, turnId, explanation, plan }) =>
    editTurn(state, threadId, turnId, turn => ({ ...turn, plan: { explanation, steps: plan } })),
  "turn/diff/updated": ignored,
  "turn/moderationMetadata": ignored,
  error: (state, { threadId, turnId, error, willRetry }) =>
    editTurn(state, threadId, turnId, turn =>
      willRetry
        ? { ...turn, retrying: error.message, items: turn.items.map(supersede) }
        : { ...turn, retrying: null, error },
    ),
  warning: (state, { threadId, message }) =>
    addNotice(state, threadId, { level: "warning", text: message }),
  guardianWarning: (state, { threadId, message }) =>
    addNotice(state, threadId, { level: "warning", text: message }),
  "autoApprovalReview/strictReviewRequired": ignored,
  "model/rerouted": (state, { threadId, fromModel, toModel }) =>
    addNotice(state, threadId, {
      level: "info",
      text: `The server moved this turn from ${fromModel} to ${toModel}.`,
    }),
  "model/verification": ignored,
  "model/safetyBuffering/updated": ignored,
  "hook/started": ignored,
  "hook/completed": (state, { threadId, run }) =>
    run.status === "blocked" || run.status === "failed"
      ? addNotice(state, threadId, {
          level: "warning",
          text: `A ${run.eventName} hook ${run.status} (${run.sourcePath}).`,
        })
      : state,
} satisfies Rows;

/** A turn of the server's history as a turn of ours; everything in it is over unless the turn still runs. */
export function fromHistory(turn: Turn): TurnState {
  const running = turn.status === "inProgress";
  return {
    ...newTurn(turn.id),
    status: turn.status,
    error: turn.error,
    durationMs: turn.durationMs,
    items: turn.items.map((item): ItemState => ({
      id: item.id,
      item,
      phase: running ? "open" : "done",
    })),
  };
}

/** Ends every running turn whose server is gone. */
export function loseTurns(state: State, cause: string): State {
  return Object.values(state.threads).reduce(
    (result, { id }) =>
      editThread(result, id, thread => ({
        ...thread,
        status: { type: "notLoaded" },
        turns: thread.turns.map(turn =>
          turn.status === "inProgress" ? interrupt(turn, cause) : turn,
        ),
      })),
    state,
  );
}

export const interrupt = (turn: TurnState, cause: string | null): TurnState => ({
  ...closeOpenItems(turn),
  status: "interrupted",
  lostBecause: cause,
  retrying: null,
  quiet: null,
});

/** A broken stream's half items never complete, and the retry sends them anew under other ids (PROTOCOL fact 12). */
const supersede = (item: ItemState): ItemState =>
  item.phase === "open" && (item.item.type === "agentMessage" || item.item.type === "reasoning")
    ? { ...item, phase: "superseded" }
    : item;

/** `turn/completed` repeats the final message: it is authoritative when its own `item/completed` was missed. */
function withFinalItems(turn: TurnState, { items }: Turn): TurnState {
  const missing = items.filter(
    item => !turn.items.some(known => known.id === item.id && known.phase === "done"),
  );
  if (missing.length === 0) return turn;
  const kept = turn.items.filter(known => !missing.some(item => item.id === known.id));
  return {
    ...turn,
    items: [
      ...kept,
      ...missing.map((item): ItemState => {
        const outcome = turn.items.find(known => known.id === item.id)?.outcome;
        return { id: item.id, phase: "done", item, ...(outcome ? { outcome } : {}) };
      }),
    ],
  };
}
