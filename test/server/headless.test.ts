import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import type { LogEntry } from "../../src/engine/api.ts";
import type { Output } from "../model/events.ts";
import { startEngine } from "../support/engine.ts";
import { filePorts, openTexts } from "../support/filePorts.ts";
import { lateFile, runHeadless } from "../support/headless.ts";

const twoHunks = `*** Begin Patch
*** Update File: src/basket.js
@@
-/** Prices are in cents, so that sums are exact. */
+/** Prices are whole cents: sums are exact. */
 export function total(items, discountPercent = 0) {
@@
 export function count(items) {
-  return items.reduce((sum, item) => sum + item.count, 0);
+  return items.reduce((pieces, item) => pieces + item.count, 0);
 }
*** End Patch
`;
const late = `*** Begin Patch\n*** Add File: ${lateFile}\n+theirs\n*** End Patch\n`;
const outputs: readonly Output[] = [
  { type: "command", command: "echo hello > made.txt" },
  { type: "patch", patch: twoHunks },
  { type: "patch", patch: late },
];

for (const port of filePorts)
  describe(`a turn without an editor, over ${port.name}`, () => {
    it("runs a command, takes a hunk and refuses what a person made meanwhile", async () => {
      let step = 0;
      const test = await startEngine({
        script: () => ({ outputs: [outputs[step++] ?? { type: "text", text: "All done." }] }),
        files: disk => port.over(disk, openTexts()),
      });
      try {
        const { answers, heard, caughtUp } = await runHeadless(test.engine, test.workspace);
        const all = [...heard, ...caughtUp];
        deepEqual(
          all.map(({ seq }) => seq - (heard[0]?.seq ?? 0)),
          [...all.keys()],
          "nothing is missed, nothing comes twice",
        );
        const methods = (entries: readonly LogEntry[]) =>
          entries.map(({ logged }) => (logged.kind === "notification" ? logged.method : ""));
        ok(methods(heard).includes("turn/started"));
        ok(methods(caughtUp).includes("turn/completed"));
        deepEqual(answers, [
          "command: ok",
          "hunks: ok",
          "stale: changedSinceShown",
          "declined: ok",
        ]);
        ok(existsSync(join(test.workspace, "made.txt")));
        const basket = readFileSync(join(test.workspace, "src/basket.js"), "utf8");
        ok(basket.includes("in cents, so that") && basket.includes("pieces + item.count"));
        equal(readFileSync(join(test.workspace, lateFile), "utf8"), "mine\n");
        match(JSON.stringify(test.model.requests.at(-1)), /hunk 1 of 2: refused \(line 1\)/);
      } finally {
        await test.dispose();
      }
    });
  });

describe("the script of a turn without an editor", () => {
  it("is short, and knows of the engine what every face may know", () => {
    const text = readFileSync(join(root, "test/support/headless.ts"), "utf8");
    ok(text.split("\n").length <= 81);
    deepEqual(
      [...text.matchAll(/from "([^"]*src\/engine\/[^"]*)"/g)].map(([, from]) => from),
      ["../../src/engine/api.ts"],
    );
  });
});
