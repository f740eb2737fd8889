import { deepEqual, equal } from "node:assert/strict";
import type { ItemState, TurnState } from "../../../src/model/state.ts";
import { itemAt } from "../../../webview/thread/place.ts";

describe("the place of a reader", () => {
  const item = (id: string): ItemState => ({
    id,
    phase: "done",
    item: { type: "plan", id, text: "" },
  });
  const turn = (id: string, ...items: string[]) =>
    ({ id, items: items.map(item) }) as unknown as TurnState; // a place needs no more of a turn
  const turns = [turn("t1", "a", "b"), turn("t2", "c", "d", "e")];

  it("is the same item, and tells how many are drawn to reach it", () =>
    deepEqual(itemAt(turns, { turnId: "t1", index: 1, itemId: "b" }), { id: "b", fromEnd: 4 }));

  it("is found by its turn where the item has another id by now", () =>
    deepEqual(itemAt(turns, { turnId: "t2", index: 1, itemId: "gone" }), { id: "d", fromEnd: 2 }));

  it("is nowhere while its turn is not loaded", () =>
    equal(itemAt(turns, { turnId: "t0", index: 0, itemId: "gone" }), null));
});
