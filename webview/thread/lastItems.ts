import type { TurnState } from "../../src/model/state.ts";

/** The last `limit` items as turns, each with the index of its first shown item, and how many items come before. */
export function lastItems(
  turns: readonly TurnState[],
  limit: number,
): {
  readonly turns: readonly { readonly turn: TurnState; readonly from: number }[];
  readonly hidden: number;
} {
  const shown: { turn: TurnState; from: number }[] = [];
  let room = limit;
  let at = turns.length - 1;
  for (; at >= 0 && room > 0; at--) {
    const turn = turns[at];
    if (!turn) break;
    const from = Math.max(0, turn.items.length - room);
    room -= Math.max(1, turn.items.length - from);
    shown.unshift({ turn, from });
  }
  const before = turns.slice(0, at + 1).reduce((sum, { items }) => sum + items.length, 0);
  return { turns: shown, hidden: before + (shown[0]?.from ?? 0) };
}
