import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { runningTurn } from "../../src/model/select/thread.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { until } from "../support/processes.ts";

describe("a thread in two windows", () => {
  let one: TestEngine;
  let two: TestEngine;
  let threadId: string;
  const shown = ({ engine }: TestEngine) => engine.store.state.threads[threadId];
  const resumes = ({ sent }: TestEngine) =>
    sent.filter(({ message }) => message.method === "thread/resume");
  const say = (test: TestEngine, text: string) =>
    test.engine.threads.say(threadId, [{ type: "text", text, text_elements: [] }]);

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

  it("opens for writing as soon as the window before it has ended, without a word", async () => {
    const opening = two.engine.threads.open(threadId);
    await until("it is shown", () => shown(two)?.turns.length === 1);
    await opening;
    await one.engine.dispose();
    await until("it is open", () => shown(two)?.isHeldElsewhere === false, 4000);
    equal((await two.turn(threadId, "scenario:hello")).threads[threadId]?.turns.length, 2);
    deepEqual(
      two.log.filter(line => /^(warn|error) /.test(line)),
      [],
    );
  });

  it("can only be looked at in the second, which is not at the server's door all the time", async () => {
    two.engine.watch(threadId);
    await two.engine.threads.open(threadId);
    equal(shown(two)?.isHeldElsewhere, true);
    equal(shown(two)?.turns[0]?.items.length, 2);
    await rejects(say(two, "mine"), { reason: "heldElsewhere" });
    // When it has given up waiting for a window that ends, it asks every 10 s at most.
    const before = resumes(two).length;
    const from = performance.now();
    await one.turn(threadId, "scenario:hello");
    await until("it follows", () => shown(two)?.turns.length === 2, 15_000);
    const times = resumes(two)
      .slice(before)
      .map(({ at }) => at - from);
    ok(
      times.every((time, at) => time - (times[at - 1] ?? -Infinity) > 9500),
      `resumed after ${times.join(", ")} ms`,
    );
    equal(shown(two)?.isHeldElsewhere, true);
  }).timeout(60_000);

  it("is waited for no longer by a window that ends: no server starts after it", async () => {
    const said = say(two, "mine").then(() => "it was said", String);
    await until("it waits for the thread", () => shown(two)?.isHeldElsewhere === true);
    await two.engine.dispose();
    await said;
    equal(two.processes.length, 1);
    await rejects(two.engine.threads.open(threadId), { reason: "disposed" });
    await rejects(two.engine.server.restart(), { reason: "disposed" });
    equal(two.processes.length, 1);
  });

  it("is handed over where the first lets go, and can be taken back", async () => {
    await one.engine.server.start();
    await two.engine.threads.open(threadId);
    await two.engine.threads.takeOver(threadId);
    deepEqual([shown(one)?.isHeldElsewhere, shown(two)?.isHeldElsewhere], [true, false]);
    await two.turn(threadId, "scenario:hello");
    await one.engine.threads.takeOver(threadId);
    deepEqual([shown(one)?.isHeldElsewhere, shown(two)?.isHeldElsewhere], [false, true]);
    equal(shown(one)?.turns.length, 2);
    equal((await one.turn(threadId, "scenario:hello")).threads[threadId]?.turns.length, 3);
  });

  it("stays where it is while something runs there or waits for an answer", async () => {
    await say(one, "scenario:command");
    await until("it asks", () => one.engine.store.state.asks.length === 1);
    await two.engine.threads.open(threadId);
    await rejects(two.engine.threads.takeOver(threadId), { reason: "busyElsewhere" });
    equal(one.engine.store.state.asks.length, 1);
    equal(shown(one)?.isHeldElsewhere, false);
    ok(runningTurn(shown(one)));
  });

  it("says so when the program that holds it is no Folio, and can be continued in a copy", async () => {
    // The other client is no window of Folio, so it does not hear the request.
    const other = await startEngine({ besides: { ...one, shared: `${one.shared}-other` } });
    await other.engine.threads.open(threadId);
    await rejects(other.engine.threads.takeOver(threadId), { reason: "notReleased" });
    const copy = await other.engine.threads.fork(threadId);
    const state = await other.turn(copy, "scenario:hello");
    equal(state.threads[copy]?.turns.length, 2);
    equal(shown(one)?.turns.length, 1);
    await other.dispose();
  });
});
