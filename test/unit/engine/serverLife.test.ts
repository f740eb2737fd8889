import { deepEqual, equal } from "node:assert/strict";
import { createFeedLog } from "../../../src/engine/feed/log.ts";
import { createServerLife } from "../../../src/engine/serverLife.ts";
import { createStore } from "../../../src/engine/store.ts";

const done = () => Promise.resolve();

describe("what the server says", () => {
  it("can be followed where it has no place in the state, and before the state changes", () => {
    const store = createStore(() => {});
    const feed = createFeedLog("e", () => {});
    const life = createServerLife({
      store,
      feed,
      log: () => {},
      names: { refresh: done, renamed: notification => notification },
      account: { refresh: done },
      threads: { open: done },
      open: { forgetLoaded: () => {} },
      sharing: { listen: done },
      watching: { watched: () => [] },
      lookThrough: done,
    });
    const heard: unknown[] = [];
    feed.onEveryEntry(({ threadId, logged }) =>
      heard.push([threadId, logged.kind === "notification" && logged.method, store.seq]),
    );
    life.notified("turn/diff/updated", { threadId: "th", turnId: "tu", diff: "ignored" });
    life.notified("thread/teleported", { threadId: "th" });
    life.notified("thread/begun", { thread: { id: "th" } });
    life.notified("moon/full", null);
    life.notified("thread/status/changed", { threadId: "th", status: { type: "idle" } });
    deepEqual(heard, [
      ["th", "turn/diff/updated", 0],
      ["th", "thread/teleported", 0],
      ["th", "thread/begun", 0],
      [null, "moon/full", 0],
      ["th", "thread/status/changed", 0],
    ]);
    equal(store.seq, 1);
  });
});
