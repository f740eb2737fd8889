import { deepEqual, equal } from "node:assert/strict";
import { verbatim } from "../../../src/model/text/reason.ts";
import type { Event } from "../../../src/model/event.ts";
import { reduce } from "../../../src/model/reduce/reduce.ts";
import { initialState, type Ask } from "../../../src/model/state.ts";
import { outline } from "../../support/outline.ts";
import { after, notify, play } from "../../support/play.ts";

const at = { threadId: "th", turnId: "tu" };
const text = (script: string) => outline(play(script)).trim();

describe("reduce", () => {
  it("joins deltas into one message", () =>
    equal(
      text(`
        turn/started th tu
        item/started th tu m1 agentMessage
        delta th tu m1 "Hel"
        delta th tu m1 "lo"`),
      'thread notLoaded\n  turn inProgress\n    agentMessage open "Hello"',
    ));

  it("creates a thread, a turn and an item for a delta that comes first", () =>
    equal(
      text(`delta th tu m1 "early"`),
      'thread notLoaded\n  turn inProgress\n    agentMessage open "early"',
    ));

  it("takes the completed item as authoritative, and later deltas as nothing", () =>
    equal(
      text(`
        delta th tu m1 "draft"
        item/completed th tu m1 agentMessage "final"
        delta th tu m1 " more"`),
      'thread notLoaded\n  turn inProgress\n    agentMessage done "final"',
    ));

  for (const type of ["agentMessage", "plan", "commandExecution"])
    it(`keeps what came before the beginning of an item (${type})`, () => {
      const word = { ...at, itemId: "i", delta: "word " };
      const method = {
        agentMessage: "item/agentMessage/delta",
        plan: "item/plan/delta",
        commandExecution: "item/commandExecution/outputDelta",
      }[type];
      const item = { type, id: "i", ...(type === "commandExecution" ? {} : { text: "" }) };
      const state = after([
        notify(method as "item/plan/delta", word),
        notify("item/started", { ...at, startedAtMs: 0, item: item as never }),
        notify(method as "item/plan/delta", word),
      ]);
      const shown = state.threads["th"]?.turns[0]?.items[0]?.item;
      equal(JSON.stringify(shown).includes("word word "), true);
      equal(state.threads["th"]?.turns[0]?.items.length, 1);
    });

  it("does not begin an item again that is done", () =>
    equal(
      text(`
        item/completed th tu m1 agentMessage "final"
        item/started th tu m1 agentMessage
        delta th tu m1 " more"`),
      'thread notLoaded\n  turn inProgress\n    agentMessage done "final"',
    ));

  it("keeps turns of two threads apart, whatever their order", () => {
    const state = play(`
      delta a tu m1 "for a"
      delta b tu m1 "for b"
      delta a tu m1 ", too"`);
    deepEqual(
      ["a", "b"].map(id =>
        JSON.stringify(state.threads[id]?.turns[0]?.items[0]?.item).includes(
          `"for ${id}${id === "a" ? ", too" : ""}"`,
        ),
      ),
      [true, true],
    );
  });

  it("closes what a finished turn left open, and lets a running process go on in the background", () =>
    equal(
      text(`
        item/started th tu m1 agentMessage
        item/started th tu c1 commandExecution process
        turn/completed th tu interrupted
        output th tu c1 "still here"`),
      'thread notLoaded\n  turn interrupted\n    agentMessage unfinished ""\n    commandExecution background inProgress exit null "still here"',
    ));

  it("greys out the half text of a broken stream when the server tries again", () =>
    equal(
      text(`
        delta th tu m1 "half"
        error th tu retry
        item/started th tu m2 agentMessage
        delta th tu m2 "whole"`),
      'thread notLoaded\n  turn inProgress\n    agentMessage superseded "half"\n    agentMessage open "whole"',
    ));

  it("marks running turns interrupted when the server is lost, and keeps their text", () =>
    equal(
      text(`
        delta th tu m1 "partial"
        lost "signal SIGKILL"`),
      'thread notLoaded\n  turn interrupted: signal SIGKILL\n    agentMessage unfinished "partial"',
    ));

  it("gives the same object back when nothing changed", () => {
    const state = play(`item/completed th tu m1 agentMessage "done"`);
    equal(
      reduce(
        state,
        notify("item/agentMessage/delta", {
          threadId: "th",
          turnId: "tu",
          itemId: "m1",
          delta: "x",
        }),
      ),
      state,
    );
    equal(reduce(state, notify("skills/changed", {})), state);
  });

  it("leaves a notification of the future alone", () =>
    equal(
      reduce(initialState, {
        type: "notification",
        notification: { method: "thread/teleported", params: {} },
      } as unknown as Event),
      initialState,
    ));

  it("keeps an item of the future with its type", () =>
    equal(
      text(`item/started th tu x1 hologram`),
      "thread notLoaded\n  turn inProgress\n    hologram open",
    ));

  it("never lets a null blank a known limit", () => {
    const window = { usedPercent: 42, windowDurationMins: 300, resetsAt: 1 };
    const empty = {
      limitId: "codex",
      limitName: null,
      normalModelSlug: null,
      primary: null,
      secondary: null,
      credits: null,
      individualLimit: null,
      spendControlReached: null,
      planType: null,
      rateLimitReachedType: null,
    };
    const state = after([
      notify("account/rateLimits/updated", { rateLimits: { ...empty, primary: window } }),
      notify("account/rateLimits/updated", { rateLimits: empty }),
    ]);
    deepEqual(state.rateLimits["codex"]?.primary, window);
  });

  describe("asks", () => {
    const ask = (key: string): Ask => ({
      key,
      requestId: 0,
      threadId: "th",
      turnId: "tu",
      itemId: "i",
      request: {
        method: "item/fileChange/requestApproval",
        params: { threadId: "th", turnId: "tu", itemId: "i", startedAtMs: 0 },
      },
      openedAt: 0,
      expiresAt: null,
      verdict: null,
    });
    const judged: Event = {
      type: "ask/judged",
      key: "1:number:0",
      verdict: { decision: "ask", reason: verbatim("Because."), rule: null },
    };
    const opened: Event = { type: "ask/opened", ask: ask("1:number:0") };

    it("are opened once, also when the server replays them", () =>
      equal(after([opened, opened, judged, opened]).asks.length, 1));

    it("wait for a person only once the policy has said why, oldest first", () => {
      const late: Event = { type: "ask/opened", ask: { ...ask("1:number:1"), openedAt: 5 } };
      const lateJudged: Event = { ...judged, key: "1:number:1" };
      const before = after([opened, late]);
      deepEqual([before.judging.length, before.asks.length], [2, 0]);
      const state = after([opened, late, lateJudged, judged]);
      deepEqual(
        state.asks.map(({ key, verdict }) => [key, verdict?.reason.values?.["text"]]),
        [
          ["1:number:0", "Because."],
          ["1:number:1", "Because."],
        ],
      );
      equal(state.judging.length, 0);
    });

    it("are withdrawn by the server's word, by the end of their turn and of their thread", () => {
      const ends: Event[] = [
        notify("serverRequest/resolved", { threadId: "th", requestId: 0 }),
        notify("turn/completed", {
          threadId: "th",
          turn: {
            id: "tu",
            rootTurnId: null,
            items: [],
            itemsView: "notLoaded",
            status: "interrupted",
            error: null,
            startedAt: null,
            completedAt: null,
            durationMs: null,
          },
        }),
        notify("thread/closed", { threadId: "th" }),
      ];
      for (const end of ends)
        for (const begin of [[opened], [opened, judged]]) {
          const state = after([...begin, end]);
          deepEqual([state.judging.length, state.asks.length], [0, 0]);
          equal(state.closedAsks[0]?.outcome, "withdrawn");
        }
    });

    it("are void when the server is lost, and stay as they were answered first", () => {
      const state = after([
        opened,
        { type: "ask/closed", key: "1:number:0", outcome: "declined", by: "user" },
        { type: "server/lost", cause: verbatim("gone") },
      ]);
      deepEqual(
        state.closedAsks.map(({ outcome }) => outcome),
        ["declined"],
      );
      equal(
        after([opened, { type: "server/lost", cause: verbatim("gone") }]).closedAsks[0]?.outcome,
        "serverLost",
      );
    });
  });
});
