import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  statSync,
  readlinkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { merge } from "../../../../src/engine/checkpoints/merge.ts";
import { createRandom } from "../../../support/random.ts";

import { setUp, text } from "../../../support/checkpoints.ts";

describe("going back before a turn", () => {
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
        ["sub", "delete", { kind: "delete" }],
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

  it("go back before a turn that changed nothing itself", async () => {
    const { turn, plan, write } = setUp();
    await turn("t1", () => {});
    await turn("t2", () => write("a.txt", "1\n"));
    deepEqual(await plan("t1"), [["a.txt", { kind: "delete" }]]);
  });

  it("go back further after going back, and after that was undone", async () => {
    const { turn, plan, write, read, checkpoints } = setUp();
    write("a.txt", "1\n");
    await turn("t1", () => write("a.txt", "2\n"));
    await turn("t2", () => write("a.txt", "3\n"));
    const { files } = await checkpoints.plan("th", "t2", new Map());
    const restored = await checkpoints.apply("th", files);
    equal(read("a.txt"), "2\n");
    const kinds = async () => (await plan("t1")).map(([, action]) => text(action));
    deepEqual(await kinds(), ["1\n"]);
    await checkpoints.undo("th", restored);
    equal(read("a.txt"), "3\n");
    deepEqual(await kinds(), ["1\n"]);
    write("a.txt", "2\n");
    await checkpoints.apply("th", (await checkpoints.plan("th", "t2", new Map())).files);
    deepEqual(await kinds(), ["1\n"]);
  });

  it("keep a later edit of a person when going back twice", async () => {
    const { turn, plan, write, checkpoints } = setUp();
    write("a.txt", "1\n2\n3\n4\n");
    await turn("t1", () => write("a.txt", "ONE\n2\n3\n4\n"));
    await turn("t2", () => write("a.txt", "ONE!\n2\n3\n4\n"));
    write("a.txt", "ONE!\n2\n3\n4, mine\n");
    await checkpoints.apply("th", (await checkpoints.plan("th", "t2", new Map())).files);
    deepEqual(await plan("t1"), [
      ["a.txt", { kind: "merge", text: "1\n2\n3\n4, mine\n", mode: 0o644 }],
    ]);
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
      ["a.txt", { kind: "merge", text: "1\n2\n3\n4\n5\nsix, mine\n", mode: 0o644 }],
      ["b.txt", { kind: "conflict", why: "sameLines" }],
      ["c.txt", { kind: "conflict", why: "changedSinceMade" }],
    ]);
  });

  it("join with text that is not saved yet", async () => {
    const { turn, plan, write } = setUp();
    write("a.txt", "1\n2\n3\n");
    await turn("t1", () => write("a.txt", "ONE\n2\n3\n"));
    deepEqual(await plan("t1", { "a.txt": "ONE\n2\n3\nmine\n" }), [
      ["a.txt", { kind: "merge", text: "1\n2\n3\nmine\n", mode: 0o644 }],
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
    deepEqual(await plan("t1"), [
      ["a.txt", { kind: "merge", text: "1\n2\nthree, mine\n", mode: 0o644 }],
    ]);
  });

  it("name what cannot be brought back: what is too large, left out, or managed by others", async () => {
    const { turn, plan, write, remove, path } = setUp({ excluded: () => [".env*", "data/**"] });
    write("big.bin", Buffer.alloc(6 * 1024 * 1024));
    write("gone.bin", Buffer.alloc(6 * 1024 * 1024));
    write("untouched.bin", Buffer.alloc(6 * 1024 * 1024));
    write(".env.local", "KEY=1");
    write("data/rows.csv", "1");
    write("sub/.ENV", "KEY=1");
    write("node_modules/x.js", "1");
    await turn("t1", () => {
      write("big.bin", "small now");
      remove("gone.bin");
      write("made.bin", Buffer.alloc(6 * 1024 * 1024));
      write(".env.local", "KEY=2");
      remove("sub/.ENV");
      write("data/rows.csv", "2");
      rmSync(path("node_modules"), { recursive: true });
    });
    deepEqual(
      (await plan("t1")).map(([name, action]) => [name, action.kind === "lost" && action.why]),
      [
        [".env.local", "excluded"],
        ["big.bin", "large"],
        ["gone.bin", "large"],
        ["made.bin", "large"],
        ["node_modules", "managed"],
        ["sub/.ENV", "excluded"],
      ],
    );
  });

  it("bring back modes, links and empty folders, and take away folders that a turn made", async () => {
    const { turn, plan, write, path, checkpoints } = setUp();
    write("run.sh", "1\n");
    chmodSync(path("run.sh"), 0o755);
    write("key", "1\n");
    chmodSync(path("key"), 0o600);
    write("kept.txt", "1\n");
    symlinkSync("key", path("link"));
    symlinkSync("nowhere", path("moved"));
    mkdirSync(path("empty/inner"), { recursive: true });
    await turn("t1", () => {
      write("run.sh", "2\n");
      chmodSync(path("run.sh"), 0o644);
      rmSync(path("key"));
      chmodSync(path("kept.txt"), 0o777);
      rmSync(path("link"));
      rmSync(path("moved"));
      symlinkSync("elsewhere", path("moved"));
      rmSync(path("empty"), { recursive: true });
      write("made/by/codex.txt", "1\n");
    });
    deepEqual(
      (await plan("t1")).map(([name, action]) => [name, text(action)]),
      [
        ["empty", "folder"],
        ["empty/inner", "folder"],
        ["kept.txt", "1\n"],
        ["key", "1\n"],
        ["link", "-> key"],
        ["made", { kind: "delete" }],
        ["made/by", { kind: "delete" }],
        ["made/by/codex.txt", { kind: "delete" }],
        ["moved", "-> nowhere"],
        ["run.sh", "1\n"],
      ],
    );
    const { files } = await checkpoints.plan("th", "t1", new Map());
    const result = await checkpoints.apply("th", files);
    const { isDone, left } = result;
    deepEqual([isDone, left], [true, []]);
    const modes = ["run.sh", "key", "kept.txt"].map(name =>
      (statSync(path(name)).mode & 0o777).toString(8),
    );
    deepEqual(modes, ["755", "600", "644"]);
    deepEqual([readlinkSync(path("link")), readlinkSync(path("moved"))], ["key", "nowhere"]);
    deepEqual([existsSync(path("empty/inner")), existsSync(path("made"))], [true, false]);
    deepEqual((await checkpoints.undo("th", result)).left, []);
    deepEqual(
      [existsSync(path("empty")), existsSync(path("key")), readFileSync(path("run.sh"), "utf8")],
      [false, false, "2\n"],
    );
    equal(existsSync(path("made/by/codex.txt")), true);
  });

  it("keep a folder that a turn made when something of the person's is in it", async () => {
    const { turn, checkpoints, write, path } = setUp();
    await turn("t1", () => write("made/a.txt", "1\n"));
    write("made/mine.txt", "mine\n");
    const { files } = await checkpoints.plan("th", "t1", new Map());
    const { left } = await checkpoints.apply("th", files);
    deepEqual([left, readdirSync(path("made"))], [[], ["mine.txt"]]);
  });

  it("keep a mode that a person set since", async () => {
    const { turn, plan, write, path } = setUp();
    write("a.sh", "1\n");
    await turn("t1", () => write("a.sh", "2\n"));
    chmodSync(path("a.sh"), 0o755);
    deepEqual(await plan("t1"), [
      ["a.sh", { kind: "write", wanted: { kind: "file", bytes: Buffer.from("1\n"), mode: 0o755 } }],
    ]);
  });

  it("do not wait for a pipe that took a file's place", async () => {
    const { turn, plan, write, remove, path } = setUp();
    write("a.txt", "1\n");
    await turn("t1", () => write("a.txt", "2\n"));
    remove("a.txt");
    spawnSync("mkfifo", [path("a.txt")]);
    deepEqual(await plan("t1"), [["a.txt", { kind: "conflict", why: "unreadable" }]]);
  });

  it("restore no content that is not what was kept", async () => {
    const { turn, plan, write, kept } = setUp();
    write("a.txt", "1\n");
    await turn("t1", () => write("a.txt", "2\n"));
    const hash = createHash("sha256").update("1\n").digest("hex");
    const blob = join(kept, "blobs", hash.slice(0, 2), hash);
    for (const damaged of ["another", ""]) {
      writeFileSync(blob, damaged);
      deepEqual(await plan("t1"), [["a.txt", { kind: "lost", why: "gone" }]]);
    }
  });

  it("write nothing through a folder that has become a link out of the workspace", async () => {
    const { turn, write, path, checkpoints, kept } = setUp();
    write("sub/a.txt", "1\n");
    await turn("t1", () => write("sub/a.txt", "2\n"));
    const { files } = await checkpoints.plan("th", "t1", new Map());
    renameSync(path("sub"), join(kept, "elsewhere"));
    symlinkSync(join(kept, "elsewhere"), path("sub"));
    deepEqual(await checkpoints.apply("th", files), {
      isDone: true,
      restored: [],
      left: [{ path: path("sub/a.txt"), outcome: { kind: "refused", why: "link" } }],
      undo: [],
      went: {},
    });
    equal(readFileSync(join(kept, "elsewhere", "a.txt"), "utf8"), "2\n");
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
