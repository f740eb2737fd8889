import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAudit, type AuditEntry } from "../../../src/engine/audit.ts";

const entry = (what: string): AuditEntry => ({
  threadId: "th",
  turnId: "tu",
  itemId: "i",
  kind: "item/commandExecution/requestApproval",
  what,
  who: "user",
  rule: null,
  decision: "accepted",
  choice: "accept",
  latencyMs: 12,
});
const folder = () => join(mkdtempSync(join(tmpdir(), "folio-audit-")), "audit");

describe("the audit log", () => {
  it("keeps decisions in their order, with a hash of all that was asked and without its secrets", async () => {
    const place = folder();
    const audit = createAudit(place);
    await Promise.all(
      ["first", "curl -H 'Authorization: Bearer abcdefgh12345'", "third"].map(text =>
        audit.write(entry(text)),
      ),
    );
    const records = await audit.read();
    deepEqual(
      records.map(({ what }) => what.slice(0, 5)),
      ["first", "curl ", "third"],
    );
    ok(!readFileSync(join(place, "audit.jsonl"), "utf8").includes("abcdefgh12345"));
    equal(records[0]?.hash, "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e");
    equal(statSync(join(place, "audit.jsonl")).mode & 0o077, 0);
  });

  it("starts a new file when one is full, and keeps eight", async () => {
    const place = folder();
    let second = 0;
    const audit = createAudit(place, () => new Date(1e12 + 1000 * second++));
    for (let file = 0; file < 10; file++) {
      await audit.write(entry(`file ${file}`));
      appendFileSync(join(place, "audit.jsonl"), `${"x".repeat(1024 * 1024)}\n`);
    }
    equal(readdirSync(place).length, 8);
    const texts = (await audit.read()).map(({ what }) => what);
    deepEqual([texts[0], texts.at(-1)], ["file 2", "file 9"]);
  });

  it("reads around lines that are no records", async () => {
    const place = folder();
    const audit = createAudit(place);
    await audit.write(entry("one"));
    appendFileSync(join(place, "audit.jsonl"), '{"version":1,"at":"2026\n[]\n{"version":2}\n');
    await audit.write(entry("two"));
    deepEqual(
      (await audit.read()).map(({ what }) => what),
      ["one", "two"],
    );
  });

  it("says that it cannot write, and writes again once it can", async () => {
    const place = folder();
    writeFileSync(place, "a file where the folder should be");
    await rejects(createAudit(place).write(entry("x")));
    const audit = createAudit(folder());
    await audit.write(entry("y"));
    equal((await audit.read()).length, 1);
  });

  it("bounds what one decision takes", async () => {
    const audit = createAudit(folder());
    await audit.write(entry("\u{1f600}".repeat(5000)));
    const [record] = await audit.read();
    equal(Array.from(record?.what ?? "").length, 2000);
  });
});
