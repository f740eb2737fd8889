import { said } from "../../../../src/model/text/say.ts";
import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAudit, type AuditEntry } from "../../../../src/engine/asks/audit.ts";
import { asideOf, badPlaces } from "../../../support/badPlaces.ts";

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

  it("begins no record on a half line, and tells of a write that was not whole", async function () {
    const place = folder();
    const audit = createAudit(place);
    await audit.write(entry("before"));
    const limit = (bytes: number | string) =>
      spawnSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:unlimited`]).status ===
      0;
    const ignore = () => {};
    process.on("SIGXFSZ", ignore);
    try {
      // As a full disk does: the kernel takes a part of the line.
      if (!limit(statSync(join(place, "audit.jsonl")).size + 20)) this.skip();
      await rejects(audit.write(entry("cut off")));
      limit("unlimited");
      equal(readFileSync(join(place, "audit.jsonl"), "utf8").endsWith("\n"), false);
      await audit.write(entry("after"));
    } finally {
      limit("unlimited");
      process.off("SIGXFSZ", ignore);
    }
    deepEqual(
      (await audit.read()).map(({ what }) => what),
      ["before", "after"],
    );
  });

  it("loses nothing when several windows fill files at the same moment", async () => {
    const place = folder();
    const windows = Array.from({ length: 4 }, () => createAudit(place, () => new Date(1e12)));
    const written: string[] = [];
    for (let round = 0; round < 3; round++) {
      await windows[0]?.write(entry("first of its round"));
      appendFileSync(join(place, "audit.jsonl"), `${"x".repeat(1024 * 1024)}\n`);
      await Promise.all(
        windows.flatMap((audit, window) =>
          Array.from({ length: 30 }, (_, at) => {
            written.push(`${round} ${window} ${at}`);
            return audit.write(entry(`${round} ${window} ${at}`));
          }),
        ),
      );
    }
    const found = (await windows[0]?.read()) ?? [];
    deepEqual(
      found
        .map(({ what }) => what)
        .filter(what => what !== "first of its round")
        .sort(),
      written.sort(),
    );
    equal(found.filter(({ what }) => what === "first of its round").length, 3);
  });

  for (const [what, put] of badPlaces.filter(([what]) => /pipe|folder|link|100 MB/.test(what)))
    it(`puts ${what} in its file's place aside, and tells it once`, async function () {
      const place = folder();
      const told: string[] = [];
      for (let time = 1; time <= 2; time++) {
        mkdirSync(place, { recursive: true });
        if (!put(join(place, "audit.jsonl"))) this.skip();
        told.length = 0;
        const audit = createAudit(place, undefined, {
          log: () => {},
          tell: what => told.push(said(what)),
        });
        await audit.write(entry("written"));
        await audit.write(entry("and again"));
        deepEqual(
          (await audit.read()).map(({ what }) => what),
          ["written", "and again"],
        );
        deepEqual([told.length, asideOf(place).length], [1, time]);
        rmSync(join(place, "audit.jsonl"));
      }
    });

  it("keeps its order when the clock is set back", async () => {
    const place = folder();
    let day = 10;
    const audit = createAudit(place, () => new Date(Date.UTC(2026, 0, day)));
    for (; day > 7; day--) {
      await audit.write(entry(`day ${day}`));
      appendFileSync(join(place, "audit.jsonl"), `${"x".repeat(1024 * 1024)}\n`);
    }
    await audit.write(entry("last"));
    deepEqual(
      (await audit.read()).map(({ what }) => what),
      ["day 10", "day 9", "day 8", "last"],
    );
  });

  it("bounds what one decision takes", async () => {
    const audit = createAudit(folder());
    await audit.write(entry("\u{1f600}".repeat(5000)));
    const [record] = await audit.read();
    equal(Array.from(record?.what ?? "").length, 2000);
  });
});
