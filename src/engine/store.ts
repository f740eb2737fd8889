import type { Event } from "../model/event.ts";
import { reduce } from "../model/reduce/reduce.ts";
import { initialState, type State } from "../model/state.ts";
import type { Log } from "./log.ts";
import type { Scope } from "./scope.ts";

export interface Change {
  readonly seq: number;
  readonly event: Event;
  readonly before: State;
  readonly state: State;
}

/** The state as a face sees it: only events change it. */
export interface StateView {
  readonly state: State;
  /** Number of the last event that changed the state; counts from 1, 0 before any. */
  readonly seq: number;
  /** Calls back after every change, in order. A listener that throws is logged; the others still hear. */
  onChange(listener: (change: Change) => void): { dispose(): void };
}

export interface Store extends StateView {
  /** Reduces one event and tells the listeners, in order. An event that cannot be reduced is logged and dropped. */
  dispatch(event: Event): void;
}

/** The one place where conversation state changes. */
export function createStore(log: Log): Store {
  let state = initialState;
  let seq = 0;
  const listeners = new Set<(change: Change) => void>();
  const pending: Event[] = [];
  let busy = false;

  const apply = (event: Event) => {
    const before = state;
    try {
      state = reduce(before, event);
    } catch (error) {
      const name = event.type === "notification" ? event.notification.method : event.type;
      log("warn", `An event of an unexpected shape was dropped (${name}): ${String(error)}`);
      return;
    }
    if (state === before) return;
    seq++;
    for (const listener of listeners) {
      try {
        listener({ seq, event, before, state });
      } catch (error) {
        log(
          "error",
          `A listener failed on ${event.type}: ${error instanceof Error ? error.stack : String(error)}`,
        );
      }
    }
  };

  return {
    get state() {
      return state;
    },
    get seq() {
      return seq;
    },
    dispatch(event) {
      // A listener may dispatch: its event waits until everybody has heard this one.
      pending.push(event);
      if (busy) return;
      busy = true;
      try {
        for (let next = pending.shift(); next; next = pending.shift()) apply(next);
      } finally {
        busy = false;
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

/**
 * Resolves true as soon as `isSo()` holds, which is looked at now and after every change of the state; false after
 * `limitMs` or at the end of the scope.
 */
export function becomes(
  store: Pick<Store, "onChange">,
  scope: Scope,
  isSo: () => boolean,
  limitMs: number,
): Promise<boolean> {
  if (isSo()) return Promise.resolve(true);
  return new Promise(resolve => {
    const waiting = scope.child();
    const end = (isDone: boolean) => {
      resolve(isDone);
      waiting.dispose();
    };
    waiting.add(store.onChange(() => isSo() && end(true)));
    void waiting.pause(limitMs).then(() => end(isSo()));
  });
}
