import { equal, match } from "node:assert/strict";
import type { ThreadItem } from "../../../src/protocol/types.gen.ts";
import { faceOf } from "../../../webview/items/faces.ts";

describe("the card of a tool call", () => {
  const call: Extract<ThreadItem, { type: "dynamicToolCall" }> = {
    type: "dynamicToolCall",
    id: "call",
    namespace: null,
    tool: "lookup_ticket",
    arguments: { id: "ABC-123" },
    status: "completed",
    contentItems: [{ type: "inputText", text: "Ticket ABC-123 is open." }],
    success: true,
    durationMs: 2,
  };

  it("shows what the tool was given and what it gave back", () => {
    const { text = "" } = faceOf(call);
    match(text, /"id": "ABC-123"[^]*Ticket ABC-123 is open\.$/);
  });

  it("shows an image that came back by what it is", () => {
    const image = { type: "inputImage" as const, imageUrl: "data:image/png;base64,AAAA" };
    match(faceOf({ ...call, contentItems: [image] }).text ?? "", /inputImage/);
  });

  it("shows the arguments alone while it runs, and marks a failure", () => {
    equal(
      faceOf({ ...call, status: "inProgress", contentItems: null }).text,
      '{\n  "id": "ABC-123"\n}',
    );
    equal(faceOf({ ...call, success: false }).isBad, true);
  });
});
