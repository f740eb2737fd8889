import { deepEqual, equal, ok } from "node:assert/strict";
import { hasLongText, shortened } from "../../../../src/model/select/short.ts";
import { wholeText } from "../../../../src/model/select/wholeText.ts";
import { reduce } from "../../../../src/model/reduce/reduce.ts";
import type { State } from "../../../../src/model/state.ts";
import { longestText } from "../../../../src/model/text/cut.ts";
import { after, notify } from "../../../support/play.ts";

const at = { threadId: "th", turnId: "tu" };
const long = "many words\n".repeat(100_000);

const delta = (text: string) =>
  notify("item/agentMessage/delta", { ...at, itemId: "m", delta: text });
const completed = (item: object) =>
  notify("item/completed", { ...at, completedAtMs: 0, item: item as never });
const itemOf = (state: State, id: string) => {
  const found = state.threads["th"]?.turns[0]?.items.find(item => item.id === id);
  ok(found);
  return found;
};

describe("a state for a face", () => {
  it("is the same one where nothing is long", () => {
    const state = after([delta("short"), completed({ type: "plan", id: "p", text: "a plan" })]);
    equal(shortened(state), state);
  });

  it("has long texts without their middle, each with what is left out of it", () => {
    const state = after([
      completed({ type: "agentMessage", id: "m", text: long }),
      completed({ type: "reasoning", id: "r", summary: ["short", long], content: [] }),
      completed({ type: "userMessage", id: "u", content: [{ type: "text", text: long }] }),
      completed({ type: "commandExecution", id: "c", aggregatedOutput: long }),
    ]);
    const short = shortened(state);
    const paths = ["m", "r", "u", "c"].map(id => Object.keys(itemOf(short, id).cuts ?? {}));
    deepEqual(paths, [["text"], ["summary/1"], ["content/0/text"], ["aggregatedOutput"]]);
    for (const id of ["m", "r", "u", "c"]) {
      const { item, cuts } = itemOf(short, id);
      const leftOut = Object.values(cuts ?? {}).reduce((sum, { count }) => sum + count, 0);
      const whole = wholeText(itemOf(state, id).item);
      equal(wholeText(item).length + leftOut, whole.length);
      ok(wholeText(item).length <= longestText + 10);
    }
    equal(shortened(short), short);
  });

  it("ends the same whether it was shortened while a message grew, or then", () => {
    let whole = after([delta("begin\n")]);
    let short = whole;
    for (let more = 0; more < 12; more++) {
      const event = delta(long.slice(0, 90_000));
      whole = reduce(whole, event);
      short = shortened(reduce(short, event));
    }
    deepEqual(short, shortened(whole));
    const known = itemOf(short, "m");
    const started = { type: "agentMessage", id: "m", text: "" };
    const late = notify("item/started", { ...at, startedAtMs: 0, item: started as never });
    equal(itemOf(reduce(short, late), "m"), known);
  });

  it("leaves the lines of a change, and output that still grows", () => {
    const state = after([
      completed({ type: "fileChange", id: "f", changes: [{ path: "a", diff: long }] }),
      notify("item/commandExecution/outputDelta", {
        ...at,
        itemId: "c",
        delta: long.slice(0, 400_000),
      }),
    ]);
    equal(shortened(state), state);
  });

  it("knows an event that would bring a long text", () => {
    equal(hasLongText(delta("short")), false);
    equal(hasLongText(delta(long)), true);
    equal(hasLongText(completed({ type: "plan", id: "p", text: long })), true);
  });
});
