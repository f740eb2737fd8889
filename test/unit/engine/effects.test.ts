import { verbatim } from "../../../src/model/text/reason.ts";
import { said } from "../../../src/model/text/say.ts";
import { deepEqual } from "node:assert/strict";
import { createEffects, type Effects } from "../../../src/engine/effects.ts";
import { createStore } from "../../../src/engine/store.ts";
import type { Event } from "../../../src/model/event.ts";
import type { Ask } from "../../../src/model/state.ts";
import { notify, turnOf } from "../../support/play.ts";

const ask = (key: string): Ask => ({
  key,
  requestId: 1,
  threadId: "th",
  turnId: "tu",
  itemId: "i",
  request: { method: "item/fileChange/requestApproval", params: {} as never },
  openedAt: 0,
  expiresAt: null,
  verdict: null,
});
const verdict = { decision: "ask", reason: verbatim("No rule."), rule: null } as const;
const opened = (key: string): Event => ({ type: "ask/opened", ask: ask(key) });
const judged = (key: string): Event => ({ type: "ask/judged", key, verdict });
const closed = (key: string): Event => ({
  type: "ask/closed",
  key,
  outcome: "declined",
  by: "timeout",
});
const started = (threadId: string, id = "tu") =>
  notify("turn/started", { threadId, turn: turnOf(id, "inProgress") });
const completed = (threadId: string, id = "tu") =>
  notify("turn/completed", { threadId, turn: turnOf(id, "completed") });
const delta = notify("item/agentMessage/delta", {
  threadId: "th",
  turnId: "tu",
  itemId: "m",
  delta: "x",
});

/** What is heard of some events. */
function heard(
  events: readonly Event[],
  listen: (effects: Effects, hear: (what: unknown) => void) => { dispose(): void },
): unknown[] {
  const store = createStore(() => {});
  const all: unknown[] = [];
  const subscription = listen(createEffects(store), what => all.push(what));
  for (const event of events) store.dispatch(event);
  subscription.dispose();
  store.dispatch(opened("after"));
  store.dispatch(judged("after"));
  store.dispatch(closed("after"));
  return all;
}
const keys = (asks: readonly Ask[]) => asks.map(({ key }) => key).join();

describe("effects", () => {
  it("tells which asks came, changed and went, and how these ended", () =>
    deepEqual(
      heard(
        [
          opened("a"),
          judged("a"),
          opened("b"),
          judged("b"),
          { type: "ask/described", key: "a", files: [] },
          closed("a"),
        ],
        (effects, hear) =>
          effects.onAsks(({ asks, opened, changed, closed }) =>
            hear([
              keys(asks),
              keys(opened),
              keys(changed),
              closed.map(({ ask: { key }, end }) => `${key} ${end?.by}`).join(),
            ]),
          ),
      ),
      [
        ["a", "a", "", ""],
        ["a,b", "b", "", ""],
        ["a,b", "", "a", ""],
        ["b", "", "", "a timeout"],
      ],
    ));

  it("tells the end of an ask that no person was asked, and not that one is asked now", () =>
    deepEqual(
      heard([opened("a"), opened("b"), judged("b"), closed("a")], (effects, hear) =>
        effects.onAskEnd(({ ask: { key }, end }) => hear([key, end?.outcome])),
      ),
      [["a", "declined"]],
    ));

  it("tells that a turn began and ended, once each, whatever comes between", () =>
    deepEqual(
      heard(
        [
          started("th"),
          delta,
          started("other"),
          completed("th"),
          { type: "server/lost", cause: verbatim("") },
        ],
        (effects, hear) =>
          effects.onTurns(change =>
            hear([
              change.started.map(({ threadId }) => threadId).join(),
              change.ended.map(({ threadId, turn }) => `${threadId} ${turn.status}`).join(),
            ]),
          ),
      ),
      [
        ["th", ""],
        ["other", ""],
        ["", "th completed"],
        ["", "other interrupted"],
      ],
    ));

  it("tells which threads changed, and that one left the memory", () =>
    deepEqual(
      heard(
        [started("th"), started("other"), delta, { type: "thread/forgotten", threadId: "th" }],
        (effects, hear) =>
          effects.onThreads((changes, event) =>
            hear([event.type, changes.map(({ threadId, thread }) => [threadId, !!thread])]),
          ),
      ),
      [
        ["notification", [["th", true]]],
        ["notification", [["other", true]]],
        ["notification", [["th", true]]],
        ["thread/forgotten", [["th", false]]],
      ],
    ));

  it("tells where turns came from the server", () =>
    deepEqual(
      heard(
        [
          started("th"),
          { type: "turns/earlier", threadId: "th", page: { turns: [], earlierCursor: "c" } },
        ],
        (effects, hear) => effects.onTurnsLoaded(hear),
      ),
      ["th"],
    ));

  it("tells what the server's process became", () =>
    deepEqual(
      heard(
        [
          { type: "connection/changed", connection: { kind: "starting", attempt: 1 } },
          delta,
          {
            type: "connection/changed",
            connection: { kind: "gaveUp", cause: verbatim("x"), hasOwnWords: false },
          },
        ],
        (effects, hear) => effects.onServer((now, before) => hear([before.kind, now.kind])),
      ),
      [
        ["off", "starting"],
        ["starting", "gaveUp"],
      ],
    ));

  it("tells of events of one type that changed something", () => {
    const notice: Event = {
      type: "notice/added",
      notice: { level: "info", what: verbatim("once") },
    };
    deepEqual(
      heard([notice, delta, notice], (effects, hear) =>
        effects.onEvent("notice/added", event => hear(said(event.notice.what))),
      ),
      ["once"],
    );
  });

  it("tells when one of the picked values became another one", () =>
    deepEqual(
      heard([started("th"), delta, completed("th"), delta], (effects, hear) =>
        effects.onPicked(
          state => [state.asks, state.threads["th"]?.turns.at(-1)?.status],
          () => hear("changed"),
        ),
      ),
      ["changed", "changed"],
    ));
});
