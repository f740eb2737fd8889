import { equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../src/build/paths.mjs";
import { readKept, type Kept } from "../../bench/kept.ts";
import { withNumbers } from "../../bench/numbers.ts";

const kept: Kept = {
  taken: { day: "2026-11-25", machine: "2 cores" },
  figures: {
    "focus.input": {
      what: "view focus",
      unit: "ms",
      value: 180.4,
      spread: 0.1,
      floor: { is: "a bare view", value: 155 },
      limit: 186,
    },
  },
};

describe("the README's numbers", () => {
  it("are the kept ones", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    equal(withNumbers(readme, readKept()), readme);
  });

  it("stand in a table beside their floor and goal", () =>
    equal(
      withNumbers("# A\n\n<!-- numbers -->\nold\n<!-- /numbers -->\n\nB\n", kept),
      `# A

<!-- numbers -->

Taken on 2026-11-25: 2 cores.

| what                                   |  Folio | at the least | which is    |   goal |
| :------------------------------------- | -----: | -----------: | :---------- | -----: |
| opening the chat, until it takes input | 180 ms |       155 ms | a bare view | 186 ms |

<!-- /numbers -->

B
`,
    ));
});
