import type { Event } from "../../model/event.ts";
import { runningTurn } from "../../model/select/thread.ts";
import type { State, TurnState } from "../../model/state.ts";
import { isNetworkError } from "../../model/text/turnError.ts";
import type { Scope } from "../scope.ts";
import { createEffects, type ThreadChange } from "../effects.ts";
import type { Store } from "../store.ts";

/** The clocks: `now` never goes back, `wall` is milliseconds since 1970. For tests. */
export interface QuietClock {
  now(): number;
  wall(): number;
}

const tickMs = 1000;
/** A model that says nothing for this long may hang: the person should know that nothing crashed. */
const silentMs = 60_000;

interface Heard {
  /** When something last came of this turn, or a person last had to answer. */
  at: number;
  /** Since when the network is missing. */
  offlineSince: number | null;
}

export interface QuietWatch {
  /** What the timer does once a second; for tests. */
  tick(): void;
}

/** Says of running turns since when nothing comes, and whether that is for want of a network. */
export function watchQuiet(
  store: Store,
  scope: Scope,
  clock: QuietClock = { now: () => performance.now(), wall: () => Date.now() },
): QuietWatch {
  const heard = new Map<string, Heard>();
  let ticking: { dispose(): void } | undefined;

  const show = (threadId: string, turn: TurnState, kind: "network" | "silent", since: number) => {
    if (turn.quiet?.kind === kind) return;
    const quiet = { kind, since: clock.wall() - (clock.now() - since) };
    store.dispatch({ type: "turn/quiet", threadId, turnId: turn.id, quiet });
  };
  const hide = (threadId: string, turn: TurnState) => {
    if (turn.quiet) store.dispatch({ type: "turn/quiet", threadId, turnId: turn.id, quiet: null });
  };

  const tick = () => {
    const { state } = store;
    const running = runningTurns(state);
    for (const [key, { at, offlineSince }] of heard) {
      const entry = running.get(key);
      if (!entry) heard.delete(key);
      else if (isWaitedFor(state, entry.threadId)) hear(key);
      else if (offlineSince === null && clock.now() - at >= silentMs)
        show(entry.threadId, entry.turn, "silent", at);
    }
    if (heard.size > 0) return;
    ticking?.dispose();
    ticking = undefined;
  };

  const hear = (key: string): Heard => {
    const known = heard.get(key) ?? { at: 0, offlineSince: null };
    known.at = clock.now();
    heard.set(key, known);
    ticking ??= scope.every(tickMs, tick);
    return known;
  };

  const listen = (changes: readonly ThreadChange[], event: Event) => {
    if (event.type === "turn/quiet") return;
    for (const { threadId: id, before, thread } of changes) {
      const turn = runningTurn(thread);
      if (!turn || before?.turns.includes(turn)) continue;
      const entry = hear(`${id}/${turn.id}`);
      const error =
        event.type === "notification" && event.notification.method === "error"
          ? event.notification.params
          : null;
      if (turn.retrying === null) entry.offlineSince = null;
      else if (error?.willRetry && isNetworkError(error.error)) entry.offlineSince ??= entry.at;
      if (entry.offlineSince === null) hide(id, turn);
      else show(id, turn, "network", entry.offlineSince);
    }
  };

  scope.add(createEffects(store).onThreads(listen));
  return { tick };
}

function runningTurns(state: State) {
  const running = new Map<string, { readonly threadId: string; readonly turn: TurnState }>();
  for (const [threadId, thread] of Object.entries(state.threads)) {
    const turn = runningTurn(thread);
    if (turn) running.set(`${threadId}/${turn.id}`, { threadId, turn });
  }
  return running;
}

const isWaitedFor = (state: State, threadId: string): boolean =>
  state.asks.some(ask => ask.threadId === threadId);
