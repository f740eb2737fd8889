import type { Event } from "../model/event.ts";
import { openAsks } from "../model/reduce/ask.ts";
import type { Ask, ClosedAsk, Connection, State, ThreadState, TurnState } from "../model/state.ts";
import type { StateView } from "./store.ts";

/** What happened to the asks that wait for a person. */
export interface AsksChange {
  /** All that wait now, oldest first. */
  readonly asks: readonly Ask[];
  readonly opened: readonly Ask[];
  /** Those of which something else is known than before, as they are now. */
  readonly changed: readonly Ask[];
  readonly closed: readonly AskEnd[];
}

export interface AskEnd {
  readonly ask: Ask;
  /** How it ended; null for one that is too old to be known. */
  readonly end: ClosedAsk | null;
}

export interface TurnPlace {
  readonly threadId: string;
  readonly turn: TurnState;
}

export interface TurnsChange {
  readonly started: readonly TurnPlace[];
  readonly ended: readonly TurnPlace[];
}

/** A thread before and after a change; undefined where it was not in memory. */
export interface ThreadChange {
  readonly threadId: string;
  readonly before: ThreadState | undefined;
  readonly thread: ThreadState | undefined;
}

interface Subscription {
  dispose(): void;
}

/** What follows from changes of the state. Nobody else compares two states. */
export interface Effects {
  /** Calls back after asks that wait for a person came, changed or went. */
  onAsks(listener: (change: AsksChange) => void): Subscription;
  /** Calls back for each ask that ended, also for one that no person was asked. */
  onAskEnd(listener: (ended: AskEnd) => void): Subscription;
  /** Calls back after turns began to run or ended, in threads that this process has open. */
  onTurns(listener: (change: TurnsChange) => void): Subscription;
  /** Calls back after threads in memory changed, with the event that did it. */
  onThreads(listener: (changes: readonly ThreadChange[], event: Event) => void): Subscription;
  /** Calls back after turns of a thread came from the server, which knows nothing of what Folio keeps about them. */
  onTurnsLoaded(listener: (threadId: string) => void): Subscription;
  /** Calls back after the server's process came, went or changed what it is. */
  onServer(listener: (now: Connection, before: Connection) => void): Subscription;
  /** Calls back after an event of this type changed the state. */
  onEvent<T extends Event["type"]>(
    type: T,
    listener: (event: Extract<Event, { type: T }>) => void,
  ): Subscription;
  /** Calls back after one of the values that `pick` takes out of the state became another one. */
  onPicked(pick: (state: State) => readonly unknown[], listener: () => void): Subscription;
}

export function createEffects(store: Pick<StateView, "onChange">): Effects {
  return {
    onAsks: listener =>
      store.onChange(({ before, state }) => {
        if (before.asks !== state.asks) listener(asksBetween(before, state));
      }),
    onAskEnd: listener =>
      store.onChange(({ before, state }) => {
        if (before.closedAsks === state.closedAsks) return;
        for (const ended of endedBetween(openAsks(before), openAsks(state), state)) listener(ended);
      }),
    onTurns: listener =>
      store.onChange(({ before, state }) => {
        const change = turnsBetween(before, state);
        if (change.started.length + change.ended.length > 0) listener(change);
      }),
    onThreads: listener =>
      store.onChange(({ before, state, event }) => {
        const changes = threadsBetween(before, state);
        if (changes.length > 0) listener(changes, event);
      }),
    onTurnsLoaded: listener =>
      store.onChange(({ event }) => {
        if (event.type === "thread/opened") listener(event.thread.id);
        if (event.type === "turns/earlier") listener(event.threadId);
      }),
    onServer: listener =>
      store.onChange(({ before, state }) => {
        if (before.connection !== state.connection) listener(state.connection, before.connection);
      }),
    onEvent: (type, listener) =>
      store.onChange(({ event }) => {
        if (isOfType(event, type)) listener(event);
      }),
    onPicked: (pick, listener) =>
      store.onChange(({ before, state }) => {
        const was = pick(before);
        if (pick(state).some((value, at) => value !== was[at])) listener();
      }),
  };
}

const isOfType = <T extends Event["type"]>(
  event: Event,
  type: T,
): event is Extract<Event, { type: T }> => event.type === type;

function asksBetween(before: State, state: State): AsksChange {
  const { asks } = state;
  const was = new Map(before.asks.map(ask => [ask.key, ask]));
  return {
    asks,
    opened: asks.filter(({ key }) => !was.has(key)),
    changed: asks.filter(ask => was.has(ask.key) && was.get(ask.key) !== ask),
    closed: endedBetween(before.asks, asks, state),
  };
}

function endedBetween(
  before: readonly Ask[],
  now: readonly Ask[],
  { closedAsks }: State,
): readonly AskEnd[] {
  const is = new Set(now.map(({ key }) => key));
  return before
    .filter(({ key }) => !is.has(key))
    .map(ask => ({ ask, end: closedAsks.findLast(({ key }) => key === ask.key) ?? null }));
}

function threadsBetween(before: State, state: State): readonly ThreadChange[] {
  if (before.threads === state.threads) return [];
  const changes: ThreadChange[] = [];
  for (const threadId in state.threads) {
    const [was, is] = [before.threads[threadId], state.threads[threadId]];
    if (was !== is) changes.push({ threadId, before: was, thread: is });
  }
  for (const threadId in before.threads)
    if (!state.threads[threadId])
      changes.push({ threadId, before: before.threads[threadId], thread: undefined });
  return changes;
}

function turnsBetween(before: State, state: State): TurnsChange {
  const started: TurnPlace[] = [];
  const ended: TurnPlace[] = [];
  for (const { threadId, before: old, thread } of threadsBetween(before, state)) {
    if (old?.turns === thread?.turns) continue;
    for (const [at, turn] of (thread?.turns ?? []).entries()) {
      // Most turns are where they were: a delta into a long thread looks at each once.
      if (old?.turns[at] === turn) continue;
      const was = old?.turns.findLast(({ id }) => id === turn.id);
      if (was === turn) continue;
      const wasRunning = was?.status === "inProgress";
      if (turn.status === "inProgress" && !wasRunning) started.push({ threadId, turn });
      if (turn.status !== "inProgress" && wasRunning) ended.push({ threadId, turn });
    }
  }
  return { started, ended };
}
