import { deepEqual, rejects } from "node:assert/strict";
import { createScope } from "../../../../src/engine/scope.ts";
import { createStore } from "../../../../src/engine/store.ts";
import { forgetUnwatched } from "../../../../src/engine/threads/forgetting.ts";
import { createWatching } from "../../../../src/engine/threads/watching.ts";
import type { Event } from "../../../../src/model/event.ts";
import type { Thread, ThreadGoal } from "../../../../src/protocol/types.gen.ts";
import { notify, turnOf } from "../../../support/play.ts";

const started = (id: string, parentThreadId: string | null = null) =>
  notify("thread/started", {
    thread: {
      id,
      name: id,
      preview: "",
      cwd: "/ws",
      parentThreadId,
      status: { type: "idle" },
      updatedAt: 1,
    } as Thread,
  });
const turn = (threadId: string, status: "inProgress" | "completed") =>
  notify(status === "inProgress" ? "turn/started" : "turn/completed", {
    threadId,
    turn: turnOf("tu", status),
  });

/** A store after some events, and what is in memory after each sweep. */
function begin(events: readonly Event[], flush = () => Promise.resolve()) {
  const store = createStore(() => {});
  for (const event of events) store.dispatch(event);
  const scope = createScope();
  const watching = createWatching();
  const { sweep } = forgetUnwatched({
    store,
    scope,
    watching,
    unfinished: { flush },
    log: () => {},
  });
  scope.dispose();
  const inMemory = () => Object.keys(store.state.threads).toSorted();
  return { store, watching, sweep, inMemory };
}

describe("forgetting threads", () => {
  it("drops one that was not needed for two sweeps, and not the one that is watched", async () => {
    const { watching, sweep, inMemory } = begin([started("a"), started("b")]);
    const face = watching.watch("a");
    await sweep();
    deepEqual(inMemory(), ["a", "b"]);
    await sweep();
    deepEqual(inMemory(), ["a"]);
    face.dispose();
    await sweep();
    deepEqual(inMemory(), ["a"]);
    await sweep();
    deepEqual(inMemory(), []);
  });

  it("begins to count anew when somebody came meanwhile", async () => {
    const { watching, sweep, inMemory } = begin([started("a")]);
    await sweep();
    const face = watching.watch("a");
    await sweep();
    face.dispose();
    await sweep();
    deepEqual(inMemory(), ["a"]);
  });

  const ask = {
    key: "k",
    requestId: 1,
    threadId: "a",
    turnId: "tu",
    itemId: "i",
    request: { method: "item/fileChange/requestApproval", params: {} as never },
    openedAt: 0,
    expiresAt: null,
    verdict: null,
  } as const;
  const goal = { status: "active" } as ThreadGoal;
  const terminal = notify("item/started", {
    threadId: "a",
    turnId: "tu",
    startedAtMs: 0,
    item: { type: "commandExecution", id: "c", processId: "7" } as never,
  });
  const cases: readonly [why: string, events: readonly Event[], end: Event][] = [
    ["a turn runs", [turn("a", "inProgress")], turn("a", "completed")],
    [
      "an ask waits",
      [{ type: "ask/opened", ask }],
      { type: "ask/closed", key: "k", outcome: "declined", by: "user" },
    ],
    [
      "a goal is pursued",
      [notify("thread/goal/updated", { threadId: "a", turnId: null, goal })],
      notify("thread/goal/cleared", { threadId: "a" }),
    ],
    [
      "a command outlived its turn",
      [turn("a", "inProgress"), terminal, turn("a", "completed")],
      notify("item/completed", {
        threadId: "a",
        turnId: "tu",
        completedAtMs: 0,
        item: { type: "commandExecution", id: "c", processId: "7" } as never,
      }),
    ],
  ];
  for (const [why, events, end] of cases)
    it(`keeps one in which ${why}, until that is over`, async () => {
      const { store, sweep, inMemory } = begin([started("a"), ...events]);
      await sweep();
      await sweep();
      deepEqual(inMemory(), ["a"]);
      store.dispatch(end);
      await sweep();
      await sweep();
      deepEqual(inMemory(), []);
    });

  it("keeps sub-agents as long as one for which they work is watched or busy", async () => {
    const { store, watching, sweep, inMemory } = begin([
      started("root"),
      started("child", "root"),
      started("grandchild", "child"),
      turn("root", "inProgress"),
    ]);
    await sweep();
    await sweep();
    deepEqual(inMemory(), ["child", "grandchild", "root"]);
    store.dispatch(turn("root", "completed"));
    const face = watching.watch("child");
    await sweep();
    await sweep();
    deepEqual(inMemory(), ["child", "grandchild"]);
    face.dispose();
    await sweep();
    await sweep();
    deepEqual(inMemory(), []);
  });

  it("waits until what runs is on disk, and drops nothing where that fails or somebody came", async () => {
    const failing = begin([started("a")], () => Promise.reject(new Error("the disk is full")));
    await failing.sweep();
    await rejects(failing.sweep());
    deepEqual(failing.inMemory(), ["a"]);
    let came = () => {};
    const slow = begin([started("a"), started("b")], () => Promise.resolve(came()));
    came = () => void slow.watching.watch("a");
    await slow.sweep();
    await slow.sweep();
    deepEqual(slow.inMemory(), ["a"]);
  });
});
