import { deepEqual, equal } from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { root } from "../../../../src/build/paths.mjs";
import { coalesce } from "../../../../src/engine/feed/coalesce.ts";
import { project, shownEvent } from "../../../../src/engine/feed/view.ts";
import type { Event } from "../../../../src/model/event.ts";
import { reduce } from "../../../../src/model/reduce/reduce.ts";
import { initialState, type State } from "../../../../src/model/state.ts";
import { notify, play, traceEvents } from "../../../support/play.ts";

const delta = (threadId: string, text: string, itemId = "m") =>
  notify("item/agentMessage/delta", { threadId, turnId: "tu", itemId, delta: text });

/** What a face that shows a thread hears of events, and what it makes of them. */
function face(threadId: string | null, start: State) {
  let state = project(start, threadId);
  return {
    get state() {
      return state;
    },
    hear(event: Event, before: State, after: State): Event | null {
      const heard = shownEvent({ event, before, state: after }, threadId);
      if (heard) state = project(reduce(state, heard), threadId);
      return heard;
    },
  };
}

/** Whether the face is right after every event, and how many events it got wrongly or in vain. */
function follow(events: readonly Event[], threadId: string | null) {
  let host = initialState;
  const seen = face(threadId, host);
  const wrong = { withheld: 0, needless: 0, differs: 0 };
  for (const event of events) {
    const before = host;
    host = reduce(host, event);
    if (host === before) continue;
    const heard = seen.hear(event, before, host);
    const isNews = !isDeepStrictEqual(project(before, threadId), project(host, threadId));
    if (isNews && !heard) wrong.withheld++;
    if (!isNews && heard) wrong.needless++;
    if (!isDeepStrictEqual(seen.state, project(host, threadId))) wrong.differs++;
  }
  return { wrong, host };
}

describe("what a face is sent", () => {
  it("is the shown thread alone, and a projection of that is itself", () => {
    const state = project(play(`delta a tu m "x"\n delta b tu m "y"`), "a");
    deepEqual(Object.keys(state.threads), ["a"]);
    equal(project(state, "a"), state);
    deepEqual(Object.keys(state.index), ["a", "b"]);
  });

  const folder = join(root, "test", "transcripts", "traces");
  for (const file of readdirSync(folder).filter(name => name.endsWith(".jsonl")))
    it(`is what it needs and no more, after every event of a recorded stream (${file})`, function () {
      this.timeout(20_000);
      const events = traceEvents(join(folder, file));
      const { host } = follow(events, null);
      for (const threadId of [null, ...Object.keys(host.threads)])
        deepEqual(follow(events, threadId).wrong, { withheld: 0, needless: 0, differs: 0 });
    });

  it("leads to the host's state whatever is joined or left out", () => {
    const events = ["a", "b", "a", "a", "b", "a"].map((thread, at) =>
      delta(thread, `${at} `, at === 3 ? "other" : "m"),
    );
    let host = play(`delta a tu m "x"\n delta b tu m "y"`);
    const start = project(host, "a");
    const heard: Event[] = [];
    for (const event of events) {
      const before = host;
      host = reduce(host, event);
      const shown = shownEvent({ event, before, state: host }, "a");
      if (shown) heard.push(shown);
    }
    const joined = coalesce(heard);
    equal(joined.length, 3);
    deepEqual(project(joined.reduce(reduce, start), "a"), project(host, "a"));
  });

  it("is of another thread's page its summary alone", () => {
    const before = play(`delta a tu m "x"`);
    const thread = {
      id: "b",
      name: "Another",
      preview: "",
      cwd: "/ws",
      parentThreadId: null,
      status: { type: "idle" },
      updatedAt: 7,
    } as unknown as Extract<Event, { type: "thread/opened" }>["thread"];
    const event: Event = {
      type: "thread/opened",
      thread,
      effective: null,
      page: { turns: [], earlierCursor: null },
      isHeldElsewhere: false,
    };
    const state = reduce(before, event);
    const heard = shownEvent({ event, before, state }, "a");
    equal(heard?.type, "threads/listed");
    deepEqual(heard && project(reduce(project(before, "a"), heard), "a"), project(state, "a"));
    equal(shownEvent({ event, before, state }, "b"), event);
  });
});
