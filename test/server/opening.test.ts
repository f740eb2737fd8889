import { deepEqual, equal, rejects } from "node:assert/strict";
import type { ThreadState } from "../../src/model/state.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";

describe("opening a stored thread", () => {
  let first: TestEngine;
  let next: TestEngine;
  let threadId: string;
  /** Every state of the thread in the window that opens it. */
  let seen: ThreadState[];
  const shown = () => next.engine.store.state.threads[threadId];
  /** Opens the thread, and resolves at the moment when only its last turns are shown. */
  const beginOpening = (): Promise<{ readonly opened: Promise<void> }> =>
    new Promise((resolve, reject) => {
      next.engine.effects.onThreads(() => {
        if (shown()?.isOpening === true) resolve({ opened });
      });
      const opened = next.engine.threads.open(threadId);
      opened.then(() => reject(new Error("Its last turns were never shown alone.")), reject);
    });

  beforeEach(async () => {
    first = await startEngine();
    threadId = await first.engine.threads.start();
    for (let turn = 0; turn < 7; turn++) await first.turn(threadId, "scenario:hello");
    next = await startEngine({ besides: first });
    seen = [];
    next.engine.effects.onThreads(changes => {
      for (const { threadId: id, thread } of changes)
        if (id === threadId && thread) seen.push(thread);
    });
  });
  afterEach(async () => {
    await next.dispose();
    await first.dispose();
  });

  it("shows its last turns before it can be written, and does not draw them again", async () => {
    await first.engine.dispose();
    await next.engine.threads.open(threadId);
    const last = seen.find(({ turns }) => turns.length > 0);
    deepEqual([last?.turns.length, last?.isOpening, last?.effective], [5, true, null]);
    const whole = shown();
    deepEqual([whole?.turns.length, whole?.isOpening, whole?.earlierCursor], [7, false, null]);
    // The same objects: the page draws nothing of them again.
    equal(
      last?.turns.every((turn, at) => turn === whole?.turns[at + 2]),
      true,
    );
  });

  it("takes what is said meanwhile, and says it when it is open", async () => {
    await first.engine.dispose();
    const { opened } = await beginOpening();
    const state = await next.turn(threadId, "scenario:hello");
    await opened;
    const turns = state.threads[threadId]?.turns ?? [];
    deepEqual(
      [turns.length, turns.at(-1)?.status, turns.at(-1)?.items.length],
      [8, "completed", 2],
    );
    equal(next.sent.filter(({ message }) => message.method === "thread/resume").length, 1);
  });

  it("loads earlier turns meanwhile, each of them once", async () => {
    await first.engine.dispose();
    const { opened } = await beginOpening();
    await next.engine.threads.loadEarlier(threadId);
    await opened;
    const ids = shown()?.turns.map(({ id }) => id) ?? [];
    deepEqual([ids.length, new Set(ids).size, shown()?.earlierCursor], [7, 7, null]);
  });

  it("shows one that another window holds just as soon, and then says that it is held", async () => {
    const { opened } = await beginOpening();
    await opened;
    deepEqual(
      [shown()?.isHeldElsewhere, shown()?.isOpening, shown()?.turns.length],
      [true, false, 7],
    );
  });

  it("shows nothing of a thread that is not there", async () => {
    const missing = "01900000-0000-7000-8000-000000000000";
    await rejects(next.engine.threads.open(missing), { reason: "noSuchThread" });
    equal(next.engine.store.state.threads[missing], undefined);
  });
});
