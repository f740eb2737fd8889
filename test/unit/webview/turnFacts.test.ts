import { deepEqual, equal } from "node:assert/strict";
import { newTurn } from "../../../src/model/reduce/turn.ts";
import type { ChangeOutcome, ItemState } from "../../../src/model/state.ts";
import { changedLines, tookText } from "../../../webview/thread/turnFacts.ts";

describe("the time of a turn", () => {
  it("is what Codex took, and apart from it what it waited for the person", () => {
    equal(tookText(91_000, 82_000), "9.0 s, waited 1 min 22 s for you");
    equal(tookText(91_000, 300), "1 min 31 s");
    equal(tookText(5000, 9000), "0 ms, waited 9 s for you");
  });
});

describe("the lines that a turn changed", () => {
  const change = (path: string, diff: string, facts: Partial<ItemState> = {}): ItemState => ({
    id: path,
    phase: "done",
    item: {
      type: "fileChange",
      id: path,
      status: "completed",
      changes: [{ path, kind: { type: "update", move_path: null }, diff }],
    },
    ...facts,
  });
  const lines = (items: readonly ItemState[], changedPaths: readonly string[]) =>
    changedLines({ ...newTurn("tu"), items, changedPaths });

  it("are those of all its changes together", () =>
    deepEqual(lines([change("/a", "+x\n-y\n"), change("/b", "+x\n+z\n")], ["/a", "/b"]), {
      added: 3,
      removed: 1,
    }));

  it("are not told where a command changed files too, or a person took a part", () => {
    const outcome: ChangeOutcome = { files: [], canUndo: false };
    equal(lines([change("/a", "+x\n")], ["/a", "/made-by-a-command"]), null);
    equal(lines([change("/a", "+x\n", { outcome })], ["/a"]), null);
    equal(lines([change("/a", "+x\n")], []), null);
  });
});
