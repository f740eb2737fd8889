import { deepEqual, equal, ok } from "node:assert/strict";
import { startEngine, type TestEngine } from "../support/engine.ts";

/** What the engine keeps of threads of the real app-server that nobody looks at any more. */
describe("threads that nobody watches", () => {
  let test: TestEngine;
  before(async () => (test = await startEngine()));
  after(() => test.dispose());

  const sweep = async () => {
    await test.inside.forgetting.sweep();
    await test.inside.forgetting.sweep();
  };
  const textsOf = (threadId: string): readonly string[] =>
    (test.engine.store.state.threads[threadId]?.turns ?? []).flatMap(({ items }) =>
      items.map(({ item }) => (item.type === "agentMessage" ? item.text : item.type)),
    );

  it("leave the memory, and are whole again when they are opened", async () => {
    const { engine } = test;
    const ids: string[] = [];
    for (let at = 0; at < 3; at++) {
      const id = await engine.threads.start();
      ids.push(id);
      const face = engine.watch(id);
      await test.turn(id, "scenario:hello");
      await test.turn(id, "scenario:hello once more");
      face.dispose();
    }
    const before = ids.map(textsOf);
    equal(
      before.every(texts => texts.length === 4),
      true,
    );
    const usage = ids.map(id => engine.store.state.threads[id]?.usage?.last.totalTokens);
    await sweep();
    deepEqual(engine.store.state.threads, {});
    deepEqual(
      ids.map(id => engine.store.state.index[id]?.title),
      ids.map(() => "scenario:hello"),
    );
    for (const id of ids) {
      const face = engine.watch(id);
      await engine.threads.open(id);
      face.dispose();
    }
    deepEqual(ids.map(textsOf), before);
    deepEqual(
      ids.map(id => engine.store.state.threads[id]?.usage?.last.totalTokens),
      usage,
    );
  });

  it("take another turn, which is tracked though the earlier ones are not here", async () => {
    const { engine } = test;
    const id = await engine.threads.start();
    await test.turn(id, "scenario:hello");
    await sweep();
    const state = await test.turn(id, "scenario:command");
    equal(state.threads[id]?.turns.length, 1);
    ok(state.index[id]?.forgotten);
    await engine.threads.open(id);
    equal(engine.store.state.threads[id]?.turns.length, 2);
    equal(engine.store.state.index[id]?.forgotten, null);
  });

  it("can be followed from where a follower was cut off, the ignored notifications too", async () => {
    const { feed, threads } = test.engine;
    const id = await threads.start();
    const heard: number[] = [];
    const follower = feed.onEntry(id, ({ seq }) => heard.push(seq));
    await test.turn(id, "scenario:command");
    follower.dispose();
    const cut = feed.position(id);
    equal(heard.at(-1), cut.seq);
    await test.turn(id, "scenario:hello");
    const since = feed.since(id, cut);
    ok(since.kind === "events");
    const named = since.events.map(({ logged }) =>
      logged.kind === "notification" ? logged.method : logged.event.type,
    );
    deepEqual(
      since.events.map(({ seq }) => seq),
      named.map((_name, at) => cut.seq + 1 + at),
    );
    for (const expected of ["turn/started", "item/agentMessage/delta", "turn/completed"])
      ok(named.includes(expected), `${expected} is not among ${named.join()}`);
    const first = feed.since(id, { ...cut, seq: 0 });
    ok(first.kind === "events");
    const asks = first.events.flatMap(({ logged }) =>
      logged.kind === "event" && logged.event.type.startsWith("ask/") ? [logged.event.type] : [],
    );
    deepEqual(asks, ["ask/opened", "ask/judged", "ask/closed"]);
  });
});
