import type { Ask, ClosedAsk, Connection, State, TurnState } from "../model/state.ts";
import type { StateView } from "./api.ts";

/** What happened to the asks that wait for a person. */
export interface AsksChange {
  /** All that wait now, oldest first. */
  readonly asks: readonly Ask[];
  readonly opened: readonly Ask[];
  /** With how each ended; null for one that is too old to be known. */
  readonly closed: readonly { readonly ask: Ask; readonly end: ClosedAsk | null }[];
}

export interface TurnPlace {
  readonly threadId: string;
  readonly turn: TurnState;
}

export interface TurnsChange {
  readonly started: readonly TurnPlace[];
  readonly ended: readonly TurnPlace[];
}

/** What follows from changes of the state. Nobody else compares two states. */
export interface Effects {
  /** Calls back after asks that wait for a person came, changed or went. */
  onAsks(listener: (change: AsksChange) => void): { dispose(): void };
  /** Calls back after turns began to run or ended, in threads that this process has open. */
  onTurns(listener: (change: TurnsChange) => void): { dispose(): void };
  /** Calls back after the server's process came, went or changed what it is. */
  onServer(listener: (now: Connection, before: Connection) => void): { dispose(): void };
}

export function createEffects(store: Pick<StateView, "onChange">): Effects {
  return {
    onAsks: listener =>
      store.onChange(({ before, state }) => {
        if (before.asks !== state.asks) listener(asksBetween(before, state));
      }),
    onTurns: listener =>
      store.onChange(({ before, state }) => {
        if (before.threads === state.threads) return;
        const change = turnsBetween(before, state);
        if (change.started.length + change.ended.length > 0) listener(change);
      }),
    onServer: listener =>
      store.onChange(({ before, state }) => {
        if (before.connection !== state.connection) listener(state.connection, before.connection);
      }),
  };
}

function asksBetween(before: State, { asks, closedAsks }: State): AsksChange {
  const was = new Set(before.asks.map(({ key }) => key));
  const is = new Set(asks.map(({ key }) => key));
  return {
    asks,
    opened: asks.filter(({ key }) => !was.has(key)),
    closed: before.asks
      .filter(({ key }) => !is.has(key))
      .map(ask => ({ ask, end: closedAsks.findLast(({ key }) => key === ask.key) ?? null })),
  };
}

function turnsBetween(before: State, { threads }: State): TurnsChange {
  const started: TurnPlace[] = [];
  const ended: TurnPlace[] = [];
  for (const [threadId, thread] of Object.entries(threads)) {
    const old = before.threads[threadId];
    if (old === thread || old?.turns === thread.turns) continue;
    for (const turn of thread.turns) {
      const was = old?.turns.findLast(({ id }) => id === turn.id);
      if (was === turn) continue;
      const wasRunning = was?.status === "inProgress";
      if (turn.status === "inProgress" && !wasRunning) started.push({ threadId, turn });
      if (turn.status !== "inProgress" && wasRunning) ended.push({ threadId, turn });
    }
  }
  return { started, ended };
}
