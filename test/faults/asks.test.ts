import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { startEngine, type TestEngine, type TestEngineOptions } from "../support/engine.ts";
import { until } from "../support/processes.ts";

const fake = join(root, "test", "support", "fakeServer.mjs");

/** What refuses each request that waits for a person, in the order in which the fake server sends them. */
const refusals: readonly unknown[] = [
  { decision: "decline" },
  { decision: "decline" },
  { permissions: {}, scope: "turn" },
  { answers: {} },
  ...Array.from({ length: 4 }, () => ({ action: "decline", content: null, _meta: null })),
];
const waiting = refusals.map((_refusal, id) => id);
/** Those that nobody needs to be asked for. */
const answeredAtOnce = [8, 9, 10, 11, 12, 13];

describe("every request of the server", () => {
  let test: TestEngine;
  const asks = () => test.engine.store.state.asks;
  const key = (id: number) => `1:number:${id}`;
  /** The answers that were sent to requests of these ids, in their order. */
  const answers = (ids: readonly number[]) =>
    test.sent
      .map(({ message }) => message)
      .filter(({ method, id }) => method === undefined && ids.includes(Number(id)))
      .sort((left, right) => Number(left.id) - Number(right.id));
  const begin = async (options: TestEngineOptions = {}) => {
    test = await startEngine({ binary: fake, env: { FOLIO_FAULT: "asks" }, ...options });
    const threadId = await test.engine.threads.start();
    await test.engine.threads.say(threadId, [{ type: "text", text: "go", text_elements: [] }]);
    await until("all wait", () => asks().length === waiting.length);
  };
  /** Nobody can answer any more, and nothing that is tried is sent. */
  const isOver = async (by: string) => {
    await until("none waits", () => asks().length === 0);
    const sent = answers(waiting).length;
    for (const id of waiting)
      for (const result of [
        await test.engine.asks.choose(key(id), "accept"),
        test.engine.asks.answer(key(id), { decision: "accept" }, "accepted"),
        await test.engine.asks.decline(key(id)),
      ])
        deepEqual(result, { ok: false, reason: "alreadyAnswered" });
    // What is asked after it goes the same way: an answer too many would be there before.
    await Promise.allSettled([test.engine.threads.list(null)]);
    equal(answers(waiting).length, sent);
    const closed = test.engine.store.state.closedAsks;
    deepEqual([closed.length, new Set(closed.map(ask => ask.by))], [waiting.length, new Set([by])]);
    equal(closed.filter(({ outcome }) => outcome === "accepted").length, 0);
    const file = join(test.shared, "audit", "audit.jsonl");
    const audit = () => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);
    await until("all are in the audit log", () => audit().length >= waiting.length);
    equal(audit().length, waiting.length);
    ok(!audit().some(record => record.includes('"accepted"')));
  };
  const allRefused = () =>
    deepEqual(
      answers(waiting).map(({ id, result }) => [id, result]),
      refusals.map((refusal, id) => [id, refusal]),
    );
  afterEach(() => test.dispose());

  it("is shown, or answered at once: the time is told, the rest refused", async () => {
    await begin();
    await until("what nobody is asked for is answered", () => answers(answeredAtOnce).length === 6);
    const [tool, time, ...others] = answers(answeredAtOnce);
    match(JSON.stringify(tool?.result), /"success":false/);
    match(JSON.stringify(time?.result), /"currentTimeAt":1\d{9}/);
    deepEqual(
      others.map(({ error }) => error?.code),
      [-32601, -32601, -32601, -32601],
    );
    equal(answers(waiting).length, 0);
  });

  it("is refused by a person's no, once", async () => {
    await begin();
    for (const id of waiting) deepEqual(await test.engine.asks.decline(key(id)), { ok: true });
    await until("all are answered", () => answers(waiting).length === waiting.length);
    allRefused();
    await isOver("user");
  });

  it("is refused when its time is over", async () => {
    await begin({ askTimeoutMs: 1000 });
    await until("all are answered", () => answers(waiting).length === waiting.length);
    allRefused();
    await isOver("timeout");
  });

  it("is void when the server takes it back with its turn", async () => {
    await begin();
    equal(await test.engine.threads.interrupt("th"), "stopped");
    await isOver("server");
    equal(answers(waiting).length, 0);
  });

  it("is void when its thread is closed", async () => {
    await begin();
    const server = await test.inside.connect();
    await server.request("thread/unsubscribe", { threadId: "th" });
    await isOver("server");
    equal(answers(waiting).length, 0);
  });

  it("is void when the server dies, for the next one too", async () => {
    await begin();
    process.kill(test.processes[0]?.pid ?? 0, "SIGKILL");
    await until(
      "another is ready",
      () => test.processes.length === 2 && test.engine.store.state.connection.kind === "ready",
    );
    await isOver("server");
    equal(answers(waiting).length, 0);
  });

  it("gets no answer when the window ends", async () => {
    await begin();
    await test.engine.dispose();
    equal(answers(waiting).length, 0);
  });
});
