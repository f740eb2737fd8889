import { deepEqual, equal, rejects } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashOf } from "../../../../src/engine/disk/look.ts";
import { ownOwner } from "../../../../src/engine/disk/owner.ts";
import {
  createTransactions,
  type FileState,
  type FileStep,
  type TransactionOptions,
} from "../../../../src/engine/disk/transaction.ts";

const file = (text: string, mode?: number): FileState => ({
  kind: "file",
  bytes: Buffer.from(text),
  ...(mode === undefined ? {} : { mode }),
});
const missing: FileState = { kind: "missing" };

function setUp() {
  const place = mkdtempSync(join(tmpdir(), "folio-transaction-"));
  const root = join(place, "ws");
  const folder = join(place, "ours");
  mkdirSync(root);
  const logged: string[] = [];
  const transactions = createTransactions(
    folder,
    () => [root],
    (_level, text) => void logged.push(text),
  );
  const path = (name: string) => join(root, name);
  return {
    place,
    root,
    folder,
    transactions,
    path,
    logged,
    write: (name: string, text: string, mode = 0o644) => {
      writeFileSync(path(name), text);
      chmodSync(path(name), mode);
    },
    read: (name: string) => readFileSync(path(name), "utf8"),
    /** Names to what became of them; a step is [name, expected, wanted]. */
    async run(
      steps: readonly (readonly [string, FileState, FileState])[],
      ifChanged: TransactionOptions["ifChanged"] = "leave",
    ) {
      const result = await transactions.run(
        steps.map(([name, expected, wanted]): FileStep => ({ path: path(name), expected, wanted })),
        { ifChanged },
      );
      return {
        ...result,
        kinds: result.outcomes.map(({ outcome }) =>
          outcome.kind === "refused"
            ? outcome.why
            : outcome.kind === "failed"
              ? outcome.code
              : outcome.kind,
        ),
      };
    },
    /** Everything below the root, with its content. */
    tree: () =>
      Object.fromEntries(
        readdirSync(root, { recursive: true, encoding: "utf8" })
          .toSorted()
          .map(name => {
            const entry = lstatSync(path(name));
            return [
              name,
              entry.isSymbolicLink()
                ? `-> ${readlinkSync(path(name))}`
                : entry.isDirectory()
                  ? "folder"
                  : entry.isFile()
                    ? readFileSync(path(name), "utf8")
                    : "special",
            ];
          }),
      ),
  };
}

