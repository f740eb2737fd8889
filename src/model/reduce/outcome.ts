import { editTurn } from "../edit.ts";
import type { Event } from "../event.ts";
import type { State } from "../state.ts";

/** Only for an item that is there: one of a turn that is not loaded yet is told again when it is. */
export function setOutcome(
  state: State,
  { threadId, turnId, itemId, outcome }: Extract<Event, { type: "change/reviewed" }>,
): State {
  const turn = state.threads[threadId]?.turns.find(({ id }) => id === turnId);
  const known = turn?.items.find(({ id }) => id === itemId);
  if (!known || JSON.stringify(known.outcome) === JSON.stringify(outcome)) return state;
  return editTurn(state, threadId, turnId, before => ({
    ...before,
    items: before.items.map(item => (item.id === itemId ? { ...item, outcome } : item)),
  }));
}
