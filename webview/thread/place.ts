import type { TurnState } from "../../src/model/state.ts";
import type { ReadingPlace } from "../../src/model/wire.ts";

/** The item of a place by its present id, and how many items there are from it on; null when it is not among them. */
export function itemAt(
  turns: readonly TurnState[],
  place: Pick<ReadingPlace, "turnId" | "index" | "itemId">,
): { readonly id: string; readonly fromEnd: number } | null {
  const items = turns.flatMap(turn => turn.items);
  const named = items.find(({ id }) => id === place.itemId);
  const item = named ?? turns.find(({ id }) => id === place.turnId)?.items[place.index];
  return item ? { id: item.id, fromEnd: items.length - items.indexOf(item) } : null;
}
