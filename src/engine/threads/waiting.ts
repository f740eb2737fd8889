import type { Ask } from "../../model/state.ts";
import type { Effects } from "../effects.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";

/** How long a turn has waited for a person, as long as this process runs. */
interface Waiting {
  readonly threadId: string;
  readonly turnId: string;
  /** The asks that are open now. */
  readonly keys: Set<string>;
  since: number;
  waitedMs: number;
}

/** Turns of which it is known; the oldest are forgotten first. */
const keptTurns = 200;

/**
 * Tells of each turn how long it waited for answers of a person: the server counts that as time of the turn. Asks that wait
 * beside each other count once.
 */
export function watchWaiting(
  store: Pick<Store, "dispatch">,
  effects: Pick<Effects, "onAsks" | "onTurnsLoaded">,
  scope: Scope,
  now = Date.now,
): void {
  const turns = new Map<string, Waiting>();

  const turnOf = ({ threadId, turnId }: Ask): Waiting | null => {
    if (threadId === null || turnId === null) return null;
    const key = `${threadId} ${turnId}`;
    const known = turns.get(key);
    if (known) return known;
    const fresh = { threadId, turnId, keys: new Set<string>(), since: 0, waitedMs: 0 };
    turns.set(key, fresh);
    const [oldest] = turns.keys();
    if (turns.size > keptTurns && oldest !== undefined) turns.delete(oldest);
    return fresh;
  };
  const tell = ({ threadId, turnId, waitedMs }: Waiting) =>
    store.dispatch({ type: "turn/waited", threadId, turnId, waitedMs });

  const watching = [
    effects.onAsks(({ opened, closed }) => {
      for (const ask of opened) {
        const turn = turnOf(ask);
        if (turn?.keys.size === 0) turn.since = now();
        turn?.keys.add(ask.key);
      }
      for (const { ask } of closed) {
        const turn = turnOf(ask);
        if (!turn?.keys.delete(ask.key) || turn.keys.size > 0) continue;
        turn.waitedMs += Math.max(0, now() - turn.since);
        tell(turn);
      }
    }),
    // The server knows nothing of it.
    effects.onTurnsLoaded(threadId => {
      for (const turn of turns.values())
        if (turn.threadId === threadId && turn.waitedMs > 0) tell(turn);
    }),
  ];
  for (const part of watching) scope.add(part);
}
