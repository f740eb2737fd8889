import { equal } from "node:assert/strict";
import { createEffects } from "../../../../src/engine/effects.ts";
import { createScope } from "../../../../src/engine/scope.ts";
import { createStore } from "../../../../src/engine/store.ts";
import { watchWaiting } from "../../../../src/engine/threads/waiting.ts";
import type { Event } from "../../../../src/model/event.ts";
import { verbatim } from "../../../../src/model/text/reason.ts";
import type { Ask } from "../../../../src/model/state.ts";
import { notify } from "../../../support/play.ts";

const at = { threadId: "th", turnId: "tu" };

function ask(key: string, turnId: string | null = "tu"): readonly Event[] {
  const opened: Ask = {
    key,
    requestId: 1,
    threadId: "th",
    turnId,
    itemId: null,
    request: {
      method: "item/tool/requestUserInput",
      params: { ...at, itemId: "i", questions: [] },
    } as unknown as Ask["request"],
    openedAt: 0,
    expiresAt: null,
    verdict: null,
  };
  const verdict = { decision: "ask", reason: verbatim("why"), rule: null } as const;
  return [
    { type: "ask/opened", ask: opened },
    { type: "ask/judged", key, verdict },
  ];
}
const closed = (key: string): Event => ({
  type: "ask/closed",
  key,
  outcome: "accepted",
  by: "user",
});

/** A thread with a running turn, watched by a clock of the test's. */
function begin() {
  const store = createStore(() => {});
  const scope = createScope();
  const clock = { ms: 0 };
  watchWaiting(store, createEffects(store), scope, () => clock.ms);
  const say = (...events: readonly Event[]) => events.forEach(store.dispatch);
  say(notify("item/agentMessage/delta", { ...at, itemId: "m", delta: "word" }));
  return {
    say,
    pass: (ms: number) => (clock.ms += ms),
    waited: () => store.state.threads["th"]?.turns.at(-1)?.waitedMs,
    dispose: scope.dispose,
  };
}

describe("the time that a turn waits for a person", () => {
  it("is counted from each ask to its answer", () => {
    const { say, pass, waited, dispose } = begin();
    equal(waited(), 0);
    say(...ask("a"));
    pass(80_000);
    say(closed("a"));
    equal(waited(), 80_000);
    pass(5000);
    say(...ask("b"));
    pass(2000);
    say(closed("b"));
    equal(waited(), 82_000);
    dispose();
  });
  it("counts asks beside each other once", () => {
    const { say, pass, waited, dispose } = begin();
    say(...ask("a"));
    pass(1000);
    say(...ask("b"));
    pass(1000);
    say(closed("a"));
    pass(1000);
    say(closed("b"));
    equal(waited(), 3000);
    dispose();
  });
  it("ends when the server takes an ask back, and with the server", () => {
    const { say, pass, waited, dispose } = begin();
    say(...ask("a"));
    pass(1000);
    say({ type: "server/lost", cause: verbatim("gone") });
    pass(1000);
    equal(waited(), 1000);
    dispose();
  });
  it("leaves out what no person was asked, and asks of no turn", () => {
    const { say, pass, waited, dispose } = begin();
    const [opened] = ask("a");
    if (opened) say(opened);
    pass(1000);
    say(closed("a"), ...ask("b", null));
    pass(1000);
    say(closed("b"));
    equal(waited(), 0);
    dispose();
  });
  it("is told again after the turns came anew from the server", () => {
    const { say, pass, waited, dispose } = begin();
    say(...ask("a"));
    pass(1000);
    say(closed("a"));
    const turn = { id: "tu", status: "completed", items: [], error: null, durationMs: 2000 };
    const page = { turns: [turn], earlierCursor: null } as unknown as Extract<
      Event,
      { type: "turns/earlier" }
    >["page"];
    say(
      { type: "thread/forgotten", threadId: "th" },
      { type: "turns/earlier", threadId: "th", page },
    );
    equal(waited(), 1000);
    dispose();
  });
});
