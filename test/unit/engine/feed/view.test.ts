import { deepEqual, equal } from "node:assert/strict";
import { coalesce, concerns, project } from "../../../../src/engine/feed/view.ts";
import { parseMessage } from "../../../../src/editor/chat/messages.ts";
import { reduce } from "../../../../src/model/reduce/reduce.ts";
import { after, notify, play } from "../../../support/play.ts";

const delta = (threadId: string, text: string, itemId = "m") =>
  notify("item/agentMessage/delta", { threadId, turnId: "tu", itemId, delta: text });

describe("what the webview is sent", () => {
  it("is the shown thread alone", () => {
    const state = play(`delta a tu m "x"\n delta b tu m "y"`);
    deepEqual(Object.keys(project(state, "a").threads), ["a"]);
    deepEqual([concerns(delta("a", "x"), "a"), concerns(delta("b", "x"), "a")], [true, false]);
  });

  it("leads to the host's state whatever is joined or left out", () => {
    const events = ["a", "b", "a", "a", "b", "a"].map((thread, at) =>
      delta(thread, `${at} `, at === 3 ? "other" : "m"),
    );
    const start = play(`turn/started a tu`);
    const joined = coalesce(events.filter(event => concerns(event, "a")));
    equal(joined.length, 3);
    deepEqual(joined.reduce(reduce, project(start, "a")), project(after(events, start), "a"));
  });
});

describe("a message of the webview", () => {
  it("is taken only in its exact shape", () => {
    equal(
      parseMessage({ kind: "call", id: 1, method: "interrupt", params: { threadId: "th" } })?.kind,
      "call",
    );
    for (const bad of [
      null,
      "ready",
      { kind: "call", id: 1, method: "constructor", params: {} },
      { kind: "call", id: 1, method: "send", params: { text: 7, threadId: null } },
      { kind: "call", id: 1, method: "act", params: { action: "workbench.action.quit" } },
      { kind: "call", method: "interrupt", params: { threadId: "th" } },
    ])
      equal(parseMessage(bad), null);
  });
});
