import { deepEqual } from "node:assert/strict";
import { nextHunk } from "../../../../src/editor/review/nextHunk.ts";

/** Files as "2 19* 36": where hunks begin, and which of them were decided. */
const files = (...texts: readonly string[]) =>
  texts.map(text => {
    const words = text.split(" ").filter(Boolean);
    return {
      starts: words.map(word => Number.parseInt(word, 10)),
      isOpen: (hunk: number) => words[hunk]?.endsWith("*") === false,
    };
  });

describe("the next hunk", () => {
  for (const [what, texts, from, step, wanted] of [
    ["of the same file", ["2 19 36"], [0, 2], 1, [0, 19]],
    ["of the next file after the last one", ["2 19", "4"], [0, 19], 1, [1, 4]],
    ["of the first file after the last of all", ["2", "4"], [1, 4], 1, [0, 2]],
    ["jumps over what was decided", ["2 19* 36", "1"], [0, 2], 1, [0, 36]],
    [
      "jumps over files that were decided, and that have none",
      ["2", "3*", "", "5"],
      [0, 2],
      1,
      [3, 5],
    ],
    ["before the cursor", ["2 19 36"], [0, 36], -1, [0, 19]],
    ["of the file before", ["2 19", "4"], [1, 4], -1, [0, 19]],
    ["is the last of all before the first", ["2 19", "4"], [0, 2], -1, [1, 4]],
    ["goes through all when all were decided", ["2* 19*"], [0, 2], 1, [0, 19]],
  ] as const)
    it(what, () =>
      deepEqual(nextHunk(files(...texts), { file: from[0], line: from[1] }, step), {
        file: wanted[0],
        line: wanted[1],
      }),
    );

  it("is none where there are none", () =>
    deepEqual(nextHunk(files("", ""), { file: 0, line: 0 }, 1), null));
});
