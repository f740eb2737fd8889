import { deepEqual } from "node:assert/strict";
import { statusText } from "../../../src/editor/status/text.ts";
import { createTimes } from "../../../src/editor/times.ts";
import { editThread } from "../../../src/model/edit.ts";
import { initialState, type State, type ThreadState } from "../../../src/model/state.ts";
import { verbatim } from "../../../src/model/text/reason.ts";
import { play } from "../../support/play.ts";

const now = Date.UTC(2026, 10, 25, 16, 55);
const times = createTimes({ locale: "en-GB", zone: "UTC" });
const ready = { kind: "ready", generation: 1, version: "1", path: "codex" } as const;

describe("the status bar", () => {
  /** The words, what a click does, and the tone, of a state and the thread that is shown. */
  const face = (state: State, shown?: ThreadState) => {
    const { words, command, tone } = statusText(state, shown, { times, now });
    return [words, command, tone];
  };
  const limits = (usedPercent: number): State["rateLimits"] => ({
    codex: {
      limitId: "codex",
      limitName: null,
      normalModelSlug: null,
      individualLimit: null,
      spendControlReached: null,
      primary: { usedPercent, windowDurationMins: 300, resetsAt: now / 1000 + 3600 },
      secondary: { usedPercent: 12, windowDurationMins: 10_080, resetsAt: null },
      credits: null,
      planType: null,
      rateLimitReachedType: null,
    },
  });

  it("speaks of what stands in the way, and leads there", () => {
    const state = (connection: State["connection"], more: Partial<State> = {}): State => ({
      ...initialState,
      connection,
      ...more,
    });
    deepEqual(
      [
        face(state({ kind: "off" })),
        face(state({ kind: "notInstalled", isFound: false, what: verbatim("No.") })),
        face(state({ kind: "gaveUp", cause: verbatim("No."), hasOwnWords: false })),
        face(state(ready, { account: { kind: "signedOut" } })),
      ],
      [
        ["Folio", "folio.openChat", "plain"],
        ["Install Codex", "folio.openChat", "error"],
        ["Codex stopped", "folio.openChat", "error"],
        ["Sign in to Codex", "folio.signIn", "plain"],
      ],
    );
  });

  it("tells what is used, the fuller window, and warns with its reset when it is nearly used up", () => {
    const state = { ...initialState, connection: ready };
    deepEqual(
      [face({ ...state, rateLimits: limits(37) }), face({ ...state, rateLimits: limits(94) })],
      [
        ["Limit 37%", "folio.showUsage", "plain"],
        ["Limit 94%, resets 17:55", "folio.showUsage", "warning"],
      ],
    );
  });

  it("counts what runs where several run, and says that the shown one has no connection", () => {
    const running = play(`
      turn/started a tu1
      turn/started b tu2
    `);
    const state: State = { ...running, connection: ready, rateLimits: limits(37) };
    const offline = editThread(state, "a", thread => ({
      ...thread,
      turns: thread.turns.map(turn => ({
        ...turn,
        quiet: { kind: "network", since: now } as const,
      })),
    }));
    deepEqual(
      [face(state, state.threads["a"]), face(offline, offline.threads["a"])],
      [
        ["2 running · Limit 37%", "folio.showUsage", "plain"],
        ["No connection", "folio.openChat", "plain"],
      ],
    );
  });
});
