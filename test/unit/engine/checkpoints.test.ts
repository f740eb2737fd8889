import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBlobs } from "../../../src/engine/checkpoints/blobs.ts";
import { createCheckpoints } from "../../../src/engine/checkpoints/checkpoints.ts";
import { merge } from "../../../src/engine/checkpoints/merge.ts";
import { createRecords } from "../../../src/engine/checkpoints/records.ts";
import { createStore } from "../../../src/engine/store.ts";
import { notify, turnOf } from "../../support/play.ts";
import { createRandom } from "../../support/random.ts";

function setUp() {
  const place = mkdtempSync(join(tmpdir(), "folio-checkpoints-"));
  const root = join(place, "ws");
  mkdirSync(root);
  const store = createStore(() => {});
  const checkpoints = createCheckpoints({
    store,
    log: (_level, text) => {
      throw new Error(text);
    },
    folder: join(place, "kept"),
    roots: () => [root],
  });
  const path = (name: string) => join(root, name);
  return {
    store,
    checkpoints,
    path,
    kept: join(place, "kept"),
    /** What the next window finds. */
    next: (warned: string[] = []) =>
      createCheckpoints({
        store: createStore(() => {}),
        log: (_level, said) => void warned.push(said),
        folder: join(place, "kept"),
        roots: () => [root],
      }),
    write: (name: string, content: string | Buffer) => {
      mkdirSync(join(path(name), ".."), { recursive: true });
      writeFileSync(path(name), content);
    },
    read: (name: string) => readFileSync(path(name), "utf8"),
    remove: (name: string) => rmSync(path(name)),
    /** A turn in which `act` happens. */
    async turn(id: string, act: () => unknown) {
      await checkpoints.prepare();
      store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf(id, "inProgress") }));
      await act();
      store.dispatch(notify("turn/completed", { threadId: "th", turn: turnOf(id, "completed") }));
      // The end of the turn is worked on in the background, in order.
      for (let round = 0; round < 5; round++) await new Promise(resolve => setTimeout(resolve, 5));
      await checkpoints.flush();
    },
    plan: async (turnId: string, unsaved: Record<string, string> = {}) =>
      (
        await checkpoints.plan(
          "th",
          turnId,
          new Map(Object.entries(unsaved).map(([name, text]) => [path(name), text])),
        )
      ).files.map(({ path: file, action }) => [file.slice(root.length + 1), action] as const),
  };
}
const text = (action: unknown) =>
  typeof action === "object" && action !== null && "content" in action
    ? Buffer.from(action.content as Uint8Array).toString()
    : action;

