import type { Ask, AskOutcome, State } from "../state.ts";
import type { Rows } from "./table.ts";

const remembered = 50;

export const askRows = {
  "serverRequest/resolved": (state, { threadId, requestId }) => {
    const ask = state.asks.find(
      open => open.requestId === requestId && (open.threadId ?? threadId) === threadId,
    );
    return ask ? closeAsk(state, ask.key, "withdrawn") : state;
  },
} satisfies Rows;

/** Adds an ask; the replay of one that is open changes nothing (FAULTS F22). */
export const openAsk = (state: State, ask: Ask): State =>
  state.asks.some(open => open.key === ask.key) ? state : { ...state, asks: [...state.asks, ask] };

/** Closes an ask; one that is not open stays as it was answered first. */
export function closeAsk(state: State, key: string, outcome: AskOutcome): State {
  const ask = state.asks.find(open => open.key === key);
  if (!ask) return state;
  const { threadId, itemId } = ask;
  return {
    ...state,
    asks: state.asks.filter(open => open !== ask),
    closedAsks: [...state.closedAsks, { key, threadId, itemId, outcome }].slice(-remembered),
  };
}

/** Closes every ask that `match` says. */
export const closeAsks = (state: State, match: (ask: Ask) => boolean, outcome: AskOutcome): State =>
  state.asks.filter(match).reduce((result, ask) => closeAsk(result, ask.key, outcome), state);
