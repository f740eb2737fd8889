import { equal, match } from "node:assert/strict";
import { createSeen } from "../../../../src/editor/chat/seen.ts";
import { initialState, type Ask, type State } from "../../../../src/model/state.ts";
import type { Call } from "../../../../src/editor/chat/messages.ts";

/** A page may lie about what it showed. The host checks what it can check itself. */
describe("what a chat has shown", () => {
  const ask: Ask = {
    key: "1:number:0",
    requestId: 0,
    threadId: "th",
    turnId: "tu",
    itemId: "i",
    request: {
      method: "item/fileChange/requestApproval",
      params: {
        threadId: "th",
        turnId: "tu",
        itemId: "i",
        startedAtMs: 0,
        reason: null,
        grantRoot: null,
      },
    },
    openedAt: 0,
    expiresAt: null,
    verdict: null,
  };
  let state: State;
  let isVisible: boolean;
  let seen: ReturnType<typeof createSeen>;
  beforeEach(() => {
    state = { ...initialState, asks: [ask] };
    isVisible = true;
    seen = createSeen(
      () => state,
      () => isVisible,
    );
  });
  const choose = (choice: string, key = ask.key): Call => ({
    kind: "call",
    id: 1,
    method: "choose",
    params: { key, choice },
  });
  const submit: Call = {
    kind: "call",
    id: 1,
    method: "submitForm",
    params: { key: ask.key, values: {}, send: "send" },
  };

  it("allows no grant of what was not in view, but any decline", () => {
    for (const message of [choose("accept"), choose("session"), submit])
      match(seen.objection(message) ?? "", /have not seen this request/);
    equal(seen.objection(choose("decline")), null);
  });

  it("allows a grant of what was in view, while the chat is visible", () => {
    seen.saw(ask.key, "asked");
    equal(seen.objection(choose("accept")), null);
    isVisible = false;
    match(seen.objection(choose("accept")) ?? "", /have not seen this request/);
  });

  it("allows only a single grant when nothing but the question was in view", () => {
    seen.saw(ask.key, "asked");
    equal(seen.objection(choose("accept")), null);
    for (const message of [choose("session"), submit])
      match(seen.objection(message) ?? "", /have not seen this request/);
    seen.saw(ask.key, "all");
    for (const message of [choose("session"), submit]) equal(seen.objection(message), null);
  });

  it("allows no wider grant when only the menu with it was in view, and not what is asked", () => {
    seen.saw(ask.key, "all");
    for (const message of [choose("accept"), choose("session")])
      match(seen.objection(message) ?? "", /have not seen this request/);
  });

  it("ignores a hidden page, a page that was drawn again, and asks that are not open", () => {
    isVisible = false;
    seen.saw(ask.key, "asked");
    isVisible = true;
    match(seen.objection(choose("accept")) ?? "", /have not seen this request/);
    seen.saw(ask.key, "all");
    seen.clear();
    match(seen.objection(submit) ?? "", /have not seen this request/);
    state = { ...state, asks: [] };
    seen.saw(ask.key, "asked");
    state = { ...state, asks: [ask] };
    match(seen.objection(choose("accept")) ?? "", /have not seen this request/);
  });
});
