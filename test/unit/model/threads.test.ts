import { deepEqual, equal } from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { verbatim } from "../../../src/model/text/reason.ts";
import { root } from "../../../src/build/paths.mjs";
import type { Event } from "../../../src/model/event.ts";
import { reduce } from "../../../src/model/reduce/reduce.ts";
import { summaryOf } from "../../../src/model/reduce/summary.ts";
import { titleOf, waitingIn } from "../../../src/model/select/thread.ts";
import { initialState, type State } from "../../../src/model/state.ts";
import type { Thread } from "../../../src/protocol/types.gen.ts";
import { after, notify, play, playTrace, turnOf } from "../../support/play.ts";

/** A thread as the server tells it, in the members that are read. */
const thread = (id: string, more: Partial<Thread> = {}) =>
  ({
    id,
    name: null,
    preview: "",
    cwd: "/ws",
    parentThreadId: null,
    status: { type: "idle" },
    updatedAt: 100,
    ...more,
  }) as Thread;
const started = (id: string, more: Partial<Thread> = {}) =>
  notify("thread/started", { thread: thread(id, more) });
const said = (threadId: string, text: string) =>
  notify("item/started", {
    threadId,
    turnId: "tu",
    startedAtMs: 0,
    item: {
      type: "userMessage",
      id: "u",
      clientId: null,
      content: [{ type: "text", text, text_elements: [] }],
    },
  });
const opened = (id: string, status: "inProgress" | "completed", turns = ["a", "b"]): Event => ({
  type: "thread/opened",
  thread: thread(id, { preview: "stored" }),
  effective: null,
  page: { turns: turns.map(turn => turnOf(turn, status)), earlierCursor: "earlier" },
  isHeldElsewhere: false,
});
const ids = (state: State, threadId: string) =>
  state.threads[threadId]?.turns.map(turn => turn.id).join();

describe("what a thread is called", () => {
  it("is the first line of what was said first in it, cut to 120 characters", () => {
    const state = after([
      started("th"),
      said("th", `  \n${"x".repeat(200)}\nmore`),
      said("th", "2"),
    ]);
    equal(titleOf(state, "th"), "x".repeat(120));
    equal(state.threads["th"]?.title, titleOf(state, "th"));
  });

  it("is its name as soon as it has one", () => {
    const named = notify("thread/name/updated", { threadId: "th", threadName: "A name" });
    equal(titleOf(after([started("th"), said("th", "first"), named]), "th"), "A name");
    equal(titleOf(after([started("th", { name: "Given" }), said("th", "first")]), "th"), "Given");
  });

  it("is of a thread of a reader's past what the server previews, and nothing where nothing was said", () => {
    equal(titleOf(after([opened("th", "completed")]), "th"), "stored");
    equal(titleOf(after([started("th")]), "th"), "");
    equal(titleOf(initialState, "th"), "");
    equal(titleOf(initialState, null), "");
  });
});

describe("the index of threads", () => {
  const folder = join(root, "test", "transcripts", "traces");
  for (const file of readdirSync(folder).filter(name => name.endsWith(".jsonl")))
    it(`says of every thread what the thread itself says (${file})`, () => {
      const { threads, index } = playTrace(join(folder, file));
      for (const [id, { title, cwd, status, parentThreadId }] of Object.entries(threads)) {
        const summary = index[id];
        deepEqual(summary && [summary.title, summary.cwd, summary.status, summary.parentThreadId], [
          title,
          cwd,
          status,
          parentThreadId,
        ]);
      }
    });

  it("knows when a thread was last at work, and whether somebody read it", () => {
    const state = after([
      started("th"),
      notify("turn/started", {
        threadId: "th",
        turn: { ...turnOf("tu", "inProgress"), startedAt: 200 },
      }),
      notify("thread/readState/changed", {
        threadId: "th",
        readState: { firstUnread: { type: "turn", turnId: "tu" }, revision: "r" },
      }),
    ]);
    deepEqual([state.index["th"]?.updatedAt, state.index["th"]?.unread], [200, true]);
  });

  it("takes stored threads in, and keeps that one of them is forgotten", () => {
    const before = after([
      started("th"),
      notify("turn/started", { threadId: "th", turn: turnOf("tu", "completed") }),
      { type: "thread/forgotten", threadId: "th" },
    ]);
    const summaries = [
      thread("th", { name: "Named" }),
      thread("new", { preview: "hello\nyou" }),
    ].map(stored => summaryOf(before.index[stored.id], stored, undefined));
    const state = reduce(before, { type: "threads/listed", summaries });
    deepEqual(
      Object.values(state.index).map(({ id, title, forgotten }) => [id, title, forgotten !== null]),
      [
        ["th", "Named", true],
        ["new", "hello", false],
      ],
    );
    equal(reduce(state, { type: "threads/listed", summaries: Object.values(state.index) }), state);
  });

  it("drops a deleted thread", () =>
    deepEqual(
      after([started("th"), started("b"), notify("thread/deleted", { threadId: "th" })]).index[
        "th"
      ],
      undefined,
    ));

  it("says after the loss of the server that nothing runs", () => {
    const state = after([started("th"), { type: "server/lost", cause: verbatim("x") }]);
    deepEqual(
      [state.index["th"]?.status.type, state.threads["th"]?.status.type],
      ["notLoaded", "notLoaded"],
    );
  });

  it("counts what waits in a thread", () => {
    const ask = { threadId: "th" } as State["asks"][number];
    equal(waitingIn({ asks: [ask, { ...ask, threadId: "b" }, ask] }, "th"), 2);
  });

  it("leaves of 3,000 sub-agents only summaries, and of these about the 1,000 newest", function () {
    this.timeout(60_000);
    let state = after([started("parent", { updatedAt: 1e6 })]);
    for (let at = 0; at < 3000; at++)
      state = after(
        [
          started(`child${at}`, { parentThreadId: "parent", updatedAt: at }),
          { type: "thread/forgotten", threadId: `child${at}` },
        ],
        state,
      );
    deepEqual(Object.keys(state.threads), ["parent"]);
    const kept = Object.keys(state.index);
    deepEqual([kept.length >= 1000 && kept.length <= 1100, kept.includes("parent")], [true, true]);
    deepEqual(
      Array.from({ length: 999 }, (_, at) => kept.includes(`child${2001 + at}`)).includes(false),
      false,
    );
  });
});

