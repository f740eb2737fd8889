import { choiceOf } from "../../model/ask/decision.ts";
import type { State } from "../../model/state.ts";
import { say } from "../say.ts";
import type { Call } from "./messages.ts";

/** What of an ask was in view: what it asks; a form to its end, or the menu of what grants more than this once. */
type Part = "asked" | "all";

export interface Seen {
  /** Notes which part of an ask the page says was in view. Ignored while the view is hidden. */
  saw(askKey: string, part: Part): void;
  /** Why a call must not be carried out, as a text for the person; null when it may be. */
  objection(call: Call): string | null;
  /** Forgets everything: the page was drawn again and has shown nothing yet. */
  clear(): void;
}

/** What a chat has shown of each ask. A call that grants something is refused unless the ask was in view in a visible chat. */
export function createSeen(state: () => State, isVisible: () => boolean): Seen {
  const seen = new Map<string, ReadonlySet<Part>>();
  /** The ask and the parts of it that must have been in view; null for a call that grants nothing. */
  const grants = (call: Call): { readonly key: string; readonly parts: readonly Part[] } | null => {
    if (call.method === "submitForm") return { key: call.params.key, parts: ["all"] };
    if (call.method !== "choose") return null;
    const { key, choice } = call.params;
    const ask = state().asks.find(open => open.key === key);
    const kind = ask && choiceOf(ask, choice)?.kind;
    if (kind === "accept") return { key, parts: ["asked"] };
    return kind === "wider" ? { key, parts: ["asked", "all"] } : null;
  };
  return {
    saw(askKey, part) {
      const { asks } = state();
      for (const key of seen.keys()) if (!asks.some(ask => ask.key === key)) seen.delete(key);
      if (isVisible() && asks.some(({ key }) => key === askKey))
        seen.set(askKey, new Set([...(seen.get(askKey) ?? []), part]));
    },
    objection(call) {
      const needed = grants(call);
      if (!needed) return null;
      const shown = seen.get(needed.key);
      if (isVisible() && needed.parts.every(part => shown?.has(part))) return null;
      return say.text("answer.unseen");
    },
    clear: () => seen.clear(),
  };
}
