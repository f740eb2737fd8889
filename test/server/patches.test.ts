import { deepEqual, ok } from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { landingOf } from "../../src/engine/review/landing.ts";
import { proposeFiles } from "../../src/engine/review/propose.ts";
import type { FileUpdateChange } from "../../src/protocol/types.gen.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { readOnlyFiles } from "../support/filePorts.ts";
import { createRandom } from "../support/random.ts";
import { patchText, randomPatch } from "../support/randomPatch.ts";
import { said } from "../../src/model/text/say.ts";

const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

describe(`a random patch on the real server (seed ${seed})`, () => {
  let patch = "";
  let test: TestEngine;

  before(async () => {
    test = await startEngine({
      script: ({ results }) =>
        results.length > 0
          ? { outputs: [{ type: "text", text: "Done." }] }
          : {
              outputs: [{ type: "patch", patch: `*** Begin Patch\n${patch}*** End Patch\n` }],
            },
    });
  });
  after(() => test.dispose());

  const folder = () => join(test.workspace, "random");
  const write = (files: Readonly<Record<string, string>>) => {
    rmSync(folder(), { recursive: true, force: true });
    mkdirSync(folder());
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder(), name), text);
  };
  const read = () =>
    Object.fromEntries(
      readdirSync(folder())
        .toSorted()
        .map(name => [name, readFileSync(join(folder(), name), "utf8")]),
    );
  /** What the review would show of these files, as what stands there in the end. */
  const shown = async (changes: readonly FileUpdateChange[]) => {
    const proposals = await proposeFiles(changes, {
      roots: [test.workspace],
      name: path => path,
      files: readOnlyFiles,
      inWords: said,
    });
    ok(proposals.every(({ refusal }) => refusal === null));
    return landingOf(proposals.map(each => ({ ...each, text: each.after, isRefused: false })));
  };

  it("leaves on disk what the review showed", async function () {
    this.timeout(120_000);
    const random = createRandom(seed);
    const threadId = await test.engine.threads.start();
    let compared = 0;
    for (let round = 0; round < 45; round++) {
      const made = randomPatch(random, 12, [["\n"]]);
      if (made.refused || made.meant.length === 0) continue;
      write(made.files);
      patch = patchText(made.meant, "random");
      const state = await test.turn(threadId, "Go on.");
      const item = state.threads[threadId]?.turns
        .at(-1)
        ?.items.findLast(each => each.item.type === "fileChange")?.item;
      // A patch of which a line is not where it says is refused by the server before anybody is asked.
      if (item?.type !== "fileChange" || item.status !== "completed") continue;
      const landed = read();
      write(made.files);
      const landing = await shown(item.changes);
      if (landing.kind === "clash") throw new Error(`${landing.path} clashes.`);
      const expected: Record<string, string> = { ...made.files };
      for (const { path, text, from } of landing.files) {
        const name = path.slice(folder().length + 1);
        const hasMark = made.files[from.slice(folder().length + 1)]?.startsWith("\ufeff");
        if (text === null) delete expected[name];
        else expected[name] = hasMark ? `\ufeff${text}` : text;
      }
      // An overwritten file may lose its byte order mark, which this test is not about.
      const plain = (files: Readonly<Record<string, string>>) =>
        new Map(Object.entries(files).map(([name, text]) => [name, text.replace(/^\ufeff/, "")]));
      deepEqual(plain(expected), plain(landed), JSON.stringify(made));
      compared++;
    }
    ok(compared >= 25, `only ${compared} were compared`);
  });
});