describe("a thread that is being opened", () => {
  const last = (turns: readonly string[], earlierCursor: string | null = "earlier"): Event => ({
    type: "turns/last",
    threadId: "th",
    page: { turns: turns.map(turn => turnOf(turn, "completed")), earlierCursor },
  });

  it("shows its last turns, which stay the same when it is open", () => {
    const glance = after([last(["b"])]);
    deepEqual([glance.threads["th"]?.isOpening, ids(glance, "th")], [true, "b"]);
    const whole = reduce(glance, opened("th", "completed"));
    deepEqual([whole.threads["th"]?.isOpening, ids(whole, "th")], [false, "a,b"]);
    equal(whole.threads["th"]?.turns[1], glance.threads["th"]?.turns[0]);
  });

  it("shows what became of a turn that was not over when it was looked at", () => {
    const glance = after([
      { ...opened("other", "completed") },
      {
        type: "turns/last",
        threadId: "th",
        page: { turns: [turnOf("b", "inProgress")], earlierCursor: null },
      },
    ]);
    const whole = reduce(glance, opened("th", "completed"));
    equal(whole.threads["th"]?.turns[1]?.status, "completed");
  });

  it("keeps earlier turns that were loaded meanwhile, before and after", () => {
    const page = { turns: [turnOf("0", "completed")], earlierCursor: "older" };
    const glance = after([last(["a", "b"]), { type: "turns/earlier", threadId: "th", page }]);
    const whole = reduce(glance, opened("th", "completed"));
    deepEqual([ids(whole, "th"), whole.threads["th"]?.earlierCursor], ["0,a,b", "older"]);
    const late = reduce(after([last(["b"]), opened("th", "completed")]), {
      type: "turns/earlier",
      threadId: "th",
      page: { turns: [turnOf("0", "completed"), turnOf("a", "completed")], earlierCursor: null },
    });
    deepEqual([ids(late, "th"), late.threads["th"]?.earlierCursor], ["0,a,b", null]);
  });

  it("keeps what is here of it: that is newer than what is stored", () => {
    const running = play(`turn/started th c\n delta th c m "streamed"`);
    equal(reduce(running, last(["b"])), running);
  });
});

describe("a forgotten thread", () => {
  const forgotten = after([
    started("th", { name: "Name" }),
    notify("turn/started", { threadId: "th", turn: turnOf("a", "completed") }),
    notify("turn/completed", { threadId: "th", turn: turnOf("a", "completed") }),
    { type: "thread/forgotten", threadId: "th" },
  ]);

  it("is its summary alone", () => {
    deepEqual(forgotten.threads, {});
    deepEqual(
      [forgotten.index["th"]?.title, forgotten.index["th"]?.forgotten !== null],
      ["Name", true],
    );
  });

  it("says that turns are missing when a new one begins in it, until it is opened", () => {
    const again = play("turn/started th c", forgotten);
    deepEqual(
      [again.threads["th"]?.title, ids(again, "th"), again.index["th"]?.forgotten !== null],
      ["Name", "c", true],
    );
    const whole = reduce(again, opened("th", "completed"));
    deepEqual([ids(whole, "th"), whole.index["th"]?.forgotten !== null], ["a,b", false]);
  });

  it("keeps what streams in it when it is opened meanwhile", () => {
    const running = play(`turn/started th b\n delta th b m "streamed"`, forgotten);
    const state = reduce(running, opened("th", "inProgress"));
    deepEqual(
      state.threads["th"]?.turns.map(({ items }) => items.length),
      [0, 1],
    );
  });
});
