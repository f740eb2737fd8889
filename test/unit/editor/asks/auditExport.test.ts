import { equal } from "node:assert/strict";
import { exportText } from "../../../../src/editor/asks/auditExport.ts";
import type { AuditRecord } from "../../../../src/engine/asks/audit.ts";

const record: AuditRecord = {
  version: 1,
  at: "2026-01-31T12:00:00.000Z",
  threadId: "th",
  turnId: null,
  itemId: "i",
  kind: "k",
  what: '=HYPERLINK("x")\nsecond, line',
  hash: "h",
  who: "user",
  rule: null,
  decision: "declined",
  choice: null,
  latencyMs: 12,
};

describe("the exported audit log", () => {
  it("is CSV that a spreadsheet reads as text", () =>
    equal(
      exportText([record], "csv").split("\r\n").slice(1).join("\r\n"),
      '"2026-01-31T12:00:00.000Z","declined","user","","k","\'=HYPERLINK(""x"")\nsecond, line","","12","th","","i","h",""\r\n',
    ));

  it("is JSON with one record per line", () =>
    equal(exportText([record, record], "jsonl").trim().split("\n").length, 2));
});
