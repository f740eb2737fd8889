import { deepEqual } from "node:assert/strict";
import { createAnswer } from "../../../../src/editor/asks/answer.ts";
import type { Prompts } from "../../../../src/editor/prompts.ts";
import { createStore } from "../../../../src/engine/store.ts";
import type { Ask } from "../../../../src/model/state.ts";
import { verbatim } from "../../../../src/model/text/reason.ts";

/** An open ask of a given age in a window that has had the focus for a given time. Records what was sent and said. */
function begin({ age, focusedFor }: { age: number; focusedFor: number }) {
  const store = createStore(() => {});
  const params = { threadId: "th", turnId: "tu", itemId: "i", command: "ls", cwd: "/" };
  const ask = {
    key: "k",
    requestId: 1,
    threadId: "th",
    turnId: "tu",
    itemId: "i",
    request: { method: "item/commandExecution/requestApproval", params },
    openedAt: Date.now() - age,
    expiresAt: null,
    verdict: null,
  } as unknown as Ask;
  store.dispatch({ type: "ask/opened", ask });
  store.dispatch({
    type: "ask/judged",
    key: "k",
    verdict: { decision: "ask", reason: verbatim(""), rule: null },
  });
  const sent: string[] = [];
  const said: string[] = [];
  const asks = {
    choose(_key: string, choice: string) {
      sent.push(choice);
      return Promise.resolve({ ok: true } as const);
    },
    answer: () => ({ ok: true }) as const,
    decline: () => Promise.resolve({ ok: true } as const),
  };
  const unused = () => Promise.reject(new Error("no review here"));
  const tell = (text: string) => (said.push(text), Promise.resolve(undefined));
  const prompts = { info: tell, warn: tell } as unknown as Prompts;
  const answer = createAnswer({ store, asks }, { accept: unused, decline: unused }, prompts, {
    forMs: () => focusedFor,
  });
  return { answer, sent, said };
}

describe("an answer to an ask", () => {
  for (const [name, age, focusedFor, choice, sent] of [
    ["approves an ask that was looked at", 5000, Infinity, "accept", ["accept"]],
    ["does not approve an ask that has only just appeared", 100, Infinity, "accept", []],
    ["does not approve by the click that gave the window its focus", 5000, 50, "accept", []],
    ["approves again a moment later", 5000, 501, "accept", ["accept"]],
    ["declines at any time", 0, 0, "decline", ["decline"]],
  ] as const)
    it(name, async () => {
      const test = begin({ age, focusedFor });
      await test.answer("k", choice);
      deepEqual([test.sent, test.said.length], [sent, sent.length > 0 ? 0 : 1]);
    });
});
