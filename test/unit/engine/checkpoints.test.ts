import { deepEqual, equal, ok } from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCheckpoints } from "../../../src/engine/checkpoints/checkpoints.ts";
import { merge } from "../../../src/engine/checkpoints/merge.ts";
import { createStore } from "../../../src/engine/store.ts";
import { notify } from "../../support/play.ts";
import { createRandom } from "../../support/random.ts";

const turnOf = (id: string, status: "inProgress" | "completed") => ({
  id,
  rootTurnId: null,
  items: [],
  itemsView: "notLoaded" as const,
  status,
  error: null,
  startedAt: null,
  completedAt: null,
  durationMs: null,
});

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
    const store = createStore(() => {});
    const second = createCheckpoints({
      store,
      log: () => {},
      folder: join(first.path(".."), "kept"),
      roots: () => [first.path("")],
    });
    store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("t1", "inProgress") }));
    await second.load("th");
    ok(store.state.threads["th"]?.turns[0]?.changedPaths[0]?.endsWith("a.txt"));
    equal((await second.plan("th", "t1", new Map())).files.length, 1);
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
