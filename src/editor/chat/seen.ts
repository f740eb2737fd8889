import { choiceOf } from "../../model/decision.ts";
import type { State } from "../../model/state.ts";
import type { FromWebview } from "../../model/wire.ts";

export interface Seen {
  /** The page says that all of an ask was in view; believed while the view itself can be seen. */
  saw(askKey: string): void;
  /** Why a call must not be carried out, whatever the page says; null when it may. */
  objection(message: FromWebview): string | null;
  /** The page begins anew: it has shown nothing. */
  clear(): void;
}

/** What a chat has shown of the asks. What grants something counts only for an ask that was in view, in a view that is. */
export function createSeen(state: () => State, isVisible: () => boolean): Seen {
  const seen = new Set<string>();
  const grants = (message: FromWebview): string | null => {
    if (message.kind !== "call") return null;
    if (message.method === "submitForm") return message.params.key;
    if (message.method !== "choose") return null;
    const { key, choice } = message.params;
    const ask = state().asks.find(open => open.key === key);
    const kind = ask && choiceOf(ask, choice)?.kind;
    return kind === "accept" || kind === "wider" ? key : null;
  };
  return {
    saw(askKey) {
      const { asks } = state();
      for (const key of seen) if (!asks.some(ask => ask.key === key)) seen.delete(key);
      if (isVisible() && asks.some(({ key }) => key === askKey)) seen.add(askKey);
    },
    objection(message) {
      const key = grants(message);
      if (key === null || (seen.has(key) && isVisible())) return null;
      return "This request was not in view yet. Nothing was sent: read it, then answer.";
    },
    clear: () => seen.clear(),
  };
}
