import { deepEqual, equal } from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canary } from "../support/folders.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";

/** The default rule with automatic approval on, against the real app-server: what asks is declined, so it cannot run. */
describe("commands that only read, run by the real app-server", () => {
  let test: TestEngine;
  let threadId = "";
  before(async () => {
    test = await startEngine({
      policy: () => ({ isAutomatic: true, rules: [{ kind: "readOnly", decision: "allow" }] }),
    });
    const { workspace } = test;
    const outside = join(workspace, "..", "outside");
    mkdirSync(outside, { recursive: true });
    mkdirSync(join(workspace, "notes"));
    for (const [path, text] of [
      [join(outside, "o.txt"), canary],
      [join(workspace, ".env"), `KEY=${canary}\n`],
      [join(workspace, "a.txt"), "one\ntwo\n"],
      [join(workspace, "notes", "b.md"), "three\n"],
      [join(workspace, "中文.txt"), "four\n"],
    ] as const)
      writeFileSync(path, text);
    for (const [name, target] of [
      ["out.txt", "../outside/o.txt"],
      ["out", "../outside"],
      ["environ.md", "/proc/self/environ"],
      ["5", ".env"],
    ] as const)
      symlinkSync(target, join(workspace, name));
    threadId = await test.engine.threads.start();
  });
  after(() => test.dispose());

  /** What became of a command, and what it printed. */
  async function run(line: string) {
    const state = await test.turn(threadId, `scenario:shell ${line}`, () => "decline");
    const items = state.threads[threadId]?.turns.at(-1)?.items ?? [];
    const item = items.find(found => found.item.type === "commandExecution")?.item;
    return item?.type === "commandExecution"
      ? { status: item.status, output: item.aggregatedOutput ?? "" }
      : { status: "none", output: "" };
  }

  for (const line of [
    "grep -v --color never .env a.txt",
    "grep -v --color auto /etc/passwd a.txt",
    "diff -N notes .",
    "rg -g '*.env' KEY",
    "xxd -ps 5 README.md",
    "tree -Io x package.json",
    "head *.txt",
    "cat *.md",
    "cd out && cat o.txt",
    "cd nope && true; cat out.txt",
    "grep -rn KEY .",
    "wc -c < out.txt",
    "printf '%d' 'a[$(touch PWNED)]'",
    "od -w 5 README.md",
  ])
    it(`waits for a person with ${line}`, async () => {
      const before = readFileSync(join(test.workspace, "package.json"), "utf8");
      const { status, output } = await run(line);
      deepEqual([status, output.includes(canary)], ["declined", false]);
      equal(readFileSync(join(test.workspace, "package.json"), "utf8"), before);
    });

  for (const [line, output] of [
    ["cat a.txt", "one\ntwo\n"],
    ["echo '---' && wc -l < a.txt", "---\n2\n"],
    ["[ -f a.txt ] && echo yes || echo no", "yes\n"],
    ["cat notes/*.md", "three\n"],
    ["cat 中文.txt", "four\n"],
    ["cd notes && cat b.md", "three\n"],
    ["jq -r '.scripts | keys[]' package.json | head -n 1", null],
  ] as const)
    it(`runs without an ask ${line}`, async () => {
      const found = await run(line);
      equal(found.status, "completed");
      // A profile of the machine may have printed something before.
      if (output !== null) equal(found.output.slice(-output.length), output);
    });
});
