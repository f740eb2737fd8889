import { equal } from "node:assert/strict";
import { answerOf } from "../../../../src/model/select/answer.ts";
import type { ItemPhase, ItemState } from "../../../../src/model/state.ts";

const message = (
  text: string,
  more: { phase?: "commentary" | "final_answer"; is?: ItemPhase } = {},
) =>
  ({
    id: text,
    phase: more.is ?? "done",
    item: { type: "agentMessage", id: text, text, phase: more.phase ?? null },
  }) as ItemState;

describe("the answer of a turn", () => {
  it("is its last words, as markdown", () => {
    const items = [
      message("I look at it.", { phase: "commentary" }),
      message("Half of"),
      message("**Done.**\n\n```js\nx\n```\n", { phase: "final_answer" }),
    ].map((item, at) => (at === 1 ? { ...item, phase: "superseded" as const } : item));
    equal(answerOf({ items }), "**Done.**\n\n```js\nx\n```");
  });
  it("is all that was said where nothing was final, and empty where nothing was said", () => {
    const items = [
      message("one", { phase: "commentary" }),
      message(" "),
      message("two", { phase: "commentary" }),
    ];
    equal(answerOf({ items: items.filter((_item, at) => at !== 1) }), "one\n\ntwo");
    equal(answerOf({ items: [] }), "");
  });
});
