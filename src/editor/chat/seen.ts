import { choiceOf } from "../../model/ask/decision.ts";
import type { State } from "../../model/state.ts";
import { say } from "../say.ts";
import type { Call } from "./messages.ts";

/** What an ask asks, or with it what it could grant beyond this once. */
type Part = "asked" | "all";

export interface Seen {
  /** The page says what of an ask was in view; believed while the view itself can be seen. */
  saw(askKey: string, part: Part): void;
  /** Why a call must not be carried out, whatever the page says; null when it may. */
  objection(call: Call): string | null;
  /** The page begins anew: it has shown nothing. */
  clear(): void;
}

/** What a chat has shown of the asks. What grants something counts only for an ask that was in view, in a view that is. */
export function createSeen(state: () => State, isVisible: () => boolean): Seen {
  const seen = new Map<string, Part>();
  /** What must have been in view of which ask; null for a call that grants nothing. */
  const grants = (call: Call): { readonly key: string; readonly part: Part } | null => {
    if (call.method === "submitForm") return { key: call.params.key, part: "all" };
    if (call.method !== "choose") return null;
    const { key, choice } = call.params;
    const ask = state().asks.find(open => open.key === key);
    const kind = ask && choiceOf(ask, choice)?.kind;
    if (kind === "accept") return { key, part: "asked" };
    return kind === "wider" ? { key, part: "all" } : null;
  };
  return {
    saw(askKey, part) {
      const { asks } = state();
      for (const key of seen.keys()) if (!asks.some(ask => ask.key === key)) seen.delete(key);
      if (isVisible() && asks.some(({ key }) => key === askKey))
        seen.set(askKey, seen.get(askKey) === "all" ? "all" : part);
    },
    objection(call) {
      const needed = grants(call);
      if (!needed) return null;
      const shown = seen.get(needed.key);
      if (isVisible() && (shown === "all" || shown === needed.part)) return null;
      return say.text("answer.unseen");
    },
    clear: () => seen.clear(),
  };
}
