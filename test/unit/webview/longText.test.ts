import { equal } from "node:assert/strict";
import { beginningOf, lineCount } from "../../../webview/items/longText.ts";

describe("a long message of a person", () => {
  it("has as many lines as a person would count", () => {
    for (const [text, count] of [
      ["", 1],
      ["one", 1],
      ["one\n", 1],
      ["one\ntwo", 2],
      ["\n\n", 2],
      ["a\n".repeat(600), 600],
      ["a\n".repeat(600) + "b", 601],
    ] as const)
      equal(lineCount(text), count, JSON.stringify(text.slice(0, 20)));
  });
  it("shows its first six lines while it is folded, whatever its length", () => {
    equal(beginningOf("1\n2\n3\n4\n5\n6\n7\n8"), "1\n2\n3\n4\n5\n6");
    equal(beginningOf("1\n2\n3\n4\n5\n6"), "1\n2\n3\n4\n5\n6");
    equal(beginningOf("one"), "one");
    equal(beginningOf("x".repeat(5_000_000)).length, 4000);
    equal(beginningOf(`${"x".repeat(5000)}\n`.repeat(9)).length, 4000);
  });
});
