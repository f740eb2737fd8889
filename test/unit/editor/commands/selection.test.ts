import { deepEqual } from "node:assert/strict";
import { lineSpan } from "../../../../src/editor/commands/thread.ts";

describe("the lines of a selection", () => {
  const at = (line: number, character: number) => ({ line, character });
  it("are those with selected text", () => {
    for (const [start, end, text, span, kept] of [
      [at(2, 0), at(3, 0), "line three\n", "3", "line three"],
      [at(2, 0), at(3, 0), "line three\r\n", "3", "line three"],
      [at(2, 0), at(2, 5), "line ", "3", "line "],
      [at(0, 3), at(4, 0), "e\nb\nc\nd\n", "1-4", "e\nb\nc\nd"],
      [at(0, 3), at(4, 1), "e\nb\nc\nd\ne", "1-5", "e\nb\nc\nd\ne"],
      [at(6, 4), at(7, 0), "\n", "7", ""],
    ] as const)
      deepEqual(lineSpan({ start, end }, text), { span, text: kept });
  });
});
