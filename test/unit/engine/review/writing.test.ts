import { deepEqual, equal, match, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { told } from "../../../../src/model/text/say.ts";
import { createTransactions, type Transactions } from "../../../../src/engine/disk/transaction.ts";
import { hashOf, type DecidedFile } from "../../../../src/engine/review/prepare.ts";
import { diskFiles } from "../../../../src/engine/review/files.ts";
import { createWriting } from "../../../../src/engine/review/writing.ts";
import { createScope } from "../../../../src/engine/scope.ts";
import { createStore } from "../../../../src/engine/store.ts";
import { filePorts, openTexts } from "../../../support/filePorts.ts";
import { notify } from "../../../support/play.ts";
import { createRandom } from "../../../support/random.ts";
import { createReviewCase, standingBelow, strangersBelow } from "../../../support/reviewCase.ts";

const place = { threadId: "th", turnId: "tu", itemId: "change" };

for (const port of filePorts)
  describe(`writing what was taken of a change, over ${port.name}`, () => {
    let ground = "";
    let root = "";
    const unsaved = new Map<string, string>();
    beforeEach(() => {
      ground = mkdtempSync(join(tmpdir(), "folio-review-"));
      root = join(ground, "ws");
      mkdirSync(root);
      unsaved.clear();
    });
    afterEach(() => rmSync(ground, { recursive: true, force: true }));

    const ours = () =>
      createTransactions(
        join(ground, "ours", "journal"),
        () => [root],
        () => {},
      );
    /** A window: its state knows the item that holds the change. */
    const open = (run?: Transactions["run"]) => {
      const store = createStore(() => {});
      store.dispatch(
        notify("item/started", {
          ...place,
          startedAtMs: 0,
          item: { type: "fileChange", id: place.itemId, changes: [], status: "inProgress" },
        }),
      );
      const scope = createScope();
      const writing = createWriting({
        store,
        log: () => {},
        scope,
        folder: join(ground, "ours"),
        files: port.over(diskFiles(run ? { run } : ours()), openTexts(unsaved)),
        warn: () => {},
      });
      const outcome = () =>
        store.state.threads[place.threadId]?.turns[0]?.items[0]?.outcome?.files.map(
          ({ result }) => result,
        );
      return { store, scope, writing, outcome };
    };
    const make = (name: string, content: string | Uint8Array, mode = 0o644) => {
      writeFileSync(join(root, name), content);
      chmodSync(join(root, name), mode);
    };
    const update = (name: string, text: string, more: Partial<DecidedFile> = {}): DecidedFile => ({
      path: join(root, name),
      movedTo: null,
      turn: 0,
      replaced: null,
      kind: "update",
      result: "part",
      shown: { kind: "bytes", hash: hashOf(readFileSync(join(root, name))) },
      text,
      ...more,
    });
    const read = (name: string) => readFileSync(join(root, name));

    it("lands as computed by hand, for 20 random changes, and goes back as one", async () => {
      for (let seed = 1; seed <= 20; seed++) {
        rmSync(root, { recursive: true, force: true });
        mkdirSync(root);
        const { files, before, after } = createReviewCase(createRandom(seed), root);
        const { scope, writing, outcome } = open();
        const written = await writing.write(place, files);
        deepEqual(standingBelow(root, after.keys()), after, `seed ${seed}`);
        deepEqual(
          outcome(),
          files.map(({ result }) => result),
        );
        ok(written.isAny);
        const undone = await written.undo();
        deepEqual(standingBelow(root, before.keys()), before, `undo of seed ${seed}`);
        ok(undone.files.every(({ result }) => result === "undone" || result === "refused"));
        deepEqual(strangersBelow(root), []);
        scope.dispose();
      }
    });

    it("keeps a byte order mark, odd line ends, the mode and what a hard link shares", async () => {
      make("a.txt", "\ufeffone\rtwo\r\nthree\n", 0o755);
      linkSync(join(root, "a.txt"), join(root, "twin.txt"));
      const { writing } = open();
      await writing.write(place, [update("a.txt", "one\rTWO\r\nthree\n")]);
      equal(read("a.txt").toString(), "\ufeffone\rTWO\r\nthree\n");
      equal(statSync(join(root, "a.txt")).mode & 0o777, 0o755);
      equal(read("twin.txt").toString(), "\ufeffone\rtwo\r\nthree\n");
    });

    const obstacles: readonly [
      name: string,
      set: (path: string) => void,
      why: RegExp,
      isSkipped?: boolean,
    ][] = [
      ["that changed since it was shown", path => writeFileSync(path, "mine\n"), /b\.txt changed/],
      [
        "that became a link",
        path => {
          rmSync(path);
          writeFileSync(join(root, "..", "elsewhere"), "b\n");
          symlinkSync(join(root, "..", "elsewhere"), path);
        },
        /b\.txt is not an ordinary file/,
      ],
      [
        "that became a FIFO",
        path => {
          rmSync(path);
          execFileSync("mkfifo", [path]);
        },
        /b\.txt is not an ordinary file/,
        process.platform === "win32",
      ],
      [
        "that became a folder",
        path => {
          rmSync(path);
          mkdirSync(path);
        },
        /b\.txt is not an ordinary file/,
      ],
      ["that is gone", path => rmSync(path), /b\.txt changed/],
      [
        "with unsaved text",
        path => void unsaved.set(path, "typed\n"),
        /b\.txt has unsaved changes/,
        !port.hasEditors,
      ],
    ];
    for (const [name, set, why, isSkipped = false] of obstacles)
      it(`writes nothing at all beside a file ${name}`, async function () {
        if (isSkipped) this.skip();
        make("a.txt", "a\n");
        make("b.txt", "b\n");
        const files = [update("a.txt", "A\n"), update("b.txt", "B\n")];
        set(join(root, "b.txt"));
        const { writing, outcome } = open();
        const written = await writing.write(place, files);
        deepEqual([written.isAny, outcome()], [false, undefined]);
        match(told(written.why ?? ""), why);
        equal(read("a.txt").toString(), "a\n");
        deepEqual(strangersBelow(root), []);
        if (existsSync(join(root, "..", "elsewhere")))
          equal(readFileSync(join(root, "..", "elsewhere"), "utf8"), "b\n");
      });

    it("writes nothing through a folder that became a link", async () => {
      mkdirSync(join(root, "lib"));
      make("lib/a.txt", "a\n");
      make("b.txt", "b\n");
      const files = [update("b.txt", "B\n"), update("lib/a.txt", "A\n")];
      rmSync(join(root, "lib"), { recursive: true });
      mkdirSync(join(ground, "outside"));
      writeFileSync(join(ground, "outside", "a.txt"), "a\n");
      symlinkSync(join(ground, "outside"), join(root, "lib"));
      const written = await open().writing.write(place, files);
      match(told(written.why ?? ""), /a\.txt is reached through a link/);
      equal(readFileSync(join(ground, "outside", "a.txt"), "utf8"), "a\n");
      equal(read("b.txt").toString(), "b\n");
    });

    it("writes nothing outside of the folder", async () => {
      make("a.txt", "a\n");
      const outside: DecidedFile = {
        path: join(ground, "out.txt"),
        movedTo: null,
        turn: 0,
        replaced: null,
        kind: "add",
        result: "edited",
        shown: { kind: "missing" },
        text: "out\n",
      };
      const written = await open().writing.write(place, [update("a.txt", "A\n"), outside]);
      match(told(written.why ?? ""), /out\.txt lies outside/);
      deepEqual([read("a.txt").toString(), existsSync(outside.path)], ["a\n", false]);
    });

    it("does not move a file onto one that is there", async () => {
      make("a.txt", "a\n");
      make("b.txt", "b\n");
      const written = await open().writing.write(place, [
        update("a.txt", "A\n", { kind: "move", movedTo: join(root, "b.txt") }),
      ]);
      match(told(written.why ?? ""), /b\.txt is there already/);
      deepEqual([read("a.txt").toString(), read("b.txt").toString()], ["a\n", "b\n"]);
    });

    it("writes several changes of one place, and takes them back together", async () => {
      make("a.txt", "a\n");
      make("b.txt", "b\n", 0o755);
      const { writing, outcome } = open();
      // a is deleted, b moves to its place, and b is made anew.
      const files = [
        update("a.txt", "", { kind: "delete", result: "taken", turn: 0 }),
        update("b.txt", "B\n", { kind: "move", movedTo: join(root, "a.txt"), turn: 1 }),
        update("b.txt", "new b\n", { kind: "add", result: "taken", turn: 2 }),
      ];
      const written = await writing.write(place, files);
      equal(written.why, null);
      deepEqual([read("a.txt").toString(), read("b.txt").toString()], ["B\n", "new b\n"]);
      equal(statSync(join(root, "a.txt")).mode & 0o777, 0o755);
      await written.undo();
      deepEqual([read("a.txt").toString(), read("b.txt").toString()], ["a\n", "b\n"]);
      deepEqual(outcome(), ["undone", "undone", "undone"]);
    });

    it("moves onto a file only where the diff showed what that overwrites", async () => {
      make("a.txt", "a\n");
      make("b.txt", "\ufeffb\n");
      const move = (replaced: string) =>
        update("a.txt", "A\n", { kind: "move", movedTo: join(root, "b.txt"), replaced });
      const other = await open().writing.write(place, [move("another\n")]);
      match(told(other.why ?? ""), /b\.txt is there already/);
      const written = await open().writing.write(place, [move("b\n")]);
      deepEqual([written.why, existsSync(join(root, "a.txt"))], [null, false]);
      equal(read("b.txt").toString(), "A\n");
      await written.undo();
      deepEqual([read("a.txt").toString(), read("b.txt").toString()], ["a\n", "\ufeffb\n"]);
    });

    it("does not move onto a file that the person kept", async () => {
      make("a.txt", "a\n");
      make("b.txt", "b\n");
      const written = await open().writing.write(place, [
        update("b.txt", "", { kind: "delete", result: "refused" }),
        update("a.txt", "A\n", { kind: "move", movedTo: join(root, "b.txt"), turn: 1 }),
      ]);
      match(told(written.why ?? ""), /b\.txt would be overwritten by a move, and you kept it/);
      equal(read("b.txt").toString(), "b\n");
    });

    it("leaves what was changed since when it is undone, and says so", async () => {
      make("a.txt", "a\n");
      make("b.txt", "b\n");
      const { writing, outcome } = open();
      const written = await writing.write(place, [update("a.txt", "A\n"), update("b.txt", "B\n")]);
      writeFileSync(join(root, "b.txt"), "B\nmine\n");
      const { files } = await written.undo();
      deepEqual([read("a.txt").toString(), read("b.txt").toString()], ["a\n", "B\nmine\n"]);
      deepEqual(outcome(), ["undone", "part"]);
      equal(told(files[1]?.why ?? ""), "changed since");
    });

    it("leaves what an editor holds unsaved when it is undone", async function () {
      if (!port.hasEditors) this.skip();
      make("a.txt", "a\n");
      make("b.txt", "b\n");
      const { writing, outcome } = open();
      const written = await writing.write(place, [update("a.txt", "A\n"), update("b.txt", "B\n")]);
      unsaved.set(join(root, "b.txt"), "B\nmine\n");
      await written.undo();
      deepEqual([read("a.txt").toString(), read("b.txt").toString()], ["a\n", "B\n"]);
      deepEqual(outcome(), ["undone", "part"]);
    });

    it("is told file by file, by what stands on disk, when it was left half done", async () => {
      for (const name of ["a.txt", "b.txt", "c.txt"]) make(name, `${name}\n`);
      const { writing, outcome } = open((steps, _options) => {
        writeFileSync(join(root, "a.txt"), "A\n");
        const outcomes = steps.map(({ path }) => ({
          path,
          outcome: path.endsWith("b.txt")
            ? ({ kind: "failed", code: "ENOSPC" } as const)
            : ({ kind: "takenBack" } as const),
        }));
        return Promise.resolve({ isDone: false, outcomes, undo: [] });
      });
      const files = [
        update("a.txt", "A\n"),
        update("b.txt", "B\n"),
        update("c.txt", "C\n", { result: "refused" }),
      ];
      const written = await writing.write(place, files);
      deepEqual([written.isAny, outcome()], [true, ["part", "failed", "refused"]]);
      equal(
        told(written.outcome.files[1]?.why ?? ""),
        "b.txt could not be written (the disk is full)",
      );
    });

    it("is told by the disk when writing ends in a way that nobody foresaw", async () => {
      make("a.txt", "a\n");
      make("b.txt", "b\n");
      const { writing, outcome } = open(() => {
        writeFileSync(join(root, "b.txt"), "B\n");
        return Promise.reject(new Error("The disk is gone"));
      });
      const files = [update("a.txt", "A\n"), update("b.txt", "B\n")];
      const written = await writing.write(place, files);
      deepEqual([written.isAny, outcome()], [true, ["failed", "part"]]);
      equal(told(written.outcome.files[0]?.why ?? ""), "The disk is gone");
    });

    it("is nothing when the disk says so, whatever a call told or threw", async () => {
      make("a.txt", "a\n");
      for (const run of [
        () => Promise.reject(new Error("The disk is gone")),
        () => Promise.resolve({ isDone: false, outcomes: [], undo: [] }),
      ]) {
        const { writing, outcome } = open(run);
        const written = await writing.write(place, [update("a.txt", "A\n")]);
        deepEqual([written.isAny, outcome()], [false, undefined]);
      }
    });

    it("is told again in another life, and after the server told the thread anew", async () => {
      make("a.txt", "a\n");
      const first = open();
      await first.writing.write(place, [update("a.txt", "A\n")]);
      first.store.dispatch(
        notify("item/completed", {
          ...place,
          completedAtMs: 0,
          item: { type: "fileChange", id: place.itemId, changes: [], status: "declined" },
        }),
      );
      deepEqual(first.outcome(), ["part"]);
      const second = open();
      equal(second.outcome(), undefined);
      const told = new Promise<void>(resolve =>
        second.store.onChange(({ event }) => event.type === "change/reviewed" && resolve()),
      );
      second.store.dispatch({
        type: "turns/earlier",
        threadId: "th",
        page: { turns: [], earlierCursor: "more" },
      });
      await told;
      deepEqual(second.outcome(), ["part"]);
    });

    it("leaves no note and no journal behind", async () => {
      make("a.txt", "a\n");
      await open().writing.write(place, [update("a.txt", "A\n")]);
      for (const folder of ["begun", "journal"].map(name => join(ground, "ours", name)))
        deepEqual(
          existsSync(folder)
            ? readdirSync(folder).filter(name => lstatSync(join(folder, name)).isFile())
            : [],
          [],
        );
    });
  });
