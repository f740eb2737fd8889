import { deepEqual, equal } from "node:assert/strict";
import { newsOf, nothingHeard, type Heard } from "../../../webview/thread/announce.ts";
import { firstSentence } from "../../../webview/thread/firstSentence.ts";

describe("what a screen reader is told", () => {
  const runs: Heard = {
    threadId: "th",
    turnId: "tu",
    status: "inProgress",
    askKey: null,
    isHeld: false,
  };
  /** The news of each of these states after the one before it. */
  const told = (...states: readonly Partial<Heard>[]) => {
    const all = states.map(state => ({ ...runs, ...state }));
    return all.slice(1).map((now, at) => newsOf(all[at] ?? nothingHeard, now));
  };

  it("is that Codex works, and how it ended", () => {
    deepEqual(told({ turnId: null, status: null }, {}, { status: "completed" }), [
      "working",
      "completed",
    ]);
    deepEqual(told({}, { status: "failed" }), ["failed"]);
    deepEqual(told({}, { status: "interrupted" }), ["interrupted"]);
  });

  it("is each ask as it comes, and nothing when the last one is gone", () =>
    deepEqual(told({}, { askKey: "a" }, { askKey: "b" }, { askKey: "b" }, {}), [
      "asked",
      "asked",
      null,
      "nothing",
    ]));

  it("is nothing of another thread, of one that was taken over, and of turns that were taken out", () => {
    deepEqual(told({}, { threadId: "other", turnId: "x", status: "completed" }), ["nothing"]);
    deepEqual(told({}, { isHeld: true }, {}), ["held", "nothing"]);
    deepEqual(told({ turnId: "last" }, { turnId: "first", status: "completed" }), ["nothing"]);
  });

  it("is nothing for a thread that is shown as it was", () =>
    equal(newsOf(nothingHeard, { ...runs, status: "completed" }), "nothing"));
});

describe("the first sentence of an answer", () => {
  const said = (text: string) => firstSentence(text, "en");

  it("is read without marks", () => {
    equal(said("**All** `12` tests [pass](x.ts) now. The rest too."), "All 12 tests pass now.");
    equal(said("# Done\n\nAll is well."), "Done");
    equal(said("- [x] first thing\n- second"), "first thing");
    equal(said("> It &amp; that\n> go on. So."), "It & that go on.");
    equal(said("![a chart](x.png) shows it."), "a chart shows it.");
  });

  it("is the first that is not code or a table", () => {
    equal(
      said("```js\nreturn 1;\n```\n\n| a | b |\n|--|--|\n| c | d |\n\nThat is it."),
      "That is it.",
    );
    equal(said("```js\nreturn 1;\n```"), "");
  });

  it("ends, however long it is", () => {
    equal(said("word ".repeat(10_000)).length, 301);
    equal(said("x".repeat(100_000)).length, 301);
    equal(said("[".repeat(100_000)).length <= 301, true);
  });

  it("spells out what hides", () => equal(said("a\u202eb."), "a⟨U+202E⟩b."));
});