describe("checkpoints", () => {
  it("keep what a turn changed, made and deleted, whatever did it, binary too", async () => {
    const { turn, plan, write, remove, checkpoints, path, store } = setUp();
    const binary = Buffer.from([0, 255, 1, 254]);
    write("a.txt", "one\r\ntwo");
    write("logo.bin", binary);
    write("gone.txt", "bye\n");
    write("same.txt", "same\n");
    await turn("t1", () => {
      write("a.txt", "ONE\r\ntwo");
      write("logo.bin", Buffer.from([9, 9]));
      write("sub/new.txt", "new\n");
      remove("gone.txt");
    });
    deepEqual(
      (await plan("t1")).map(([name, action]) => [name, action.kind, text(action)]),
      [
        ["a.txt", "write", "one\r\ntwo"],
        ["gone.txt", "write", "bye\n"],
        ["logo.bin", "write", binary.toString()],
        ["sub/new.txt", "delete", { kind: "delete" }],
      ],
    );
    deepEqual(
      store.state.threads["th"]?.turns[0]?.changedPaths,
      ["a.txt", "gone.txt", "logo.bin", "sub/new.txt"].map(path),
    );
    const record = await checkpoints.changes("th", "t1");
    equal(record?.files[path("sub/new.txt")]?.before, null);
  });

  it("go back over several turns to before the first", async () => {
    const { turn, plan, write } = setUp();
    write("a.txt", "0\n");
    await turn("t1", () => write("a.txt", "1\n"));
    await turn("t2", () => write("a.txt", "2\n"));
    await turn("t3", () => write("b.txt", "b\n"));
    deepEqual(
      (await plan("t1")).map(([name, action]) => [name, text(action)]),
      [
        ["a.txt", "0\n"],
        ["b.txt", { kind: "delete" }],
      ],
    );
    deepEqual(
      (await plan("t2")).map(([name, action]) => [name, text(action)]),
      [
        ["a.txt", "1\n"],
        ["b.txt", { kind: "delete" }],
      ],
    );
  });

  it("keep a later edit of a person: joined where it is elsewhere, left alone where it is in the same lines", async () => {
    const { turn, plan, write } = setUp();
    write("a.txt", "1\n2\n3\n4\n5\n6\n");
    write("b.txt", "1\n2\n");
    await turn("t1", () => {
      write("a.txt", "ONE\n2\n3\n4\n5\n6\n");
      write("b.txt", "ONE\n2\n");
      write("c.txt", "made by Codex\n");
    });
    write("a.txt", "ONE\n2\n3\n4\n5\nsix, mine\n");
    write("b.txt", "one, mine\n2\n");
    write("c.txt", "made by Codex, then mine\n");
    deepEqual(await plan("t1"), [
      ["a.txt", { kind: "merge", text: "1\n2\n3\n4\n5\nsix, mine\n" }],
      ["b.txt", { kind: "conflict", why: "you changed the same lines since" }],
      ["c.txt", { kind: "conflict", why: "you changed it since Codex made it" }],
    ]);
  });

  it("join with text that is not saved yet", async () => {
    const { turn, plan, write } = setUp();
    write("a.txt", "1\n2\n3\n");
    await turn("t1", () => write("a.txt", "ONE\n2\n3\n"));
    deepEqual(await plan("t1", { "a.txt": "ONE\n2\n3\nmine\n" }), [
      ["a.txt", { kind: "merge", text: "1\n2\n3\nmine\n" }],
    ]);
  });

  it("take what a person saves during a turn for the person's", async () => {
    const { turn, plan, write, checkpoints, path } = setUp();
    write("a.txt", "1\n2\n3\n");
    write("mine.txt", "before\n");
    await turn("t1", async () => {
      write("a.txt", "ONE\n2\n3\n");
      await checkpoints.beforeSave(path("a.txt"));
      write("a.txt", "ONE\n2\nthree, mine\n");
      await checkpoints.beforeSave(path("mine.txt"));
      write("mine.txt", "mine\n");
    });
    deepEqual(await plan("t1"), [["a.txt", { kind: "merge", text: "1\n2\nthree, mine\n" }]]);
  });

  it("never restore what was not kept: links, what is too large, what others manage", async () => {
    const { turn, plan, write, path } = setUp();
    write("big.bin", Buffer.alloc(6 * 1024 * 1024));
    write("node_modules/x.js", "1");
    symlinkSync("big.bin", path("link"));
    await turn("t1", () => {
      write("big.bin", "small now");
      write("node_modules/x.js", "2");
      rmSync(path("link"));
    });
    deepEqual(await plan("t1"), []);
  });

  it("say nothing about a turn that changed nothing, or that is unknown", async () => {
    const { turn, plan, write } = setUp();
    write("a.txt", "1\n");
    await turn("t1", () => write("a.txt", "1\n"));
    deepEqual([await plan("t1"), await plan("nonsense")], [[], []]);
  });

  it("outlive the window: another process finds them", async () => {
    const first = setUp();
    first.write("a.txt", "1\n");
    await first.turn("t1", () => first.write("a.txt", "2\n"));
    equal((await first.next().plan("th", "t1", new Map())).files.length, 1);
  });

  it("tell the state which turns changed files, once", async () => {
    const { store, turn, write, checkpoints, path } = setUp();
    write("a.txt", "1\n");
    await turn("t1", () => write("a.txt", "2\n"));
    deepEqual(store.state.threads["th"]?.turns[0]?.changedPaths, [path("a.txt")]);
    const { state } = store;
    await checkpoints.load("th");
    equal(store.state, state);
  });

  it("end a turn whose window was killed: its changes are kept, a person's saves and later edits are not its", async () => {
    const { checkpoints, store, write, path, kept, next } = setUp();
    write("a.txt", "1\n2\n3\n");
    write("mine.txt", "before\n");
    await checkpoints.prepare();
    store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("t1", "inProgress") }));
    write("new.txt", "new\n");
    write("a.txt", "ONE\n2\n3\n");
    await checkpoints.beforeSave(path("a.txt"));
    write("a.txt", "ONE\n2\nthree, mine\n");
    await checkpoints.beforeSave(path("mine.txt"));
    write("mine.txt", "mine\n");
    checkpoints.dispose();
    const running = join(kept, "running");
    const [name = ""] = readdirSync(running);

    // While the process that wrote it may live, nobody else ends its turn.
    const early = next();
    await early.recover();
    early.dispose();
    equal(await early.changes("th", "t1"), null);

    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    renameSync(join(running, name), join(running, name.replace(`.${process.pid}.`, `.${dead}.`)));
    const after = next();
    await after.recover();
    const { files } = await after.plan("th", "t1", new Map());
    deepEqual(
      files.map(entry => [entry.path, entry.action]),
      [
        [path("a.txt"), { kind: "merge", text: "1\n2\nthree, mine\n" }],
        [path("new.txt"), { kind: "delete" }],
      ],
    );
    deepEqual(readdirSync(running), []);
  });

  it("take nothing for a killed turn's that came after the last sign of its window", async () => {
    const { checkpoints, store, write, kept, next, remove } = setUp();
    write("a.txt", "1\n");
    write("gone.txt", "1\n");
    await checkpoints.prepare();
    store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("t1", "inProgress") }));
    await new Promise(resolve => setTimeout(resolve, 50));
    checkpoints.dispose();
    const running = join(kept, "running");
    const aMinuteAgo = new Date(Date.now() - 60_000);
    utimesSync(join(running, readdirSync(running)[0] ?? ""), aMinuteAgo, aMinuteAgo);
    write("a.txt", "mine\n");
    write("new.txt", "mine\n");
    remove("gone.txt");
    await next().recover();
    equal(await next().changes("th", "t1"), null);
    deepEqual(readdirSync(running), []);
  });

  it("drop a killed turn that cannot be read, and say so", async () => {
    const { kept, next } = setUp();
    mkdirSync(join(kept, "running"), { recursive: true });
    writeFileSync(join(kept, "running", "t1.1.jsonl"), '{"version":1,"thr');
    const longAgo = new Date(0);
    utimesSync(join(kept, "running", "t1.1.jsonl"), longAgo, longAgo);
    const warned: string[] = [];
    await next(warned).recover();
    equal(warned.length, 1);
    deepEqual(readdirSync(join(kept, "running")), []);
  });

  it("write nothing through a folder that has become a link out of the workspace", async () => {
    const { turn, write, path, checkpoints, kept } = setUp();
    write("sub/a.txt", "1\n");
    await turn("t1", () => write("sub/a.txt", "2\n"));
    const { files } = await checkpoints.plan("th", "t1", new Map());
    renameSync(path("sub"), join(kept, "elsewhere"));
    symlinkSync(join(kept, "elsewhere"), path("sub"));
    deepEqual(await checkpoints.apply(files), { restored: [], left: [path("sub/a.txt")] });
    equal(readFileSync(join(kept, "elsewhere", "a.txt"), "utf8"), "2\n");
  });

  it("keep the newest record when all together are too large to be read again", async () => {
    const { kept } = setUp();
    const warned: string[] = [];
    const records = createRecords(join(kept, "threads"), (_level, said) => void warned.push(said));
    const record = (turnId: string, count: number) => ({
      turnId,
      at: 0,
      files: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `/${"folder/".repeat(20)}${index}`,
          { before: null, after: "0".repeat(64) },
        ]),
      ),
    });
    for (const turnId of ["t1", "t2", "t3"]) await records.add("th", record(turnId, 15_000));
    deepEqual(
      (await records.read("th")).map(({ turnId }) => turnId),
      ["t2", "t3"],
    );
    await records.add("th", record("t4", 60_000));
    equal(warned.length, 1);
    deepEqual(
      (await records.read("th")).map(({ turnId }) => turnId),
      ["t2", "t3"],
    );
  });

  it("stay within their bound: the least worth goes first, what is needed never", async () => {
    const { kept } = setUp();
    const blobs = createBlobs(join(kept, "blobs"));
    const [needed, old, young] = await Promise.all(
      ["needed", "older", "young"].map(word => blobs.put(Buffer.from(word.padEnd(100)))),
    );
    const worth = new Map([
      [needed, Infinity],
      [old, 1],
      [young, 2],
    ]);
    const left = async () =>
      (await Promise.all([needed, old, young].map(hash => blobs.get(hash ?? "")))).map(
        content => content !== null,
      );
    await blobs.collect(hash => worth.get(hash) ?? 0, 250);
    deepEqual(await left(), [true, false, true]);
    await blobs.collect(hash => worth.get(hash) ?? 0, 0);
    deepEqual(await left(), [true, false, false]);
  });
});

describe("joining three texts", () => {
  it("takes the side that changed, and both where they changed different lines", () => {
    deepEqual(merge("a\nb\nc\n", "a\nb\nc\n", "A\nb\nc\n"), { kind: "clean", text: "A\nb\nc\n" });
    deepEqual(merge("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n"), {
      kind: "clean",
      text: "A\nb\nc\nD\n",
    });
    deepEqual(merge("a\n", "b\n", "b\n"), { kind: "clean", text: "b\n" });
    deepEqual(merge("a\nb\n", "x\nb\n", "y\nb\n"), { kind: "conflict", count: 1 });
  });

  it("is clean and equal to one side whenever the other changed nothing, for random texts", () => {
    const random = createRandom(7);
    const make = () =>
      Array.from({ length: random.below(8) }, () => random.pick(["a\n", "b\n", "c\n", "\n"])).join(
        "",
      );
    for (let round = 0; round < 2000; round++) {
      const [base, other] = [make(), make()];
      deepEqual(merge(base, base, other), { kind: "clean", text: other });
      deepEqual(merge(base, other, base), { kind: "clean", text: other });
    }
  });
});