describe("a transaction over files", () => {
  it("writes, makes, deletes and links as one, and leaves nothing beside them", async () => {
    const { run, write, tree, folder } = setUp();
    write("changed", "1");
    write("gone", "2");
    const { isDone, kinds } = await run([
      ["changed", file("1"), file("one")],
      ["gone", file("2"), missing],
      ["made/in/folders", missing, file("3")],
      ["link", missing, { kind: "link", target: "changed" }],
      ["empty", missing, { kind: "folder" }],
    ]);
    deepEqual([isDone, kinds], [true, ["done", "done", "done", "done", "done"]]);
    deepEqual(tree(), {
      changed: "one",
      empty: "folder",
      link: "-> changed",
      made: "folder",
      "made/in": "folder",
      "made/in/folders": "3",
    });
    deepEqual(readdirSync(folder), []);
  });

  it("takes all of it back with one undo", async () => {
    const { run, write, tree, transactions } = setUp();
    write("changed", "1", 0o755);
    write("gone", "2", 0o600);
    const before = tree();
    const { undo } = await run([
      ["changed", file("1"), file("one", 0o644)],
      ["gone", file("2"), missing],
      ["made", missing, file("3")],
      ["link", missing, { kind: "link", target: "changed" }],
    ]);
    equal((await transactions.run(undo, { ifChanged: "takeBack" })).isDone, true);
    deepEqual(tree(), before);
  });

  it("keeps the mode of a file and sets one that is asked for", async () => {
    const { run, write, path, transactions } = setUp();
    for (const [name, mode] of [
      ["script", 0o755],
      ["key", 0o600],
      ["plain", 0o644],
    ] as const)
      write(name, "x", mode);
    const modes = () =>
      ["script", "key", "plain", "new"].map(name =>
        existsSync(path(name)) ? (statSync(path(name)).mode & 0o7777).toString(8) : "",
      );
    const { undo } = await run([
      ["script", file("x"), file("y")],
      ["key", file("x"), file("y")],
      ["plain", file("x"), file("x", 0o755)],
      ["new", missing, file("y", 0o640)],
    ]);
    deepEqual(modes(), ["755", "600", "755", "640"]);
    await transactions.run(undo, { ifChanged: "leave" });
    deepEqual(modes(), ["755", "600", "644", ""]);
  });

  it("leaves a file alone that is not as expected, or takes everything back for it", async () => {
    for (const ifChanged of ["leave", "takeBack"] as const) {
      const { run, write, read } = setUp();
      write("a", "1");
      write("b", "someone's");
      const { isDone, kinds, undo } = await run(
        [
          ["a", file("1"), file("one")],
          ["b", file("2"), file("two")],
          ["c", file("3"), missing],
        ],
        ifChanged,
      );
      equal(read("b"), "someone's");
      if (ifChanged === "leave")
        deepEqual(
          [isDone, kinds, read("a"), undo.length],
          [true, ["done", "changed", "changed"], "one", 1],
        );
      else
        deepEqual(
          [isDone, kinds, read("a"), undo.length],
          [false, ["takenBack", "changed", "changed"], "1", 0],
        );
    }
  });

  it("tells a mode that is not as expected", async () => {
    const { run, write } = setUp();
    write("a", "1", 0o755);
    deepEqual((await run([["a", file("1", 0o644), file("2")]])).kinds, ["changed"]);
    deepEqual((await run([["a", file("1", 0o755), file("2")]])).kinds, ["done"]);
  });

  it("does not write through a link, in the place of a file or above it", async () => {
    const { run, place, path, read } = setUp();
    const outside = join(place, "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "a"), "1");
    symlinkSync(join(outside, "a"), path("a"));
    symlinkSync(outside, path("folder"));
    const { kinds } = await run([
      ["a", file("1"), file("one")],
      ["folder/a", file("1"), file("one")],
      ["folder/b", missing, file("two")],
    ]);
    deepEqual(kinds, ["link", "link", "link"]);
    deepEqual([read("a"), readdirSync(outside)], ["1", ["a"]]);
  });

  it("stays within the roots, however a path is written", async () => {
    const { transactions, root, place } = setUp();
    for (const path of [join(place, "b"), root, `${root}/../b`, `${root}/x/../../b`, "b"]) {
      const { outcomes } = await transactions.run(
        [{ path, expected: missing, wanted: file("x") }],
        { ifChanged: "leave" },
      );
      deepEqual(outcomes, [{ path, outcome: { kind: "refused", why: "outside" } }]);
    }
    equal(existsSync(join(place, "b")), false);
  });

  it("writes below a root that is itself a link", async () => {
    const { place, root, folder } = setUp();
    symlinkSync(root, join(place, "alias"));
    const transactions = createTransactions(
      folder,
      () => [join(place, "alias")],
      () => {},
    );
    const path = join(place, "alias", "new");
    await transactions.run([{ path, expected: missing, wanted: file("x") }], {
      ifChanged: "leave",
    });
    equal(readFileSync(join(root, "new"), "utf8"), "x");
  });

  it("does not wait for a pipe", async () => {
    const { run, path } = setUp();
    execFileSync("mkfifo", [path("pipe")]);
    deepEqual((await run([["pipe", file("1"), file("2")]])).kinds, ["special"]);
    deepEqual((await run([["pipe", missing, file("2")]])).kinds, ["special"]);
    deepEqual((await run([["pipe/below", missing, file("2")]])).kinds, ["changed"]);
  });

  it("refuses a path that is named twice", async () => {
    const { run } = setUp();
    await rejects(
      run([
        ["a", missing, file("1")],
        ["a", missing, file("2")],
      ]),
      /twice/,
    );
  });

  it("replaces a link by a file and a file by a link", async () => {
    const { run, write, path, tree, transactions } = setUp();
    write("a", "1");
    symlinkSync("a", path("b"));
    const { kinds, undo } = await run([
      ["a", file("1"), { kind: "link", target: "elsewhere" }],
      ["b", { kind: "link", target: "a" }, file("2")],
    ]);
    deepEqual([kinds, tree()], [["done", "done"], { a: "-> elsewhere", b: "2" }]);
    await transactions.run(undo, { ifChanged: "takeBack" });
    deepEqual(tree(), { a: "1", b: "-> a" });
  });

  it("removes an empty folder after its last file, and not one with something in it", async () => {
    const { run, tree, path } = setUp();
    mkdirSync(path("full"));
    mkdirSync(path("empty"));
    writeFileSync(path("full/mine"), "m");
    writeFileSync(path("empty/theirs"), "t");
    const { kinds } = await run([
      ["empty", { kind: "folder" }, missing],
      ["full", { kind: "folder" }, missing],
      ["empty/theirs", file("t"), missing],
    ]);
    deepEqual(kinds, ["done", "changed", "done"]);
    deepEqual(tree(), { full: "folder", "full/mine": "m" });
  });

  it("keeps what is written beside it at the same moment", async () => {
    const { run, path, write, read } = setUp();
    for (let round = 0; round < 40; round++) {
      write("a", "1");
      const running = run([["a", file("1"), file("one")]]);
      for (let wait = 0; wait < round % 8; wait++) await new Promise(setImmediate);
      if (round % 2 === 0) appendFileSync(path("a"), "mine");
      else {
        writeFileSync(path("other"), "mine");
        renameSync(path("other"), path("a"));
      }
      await running;
      equal(read("a").includes("mine"), true, `round ${round}: ${read("a")}`);
      deepEqual(readdirSync(path("")), ["a"]);
    }
  });

  it("ends what a killed process began, and keeps what somebody wrote since", async () => {
    const { transactions, folder, path, write, tree, read } = setUp();
    write("a", "one");
    write(".folio-0123456789ab-0.old", "1");
    write("b", "two, and mine");
    write(".folio-0123456789ab-1.old", "2");
    write("c", "3");
    write(".folio-0123456789ab-2.new", "three");
    const states = [
      ["a", "1", "one"],
      ["b", "2", "two"],
      ["c", "3", "three"],
    ] as const;
    const entries = states.map(([name, before, after], index) => ({
      path: path(name),
      root: path(""),
      expected: { kind: "file", size: before.length, hash: hashOf(Buffer.from(before)) },
      wanted: { kind: "file", size: after.length, hash: hashOf(Buffer.from(after)) },
      fresh: `.folio-0123456789ab-${index}.new`,
      kept: `.folio-0123456789ab-${index}.old`,
    }));
    mkdirSync(folder);
    const lines = [
      { version: 1, owner: { pid: 0, began: "" }, entries },
      { begun: 0 },
      { begun: 1 },
    ].map(line => JSON.stringify(line));
    writeFileSync(join(folder, "0123456789ab.jsonl"), `${lines.join("\n")}\n{"beg`);
    const copy = join(folder, "kept", "folio-0123456789ab-1-b");
    deepEqual(await transactions.recover(), {
      files: [
        { path: path("a"), outcome: "takenBack" },
        { path: path("b"), outcome: "changed", copy },
      ],
      othersRun: false,
    });
    deepEqual(tree(), { a: "1", b: "two, and mine", c: "3" });
    equal(readFileSync(copy, "utf8"), "2");
    deepEqual((await transactions.recover()).files, []);
    equal(read("b"), "two, and mine");
  });

  it("leaves alone what a living process is about", async () => {
    const { transactions, folder } = setUp();
    mkdirSync(folder);
    const journal = join(folder, "0123456789ab.jsonl");
    writeFileSync(journal, `${JSON.stringify({ version: 1, owner: ownOwner(), entries: [] })}\n`);
    deepEqual(
      [await transactions.recover(), existsSync(journal)],
      [{ files: [], othersRun: true }, true],
    );
  });
});
