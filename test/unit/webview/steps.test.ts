import { deepEqual, equal } from "node:assert/strict";
import type { ItemPhase, ItemState } from "../../../src/model/state.ts";
import { factsOfSteps, imagesIn, kept, segmentsOf } from "../../../webview/items/steps.ts";
import { sentenceOf } from "../../../webview/items/sentence.ts";

let last = 0;
const item = (type: string, facts: object = {}, phase: ItemPhase = "done"): ItemState => {
  const id = `i${++last}`;
  // The steps read no more of an item than these facts.
  return { id, phase, item: { type, id, ...facts } as never };
};
const command = (facts: object = {}, phase: ItemPhase = "done") =>
  item("commandExecution", { status: "completed", commandActions: [], ...facts }, phase);
const reads = (...paths: string[]) =>
  command({ commandActions: paths.map(path => ({ type: "read", path })), durationMs: 20 });
const message = (text: string) => item("agentMessage", { text });
const outline = (items: readonly ItemState[], isRunning: boolean) =>
  segmentsOf(items, isRunning).map(segment =>
    segment.kind === "item"
      ? segment.state.item.type
      : `${segment.steps.length} steps${segment.isOver ? "" : ", open"}`,
  );
const told = (...steps: ItemState[]) => sentenceOf(factsOfSteps(steps));

describe("the steps of a turn", () => {
  it("stand open while they run, and are over when the turn speaks", () => {
    const steps = [item("reasoning", { summary: ["so"], content: [] }), command()];
    deepEqual(outline(steps, true), ["2 steps, open"]);
    deepEqual(outline([...steps, message("Well.")], true), ["2 steps", "agentMessage"]);
    deepEqual(outline([...steps, message("Well."), command()], true), [
      "2 steps",
      "agentMessage",
      "1 steps, open",
    ]);
  });

  it("are over when the turn ends", () => deepEqual(outline([command()], false), ["1 steps"]));

  it("are one where only items that say nothing lie between them", () => {
    const silent = [message(""), item("reasoning", { summary: [""], content: [] })];
    deepEqual(outline([command(), ...silent, command()], false), ["2 steps"]);
  });

  it("are none: a change, a command behind its turn, and a tool that gave back a picture", () => {
    const picture = { content: [{ type: "image", data: "QQ==", mimeType: "image/png" }] };
    deepEqual(
      outline(
        [
          item("fileChange", { changes: [], status: "completed" }),
          command({}, "background"),
          item("mcpToolCall", { status: "completed", result: picture }),
          item("somethingNew"),
        ],
        true,
      ),
      ["fileChange", "commandExecution", "mcpToolCall", "somethingNew"],
    );
  });

  it("that did not change are the same objects again", () => {
    const items = [command(), message("Well."), command()];
    const before = segmentsOf(items, true);
    const after = kept(before, segmentsOf([...items, command()], true));
    deepEqual(
      after.map((segment, at) => segment === before[at]),
      [true, true, false],
    );
  });
});

describe("the sentence about steps", () => {
  it("says each kind once, in one order, with how many", () =>
    equal(
      told(
        command(),
        reads("/a", "/b"),
        reads("/a"),
        item("webSearch"),
        item("reasoning", { summary: ["so"], content: [], startedAtMs: 1000, completedAtMs: 7200 }),
        command({ status: "declined" }),
        item("sleep", { durationMs: 30_000 }),
        command({ commandActions: [{ type: "search" }] }),
      ),
      "Thought for 6 s · read 3 files · searched once · searched the web · ran 2 commands · waited · 1 declined",
    ));

  it("takes a command for a look only where all of it looks in one way", () =>
    equal(
      told(command({ commandActions: [{ type: "read", path: "/a" }, { type: "unknown" }] })),
      "Ran 1 command",
    ));

  it("tells what failed and how long all took, as far as it is known", () => {
    const { failed, durationMs } = factsOfSteps([
      command({ status: "failed", durationMs: 1500 }),
      item("dynamicToolCall", { success: false, status: "completed", durationMs: null }),
      item("mcpToolCall", { status: "failed", result: null, durationMs: 500 }),
      item("sleep", { durationMs: 30_000 }),
    ]);
    deepEqual([failed, durationMs], [3, 2000]);
  });
});

describe("a picture that a tool gave back", () => {
  it("is drawn from its data, and never loaded from elsewhere", () => {
    const content = [
      { type: "image", data: "QQ==", mimeType: "image/png" },
      { type: "image", data: "QQ==", mimeType: 'image/png" onload="' },
      { type: "image", url: "https://example.com/a.png" },
      { type: "text", text: "no picture" },
      null,
    ];
    deepEqual(imagesIn({ result: { content, structuredContent: null, _meta: null } }), [
      "data:image/png;base64,QQ==",
    ]);
  });
});
