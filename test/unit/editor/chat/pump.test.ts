import { deepEqual, equal, ok } from "node:assert/strict";
import { mock } from "node:test";
import { createPump } from "../../../../src/editor/chat/pump.ts";
import { createStore } from "../../../../src/engine/store.ts";
import { reduce } from "../../../../src/model/reduce/reduce.ts";
import { shortened } from "../../../../src/model/select/short.ts";
import { initialState, type State } from "../../../../src/model/state.ts";
import type { ToWebview, ViewState } from "../../../../src/model/wire.ts";
import { notify } from "../../../support/play.ts";
import { emptyView } from "../../../support/emptyView.ts";
import { until } from "../../../support/processes.ts";

const view: ViewState = { ...emptyView, threadId: "th" };
const delta = (text: string) =>
  notify("item/agentMessage/delta", { threadId: "th", turnId: "tu", itemId: "m", delta: text });

/** A page that reduces the events it gets, and leaves the middle of long texts out. The test decides when it takes each message. */
function begin(takes: () => Promise<boolean> = () => Promise.resolve(true)) {
  const store = createStore(() => {});
  const posts: ToWebview[] = [];
  const page: { state: State; seq: number } = { state: initialState, seq: -1 };
  const pump = createPump({
    store,
    threadId: () => view.threadId,
    view: () => view,
    post(message) {
      posts.push(message);
      if (message.kind === "snapshot")
        Object.assign(page, { state: message.state, seq: message.seq });
      if (message.kind === "events") {
        equal(message.from, page.seq);
        Object.assign(page, {
          state: shortened(message.events.reduce(reduce, page.state)),
          seq: message.to,
        });
      }
      return takes();
    },
  });
  const isSame = () =>
    JSON.stringify(page.state.threads) === JSON.stringify(shortened(store.state).threads);
  const sizes = () =>
    posts.map(message => (message.kind === "events" ? JSON.stringify(message).length : 0));
  return { store, posts, pump, isSame, sizes };
}

/** Lets time pass for the pump, and what is under way come to rest. */
async function pass(ms: number): Promise<void> {
  mock.timers.tick(ms);
  await new Promise(resolve => setImmediate(resolve));
}

async function passUntil(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pass(50);
}

describe("the pump to the chat", () => {
  afterEach(() => mock.timers.reset());

  it("posts twenty times a second on average, four at once after a quiet time, and loses nothing", async () => {
    const { store, posts, pump, isSame } = begin();
    pump.snapshot();
    const began = performance.now();
    store.dispatch(delta("first"));
    await until("it is posted", () => posts.length === 2);
    while (performance.now() - began < 500) {
      for (let at = 0; at < 200; at++) store.dispatch(delta(`${at} `));
      await new Promise(resolve => setImmediate(resolve));
    }
    await until("all is there", isSame);
    // The snapshot and three batches at once, and then one batch every 50 ms.
    ok(posts.length <= 5 + (performance.now() - began) / 50, `${posts.length} posts`);
    pump.dispose();
  });

  it("sends the first token at once although the echo before it was not taken yet", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const { store, posts, pump } = begin(() => new Promise(() => {}));
    pump.snapshot();
    for (const [at, text] of ["echo", "first", "second"].entries()) {
      store.dispatch(delta(text));
      await pass(1);
      equal(posts.length, at + 2);
    }
    // Four wait to be taken: the next one waits for them, yet no longer than a second.
    store.dispatch(delta("third"));
    await pass(500);
    equal(posts.length, 4);
    await pass(1000);
    equal(posts.length, 5);
    pump.dispose();
  });

  it("sends what waited for room as soon as a post was taken", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const waiting: (() => void)[] = [];
    const { store, posts, pump, isSame } = begin(
      () => new Promise(resolve => waiting.push(() => resolve(true))),
    );
    pump.snapshot();
    for (const text of ["1", "2", "3", "4"]) {
      store.dispatch(delta(text));
      await pass(100);
    }
    equal(posts.length, 4);
    waiting.shift()?.();
    await pass(0);
    await pass(100);
    equal(posts.length, 5);
    ok(isSame());
    pump.dispose();
  });

  it("keeps 2 MiB at most for a page that takes nothing, and brings it up to date by one snapshot", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const waiting: (() => void)[] = [];
    const { store, posts, pump, isSame, sizes } = begin(
      () => new Promise(resolve => waiting.push(() => resolve(true))),
    );
    pump.snapshot();
    for (let at = 0; at < 40; at++) {
      store.dispatch(delta("x".repeat(250_000)));
      await pass(120);
    }
    const sent = sizes().reduce((sum, size) => sum + size, 0);
    ok(sent <= 2 * 1024 * 1024, `${sent} characters were posted`);
    equal(posts.filter(({ kind }) => kind === "snapshot").length, 1);
    ok(!isSame());
    while (waiting.length > 0) waiting.shift()?.();
    await passUntil(isSame);
    equal(posts.filter(({ kind }) => kind === "snapshot").length, 2);
    store.dispatch(delta("and on"));
    await passUntil(isSame);
    equal(posts.at(-1)?.kind, "events");
    pump.dispose();
  });

  it("sends one snapshot instead of a flood of more than 2 MiB", async () => {
    const { store, posts, pump, isSame } = begin();
    pump.snapshot();
    for (let at = 0; at < 50; at++) store.dispatch(delta("y".repeat(100_000)));
    await until("it is up to date", isSame);
    deepEqual(
      posts.map(({ kind }) => kind),
      ["snapshot", "snapshot"],
    );
    pump.dispose();
  });

  it("sends again to a page that answers, although its posts were never taken", async () => {
    const { store, pump, isSame } = begin(() => new Promise(() => {}));
    pump.snapshot();
    store.dispatch(delta("z".repeat(3_000_000)));
    await until("it is up to date", () => {
      pump.alive();
      return isSame();
    });
    pump.dispose();
  });

  it("sends a snapshot without the middle of a text that is too long for a page, and goes on with events", async () => {
    const { store, posts, pump, isSame } = begin();
    pump.snapshot();
    store.dispatch(delta("many words\n".repeat(500_000)));
    await until("it is up to date", isSame);
    store.dispatch(delta("and on"));
    await until("it is up to date again", isSame);
    deepEqual(
      posts.map(({ kind }) => kind),
      ["snapshot", "snapshot", "events"],
    );
    ok(JSON.stringify(posts[1]).length < 400_000);
    pump.dispose();
  });

  it("sends nothing to a page that has not asked for a snapshot, or is gone", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const { store, posts, pump } = begin();
    store.dispatch(delta("early"));
    pump.snapshot();
    pump.dispose();
    store.dispatch(delta("late"));
    await pass(100);
    equal(posts.length, 1);
  });
});
