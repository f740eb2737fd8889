import { deepEqual, equal } from "node:assert/strict";
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { notify, turnOf } from "../../../support/play.ts";

import { orphan, setUp, text } from "../../../support/checkpoints.ts";

describe("checkpoints of turns that run", () => {
  it("never take an earlier look for what was before a turn", async () => {
    const slow = { isOn: false };
    const { turn, plan, write, checkpoints, notices } = setUp({
      patience: looking => (slow.isOn ? Promise.resolve() : looking),
    });
    for (let file = 0; file < 50; file++) write(`f${file}`, "1\n");
    await turn("t1", () => write("codex.txt", "1\n"));
    // The person works between two turns, and the look before the next one takes too long.
    for (let file = 0; file < 50; file++) write(`f${file}`, "mine\n");
    slow.isOn = true;
    await turn("t2", () => write("codex.txt", "2\n"));
    deepEqual(await plan("t2"), []);
    const { unknown } = await checkpoints.plan("th", "t2", new Map());
    equal(unknown, 1);
    deepEqual(
      notices().map(said => said.slice(0, 45)),
      ["Looking through the files took too long, so t"],
    );
    slow.isOn = false;
    await turn("t3", () => write("f1", "codex\n"));
    deepEqual(
      (await plan("t3")).map(([name, action]) => [name, text(action)]),
      [["f1", "mine\n"]],
    );
  });

  it("look at a turn that nobody prepared for as soon as it is heard of, and say that it is known partly", async () => {
    const { store, checkpoints, write, path } = setUp();
    write("mine.txt", "before\n");
    await checkpoints.warmUp();
    write("mine.txt", "mine\n");
    store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("t1", "inProgress") }));
    await checkpoints.flush();
    write("codex.txt", "1\n");
    store.dispatch(notify("turn/completed", { threadId: "th", turn: turnOf("t1", "completed") }));
    await checkpoints.flush();
    const { files, partly } = await checkpoints.plan("th", "t1", new Map());
    deepEqual([files.map(file => file.path), partly], [[path("codex.txt")], 1]);
  });

  it("keep nothing for sub-agents: what they change belongs to the turn that they work for", async () => {
    const { store, checkpoints, write, kept } = setUp();
    await checkpoints.prepare("th");
    store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("t1", "inProgress") }));
    const child = { ...turnOf("c1", "inProgress"), rootTurnId: "t1" };
    store.dispatch(notify("turn/started", { threadId: "child", turn: child }));
    write("by-child.txt", "1\n");
    store.dispatch(
      notify("turn/completed", { threadId: "child", turn: turnOf("c1", "completed") }),
    );
    store.dispatch(notify("turn/completed", { threadId: "th", turn: turnOf("t1", "completed") }));
    await checkpoints.flush();
    deepEqual(readdirSync(join(kept, "threads")), ["th"]);
    equal((await checkpoints.changes("th", "t1")) === null, false);
    deepEqual(readdirSync(join(kept, "running")), []);
  });

  it("keep the files nearest to the top when there are too many, and say so once", async () => {
    const { turn, plan, write, notices } = setUp({ limit: 3 });
    for (const name of ["a", "b", "sub/c", "sub/deep/d", "sub/deep/e"]) write(name, "1\n");
    await turn("t1", () => {
      write("a", "2\n");
      write("sub/deep/d", "2\n");
      write("new", "1\n");
    });
    deepEqual(
      (await plan("t1")).map(([name, action]) => [name, action.kind]),
      [
        ["a", "write"],
        ["new", "lost"],
        ["sub/deep/d", "lost"],
      ],
    );
    await turn("t2", () => write("a", "3\n"));
    equal(notices().length, 1);
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
    await checkpoints.prepare("th");
    store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("t1", "inProgress") }));
    write("new.txt", "new\n");
    write("a.txt", "ONE\n2\n3\n");
    await checkpoints.beforeSave(path("a.txt"));
    write("a.txt", "ONE\n2\nthree, mine\n");
    await checkpoints.beforeSave(path("mine.txt"));
    write("mine.txt", "mine\n");
    checkpoints.end();
    const running = join(kept, "running");

    const touch = (at: Date) => {
      for (const name of readdirSync(running)) utimesSync(join(running, name), at, at);
    };
    // Its machine slept for an hour.
    touch(new Date(Date.now() - 3_600_000));
    // While the process that wrote it may live, nobody else ends its turn.
    const early = next();
    await early.recover();
    early.end();
    equal(await early.changes("th", "t1"), null);

    touch(new Date());
    orphan(kept);
    const after = next();
    await after.recover();
    const { files } = await after.plan("th", "t1", new Map());
    deepEqual(
      files.map(entry => [entry.path, entry.action]),
      [
        [path("a.txt"), { kind: "merge", text: "1\n2\nthree, mine\n", mode: 0o644 }],
        [path("new.txt"), { kind: "delete" }],
      ],
    );
    deepEqual(readdirSync(running), []);
  });

  it("take nothing for a killed turn's that came after the last sign of its window", async () => {
    const { checkpoints, store, write, kept, next, remove } = setUp();
    write("a.txt", "1\n");
    write("gone.txt", "1\n");
    await checkpoints.prepare("th");
    store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("t1", "inProgress") }));
    await checkpoints.flush();
    checkpoints.end();
    const running = join(kept, "running");
    orphan(kept);
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
});
