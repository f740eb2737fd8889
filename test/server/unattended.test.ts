import { deepEqual, equal } from "node:assert/strict";
import type { ServerConnection } from "../../src/appserver/connection.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { byOtherClient, queueMessages } from "../support/otherClient.ts";
import { until } from "../support/processes.ts";

/** Opening a thread is looking at it: what waits in it waits for a person. */
describe("a stored thread that would work by itself", () => {
  let one: TestEngine;
  let two: TestEngine;
  let threadId: string;
  const thread = (test: TestEngine) => test.engine.store.state.threads[threadId];
  const turns = (test: TestEngine) => thread(test)?.turns.length;
  const heldTexts = (test: TestEngine) =>
    thread(test)?.held.map(({ input: [part] }) => (part?.type === "text" ? part.text : part?.type));

  beforeEach(async () => {
    one = await startEngine();
    threadId = await one.engine.threads.start();
    await one.turn(threadId, "scenario:hello");
    two = await startEngine({ besides: one });
  });
  afterEach(async () => {
    await two.dispose();
    await one.dispose();
  });

  const byAnother = (act: (server: ServerConnection) => Promise<unknown>) =>
    byOtherClient(one.home.path, act);
  const queue = (server: ServerConnection, ...texts: readonly string[]) =>
    queueMessages(server, threadId, texts);
  const pursue = (server: ServerConnection) =>
    server.request("thread/goal/set", { threadId, objective: "Tidy up", status: "active" });
  /** A whole turn elsewhere: what Codex would run by itself, it would have begun before the end of it. */
  const quiet = async ({ engine, turn }: TestEngine) =>
    turn(await engine.threads.start(), "scenario:hello");

  it("starts no turn for a goal, says so, and goes on when asked to; Stop pauses it again", async () => {
    await one.engine.dispose();
    await byAnother(pursue);
    await two.engine.threads.open(threadId);
    await quiet(two);
    equal(turns(two), 1);
    deepEqual([thread(two)?.goal?.objective, thread(two)?.goal?.status], ["Tidy up", "paused"]);

    await two.engine.threads.continueGoal(threadId);
    await until("it works", () => (turns(two) ?? 0) > 1);
    await two.engine.threads.interrupt(threadId);
    await until("it is paused", () => thread(two)?.goal?.status === "paused");
    await quiet(two);
    const before = turns(two);
    await two.turn(threadId, "scenario:hello");
    await quiet(two);
    equal(turns(two), (before ?? 0) + 1);

    await two.engine.threads.clearGoal(threadId);
    await until("it is gone", () => thread(two)?.goal === null);
  }).timeout(60_000);

  it("runs nothing that was queued: it is shown in order, and kept until it is sent or thrown away", async () => {
    await one.engine.dispose();
    await byAnother(server => queue(server, "first", "second", "third"));
    await two.engine.threads.open(threadId);
    await quiet(two);
    deepEqual([turns(two), heldTexts(two)], [1, ["first", "second", "third"]]);

    const [first] = thread(two)?.held ?? [];
    await two.engine.threads.forgetHeld(threadId, first?.id ?? "");
    await two.engine.dispose();
    const three = await startEngine({ besides: one });
    await three.engine.threads.open(threadId);
    deepEqual([turns(three), heldTexts(three)], [1, ["second", "third"]]);
    await three.dispose();
  }).timeout(60_000);

  it("runs nothing after its server was killed with a message waiting", async () => {
    one.engine.watch(threadId);
    await byAnother(server => queue(server, "left behind"));
    globalThis.process.kill(one.processes.at(-1)?.pid ?? 0, "SIGKILL");
    await until("it is open again", () => heldTexts(one)?.length === 1, 15_000);
    await quiet(one);
    deepEqual([turns(one), heldTexts(one)], [1, ["left behind"]]);
  }).timeout(60_000);

  it("leaves the goal and the queue of a thread that another process holds", async () => {
    await byAnother(server => pursue(server).then(() => queue(server, "theirs")));
    await until("the holder works or was told", () => (turns(one) ?? 0) >= 1);
    await two.engine.threads.open(threadId);
    deepEqual([thread(two)?.isHeldElsewhere, thread(two)?.held], [true, []]);
    let left: unknown;
    await byAnother(async server => {
      const { data } = await server.request("thread/queue/list", { threadId });
      const { goal } = await server.request("thread/goal/get", { threadId });
      left = [data.map(({ clientUserMessageId }) => clientUserMessageId), goal?.status];
    });
    deepEqual(left, [["theirs"], "active"]);
  }).timeout(60_000);

  it("copies a thread without setting the copy to work", async () => {
    await byAnother(pursue);
    const copy = await two.engine.threads.fork(threadId);
    await quiet(two);
    const found = two.engine.store.state.threads[copy];
    deepEqual(
      [found?.turns.length, found?.goal?.status ?? "none"],
      [1, found?.goal ? "paused" : "none"],
    );
    equal(
      found?.turns.some(({ status }) => status === "inProgress"),
      false,
    );
  }).timeout(60_000);
});
