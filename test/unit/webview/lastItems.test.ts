import { deepEqual } from "node:assert/strict";
import { lastItems } from "../../../webview/thread/lastItems.ts";
import { play } from "../../support/play.ts";

describe("the window of a long thread", () => {
  const turns =
    play(
      ["a", "b", "c"]
        .flatMap(turn =>
          [1, 2, 3].map(item => `item/completed th ${turn} ${turn}${item} agentMessage "x"`),
        )
        .join("\n"),
    ).threads["th"]?.turns ?? [];
  const shown = (limit: number) => {
    const found = lastItems(turns, limit);
    return [found.turns.map(({ turn, from }) => `${turn.id}${from}`).join(" "), found.hidden];
  };

  it("holds the last items, cutting into a turn where it must", () => {
    deepEqual(shown(9), ["a0 b0 c0", 0]);
    deepEqual(shown(4), ["b2 c0", 5]);
    deepEqual(shown(1), ["c2", 8]);
  });

  it("is empty for a thread without turns", () =>
    deepEqual(lastItems([], 10), { turns: [], hidden: 0 }));
});
