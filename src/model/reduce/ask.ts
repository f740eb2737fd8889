import type { Ask, AskBy, AskOutcome, State, Verdict } from "../state.ts";
import type { Rows } from "./table.ts";

const remembered = 50;

export const askRows = {
  "serverRequest/resolved": (state, { threadId, requestId }) => {
    const ask = openAsks(state).find(
      open => open.requestId === requestId && (open.threadId ?? threadId) === threadId,
    );
    return ask ? closeAsk(state, ask.key, { outcome: "withdrawn", by: "server" }) : state;
  },
} satisfies Rows;

/** Asks that have no answer yet, those that the policy still judges too. */
export const openAsks = (state: State): readonly Ask[] => [...state.judging, ...state.asks];

/** Adds an ask, to be judged first; the replay of one that is open changes nothing (FAULTS F22). */
export const openAsk = (state: State, ask: Ask): State =>
  openAsks(state).some(open => open.key === ask.key)
    ? state
    : { ...state, judging: [...state.judging, ask] };

/** A person must answer: the ask waits among the others, and says why. */
export function judgeAsk(state: State, key: string, verdict: Verdict): State {
  const ask = state.judging.find(open => open.key === key);
  if (!ask) return changeAsk(state, key, { verdict });
  const judging = state.judging.filter(open => open !== ask);
  const asks = [...state.asks, { ...ask, verdict }];
  return {
    ...state,
    judging,
    asks: asks.toSorted((left, right) => left.openedAt - right.openedAt),
  };
}

/** Changes what is known of an open ask. */
export function changeAsk(
  state: State,
  key: string,
  change: Partial<Pick<Ask, "verdict" | "expiresAt" | "files">>,
): State {
  const edit = (list: readonly Ask[]) =>
    list.some(ask => ask.key === key)
      ? list.map(ask => (ask.key === key ? { ...ask, ...change } : ask))
      : list;
  const [judging, asks] = [edit(state.judging), edit(state.asks)];
  return judging === state.judging && asks === state.asks ? state : { ...state, judging, asks };
}

export interface Closing {
  readonly outcome: AskOutcome;
  readonly by: AskBy;
}

/** Closes an ask; one that is not open stays as it was answered first. */
export function closeAsk(state: State, key: string, { outcome, by }: Closing): State {
  const ask = openAsks(state).find(open => open.key === key);
  if (!ask) return state;
  const { threadId, itemId } = ask;
  const without = (list: readonly Ask[]) =>
    list.includes(ask) ? list.filter(open => open !== ask) : list;
  return {
    ...state,
    judging: without(state.judging),
    asks: without(state.asks),
    closedAsks: [...state.closedAsks, { key, threadId, itemId, outcome, by }].slice(-remembered),
  };
}

/** Closes every ask that `match` says: the server took it back. */
export const closeAsks = (
  state: State,
  match: (ask: Ask) => boolean,
  outcome: "withdrawn" | "serverLost",
): State =>
  openAsks(state)
    .filter(match)
    .reduce((result, ask) => closeAsk(result, ask.key, { outcome, by: "server" }), state);
