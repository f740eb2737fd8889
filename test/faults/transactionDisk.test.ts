import { deepEqual, equal, ok } from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createTransactions,
  type FileState,
  type FileStep,
} from "../../src/engine/disk/transaction.ts";
import { createRandom } from "../support/random.ts";

const file = (text: string): FileState => ({ kind: "file", bytes: Buffer.from(text) });
const does = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const tree = (root: string) =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .toSorted()
      .map(name => [
        name,
        statSync(join(root, name)).isFile() ? readFileSync(join(root, name), "utf8").length : -1,
      ]),
  );

function setUp() {
  const place = mkdtempSync(join(tmpdir(), "folio-disk-"));
  const root = join(place, "ws");
  mkdirSync(root);
  const create = (folder = join(place, "ours")) =>
    createTransactions(
      folder,
      () => [root],
      () => {},
    );
  return { place, root, create };
}

/** Three files; the second cannot be written. */
const threeSteps = (root: string, size: number): readonly FileStep[] =>
  ["a", "made/b", "c"].map(name => {
    const path = join(root, name);
    const expected: FileState = name === "made/b" ? { kind: "missing" } : file(`${name} before`);
    if (expected.kind === "file") writeFileSync(path, expected.bytes);
    return { path, expected, wanted: file(`${name} after`.repeat(name === "made/b" ? size : 1)) };
  });

describe("a transaction on a bad disk", () => {
  it("takes everything back when the disk is full", async function () {
    const { place, root, create } = setUp();
    if (!does("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", root)) {
      console.log("      a small disk cannot be made here: skipped");
      return this.skip();
    }
    try {
      const steps = threeSteps(root, 60_000);
      const before = tree(root);
      const { isDone, outcomes, undo } = await create().run(steps, { ifChanged: "leave" });
      const codes = outcomes.map(({ outcome }) =>
        outcome.kind === "failed" ? outcome.code : outcome.kind,
      );
      // Any of them may be the first to find the disk full.
      deepEqual(codes.toSorted(), ["ENOSPC", "takenBack", "takenBack"]);
      deepEqual([isDone, undo], [false, []]);
      deepEqual(tree(root), before);
      deepEqual(readdirSync(join(place, "ours")), []);
    } finally {
      does("umount", root);
      rmSync(place, { recursive: true });
    }
  });

  it("begins nothing when its journal cannot be written", async function () {
    const { place, root, create } = setUp();
    const ours = join(place, "small");
    mkdirSync(ours);
    if (!does("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", ours)) {
      console.log("      a small disk cannot be made here: skipped");
      return this.skip();
    }
    try {
      writeFileSync(join(ours, "filler"), Buffer.alloc(8192));
      const steps = threeSteps(root, 1);
      const before = tree(root);
      const { isDone, outcomes } = await create(ours).run(steps, { ifChanged: "leave" });
      equal(isDone, false);
      deepEqual(
        outcomes.map(({ outcome }) => outcome),
        steps.map(() => ({ kind: "failed", code: "ENOSPC" })),
      );
      deepEqual(tree(root), before);
    } finally {
      does("umount", ours);
      rmSync(place, { recursive: true });
    }
  });

  it("takes everything back for a file that may not be replaced", async function () {
    const { place, root, create } = setUp();
    const steps = threeSteps(root, 1);
    const last = join(root, "c");
    // Nothing less stops an administrator.
    const isRoot = process.getuid?.() === 0;
    const inner = join(root, "closed");
    if (isRoot && !does("chattr", "+i", last)) {
      console.log("      files cannot be made unchangeable here: skipped");
      return this.skip();
    }
    mkdirSync(inner);
    writeFileSync(join(inner, "d"), "d before");
    if (!isRoot) chmodSync(inner, 0o555);
    try {
      const before = tree(root);
      const all = isRoot
        ? steps
        : [
            ...steps,
            { path: join(inner, "d"), expected: file("d before"), wanted: file("d after") },
          ];
      const { isDone, outcomes } = await create().run(all, { ifChanged: "leave" });
      equal(isDone, false);
      ok(["EPERM", "EACCES"].includes(failureOf(outcomes.at(-1))));
      deepEqual(tree(root), before);
      deepEqual(readdirSync(join(place, "ours")), []);
    } finally {
      does("chattr", "-i", last);
      chmodSync(inner, 0o755);
      rmSync(place, { recursive: true });
    }
  });

  it("keeps what another program writes at any moment: appended, written anew, renamed onto it", async () => {
    const { place, root, create } = setUp();
    const transactions = create();
    const random = createRandom(3);
    const other = spawn("sh", [
      "-c",
      'while read how path; do case $how in a) echo mine >> "$path";; t) echo mine > "$path";; r) echo mine > "$path.x"; mv "$path.x" "$path";; esac; echo; done',
    ]);
    let written = 0;
    for (let round = 0; round < 150; round++) {
      const path = join(root, `f${round}`);
      const how = random.pick(["a", "a", "t", "r"]);
      writeFileSync(path, "before\n");
      const wrote = new Promise(resolve => other.stdout.once("data", resolve));
      const until = performance.now() + random.below(4000) / 1000;
      const running = transactions.run(
        [{ path, expected: file("before\n"), wanted: file("after\n") }],
        { ifChanged: "leave" },
      );
      if (round % 2 === 0) other.stdin.write(`${how} ${path}\n`);
      while (performance.now() < until) await new Promise(setImmediate);
      if (round % 2 === 1) other.stdin.write(`${how} ${path}\n`);
      const [{ outcomes }] = await Promise.all([running, wrote]);
      const text = readFileSync(path, "utf8");
      const [outcome] = outcomes;
      const whole = ["before\nmine\n", "after\nmine\n", "mine\n"];
      ok(whole.includes(text), `round ${round} (${how}): ${JSON.stringify(text)}`);
      if (outcome?.outcome.kind === "done") written++;
    }
    other.stdin.end();
    deepEqual(
      readdirSync(root).filter(name => name.startsWith(".")),
      [],
    );
    equal(existsSync(join(place, "ours", "kept")), false);
    console.log(`      ${written} of 150 were written first`);
    rmSync(place, { recursive: true });
  });
});

const failureOf = (
  found: { readonly outcome: { readonly kind: string; readonly code?: string } } | undefined,
): string => found?.outcome.code ?? "";
