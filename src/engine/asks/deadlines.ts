import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";

export interface DeadlinesOptions {
  readonly store: Store;
  readonly scope: Scope;
  /** Called once for an ask whose time is over. */
  onOver(key: string): void;
  /** Milliseconds that never go back; for tests. */
  now?(): number;
}

const tickMs = 250;
/** A longer pause between two ticks was sleep: nobody could answer then, so it does not count. */
const longestTickMs = 2000;
/** How far the time that is shown may be off before it is told anew. */
const shownDriftMs = 1500;

export interface Deadlines {
  /** Begins to count the time of an ask that was opened. */
  add(key: string, limitMs: number): void;
}

/** Counts the time that open asks have left, by a clock that neither jumps nor runs while the computer sleeps. */
export function createDeadlines(options: DeadlinesOptions): Deadlines {
  const { store, scope, onOver, now = () => performance.now() } = options;
  const left = new Map<string, number>();
  let ticking: { dispose(): void } | undefined;
  let lastTick = 0;

  const tick = () => {
    const at = now();
    const passed = Math.min(at - lastTick, longestTickMs);
    lastTick = at;
    for (const [key, before] of left) {
      const ask = [...store.state.asks, ...store.state.judging].find(open => open.key === key);
      const after = before - passed;
      if (!ask || after <= 0) left.delete(key);
      else left.set(key, after);
      if (ask && after <= 0) onOver(key);
      else if (
        ask?.expiresAt != null &&
        Math.abs(ask.expiresAt - (Date.now() + after)) > shownDriftMs
      )
        store.dispatch({ type: "ask/rescheduled", key, expiresAt: Date.now() + after });
    }
    if (left.size > 0) return;
    ticking?.dispose();
    ticking = undefined;
  };

  return {
    add(key, limitMs) {
      left.set(key, limitMs);
      if (ticking) return;
      lastTick = now();
      ticking = scope.every(tickMs, tick);
    },
  };
}
