import { deepEqual } from "node:assert/strict";
import { nextHunk } from "../../../../src/editor/review/nextHunk.ts";

/** Files from texts such as "2 19* 36": the first line of each hunk, with a star when it is decided. */
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
    ["is in the same file", ["2 19 36"], [0, 2], 1, [0, 19]],
    ["is in the next file after the last hunk of one", ["2 19", "4"], [0, 19], 1, [1, 4]],
    ["is in the first file after the last hunk of all", ["2", "4"], [1, 4], 1, [0, 2]],
    ["skips hunks that were decided", ["2 19* 36", "1"], [0, 2], 1, [0, 36]],
    [
      "skips files that were decided, and files without hunks",
      ["2", "3*", "", "5"],
      [0, 2],
      1,
      [3, 5],
    ],
    ["is before the cursor when going back", ["2 19 36"], [0, 36], -1, [0, 19]],
    ["is in the file before when going back", ["2 19", "4"], [1, 4], -1, [0, 19]],
    ["is the last of all when going back from the first", ["2 19", "4"], [0, 2], -1, [1, 4]],
    ["is any hunk when all were decided", ["2* 19*"], [0, 2], 1, [0, 19]],
  ] as const)
    it(what, () =>
      deepEqual(nextHunk(files(...texts), { file: from[0], line: from[1] }, step), {
        file: wanted[0],
        line: wanted[1],
      }),
    );

  it("is null when there are no hunks", () =>
    deepEqual(nextHunk(files("", ""), { file: 0, line: 0 }, 1), null));
});
