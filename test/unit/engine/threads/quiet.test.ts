import { deepEqual, equal } from "node:assert/strict";
import { verbatim } from "../../../../src/model/text/reason.ts";
import { watchQuiet } from "../../../../src/engine/threads/quiet.ts";
import { createStore } from "../../../../src/engine/store.ts";
import { createScope } from "../../../../src/engine/scope.ts";
import type { Event } from "../../../../src/model/event.ts";
import type { TurnError } from "../../../../src/protocol/types.gen.ts";
import { notify } from "../../../support/play.ts";

const at = { threadId: "th", turnId: "tu" };
const delta = notify("item/agentMessage/delta", { ...at, itemId: "m", delta: "word" });
const error = (codexErrorInfo: unknown) =>
  notify("error", {
    ...at,
    willRetry: true,
    error: { message: "Reconnecting... 1/5", codexErrorInfo } as TurnError,
  });
const offline = error({ responseStreamDisconnected: { httpStatusCode: null } });

/** A store that is watched by a clock of the test's; `wait` lets seconds pass. */
function begin() {
  const store = createStore(() => {});
  let seconds = 0;
  const scope = createScope();
  const watch = watchQuiet(store, scope, {
    now: () => seconds * 1000,
    wall: () => 1e12 + seconds * 1000,
  });
  return {
    say: (...events: Event[]) => events.forEach(store.dispatch),
    wait(count: number) {
      for (let second = 0; second < count; second++) {
        seconds++;
        watch.tick();
      }
    },
    quiet: () => store.state.threads["th"]?.turns.at(-1)?.quiet,
    dispose: scope.dispose,
  };
}

describe("a turn that falls quiet", () => {
  it("is told after 60 s without output, since when, and no more once something comes", () => {
    const { say, wait, quiet, dispose } = begin();
    say(delta);
    wait(59);
    equal(quiet(), null);
    wait(1);
    deepEqual(quiet(), { kind: "silent", since: 1e12 });
    wait(100);
    deepEqual(quiet(), { kind: "silent", since: 1e12 });
    say(delta);
    equal(quiet(), null);
    wait(59);
    equal(quiet(), null);
    dispose();
  });

  it("is the person's as long as an ask waits", () => {
    const { say, wait, quiet, dispose } = begin();
    const ask = {
      key: "k",
      requestId: 1,
      ...at,
      itemId: null,
      request: {
        method: "item/tool/requestUserInput",
        params: { ...at, itemId: "i", questions: [] },
      },
      openedAt: 0,
      expiresAt: null,
      verdict: null,
    } as const;
    say(delta, { type: "ask/opened", ask } as unknown as Event, {
      type: "ask/judged",
      key: "k",
      verdict: { decision: "ask", reason: verbatim(""), rule: null },
    });
    wait(200);
    equal(quiet(), null);
    say({ type: "ask/closed", key: "k", outcome: "answered", by: "user" });
    wait(59);
    equal(quiet(), null);
    wait(1);
    equal(quiet()?.kind, "silent");
    dispose();
  });

  it("waits for the network from the first failed try on, until something comes", () => {
    const { say, wait, quiet, dispose } = begin();
    say(delta);
    wait(5);
    say(offline);
    deepEqual(quiet(), { kind: "network", since: 1e12 + 5000 });
    wait(90);
    say(offline);
    deepEqual(quiet(), { kind: "network", since: 1e12 + 5000 });
    say(
      notify("item/started", {
        ...at,
        startedAtMs: 0,
        item: { type: "plan", id: "p", text: "" },
      }),
    );
    equal(quiet(), null);
    dispose();
  });

  it("does not blame the network for what the model's server refuses", () => {
    const { say, quiet, dispose } = begin();
    say(error({ httpConnectionFailed: { httpStatusCode: 401 } }), error("internalServerError"));
    equal(quiet(), null);
    dispose();
  });

  for (const end of [
    notify("turn/completed", {
      threadId: "th",
      turn: { id: "tu", items: [], status: "completed" },
    } as never),
    { type: "server/lost", cause: verbatim("it ended") } as const,
  ])
    it(`is quiet no more after its end (${end.type})`, () => {
      const { say, wait, quiet, dispose } = begin();
      say(delta);
      wait(60);
      equal(quiet()?.kind, "silent");
      say(end);
      wait(60);
      equal(quiet(), null);
      dispose();
    });
});
