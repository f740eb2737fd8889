import { equal } from "node:assert/strict";
import { parseMessage } from "../../../../src/editor/chat/messages.ts";

describe("a message of the webview", () => {
  it("is accepted only in its exact shape", () => {
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
      equal(parseMessage(bad)?.kind === "call", false);
  });
});
