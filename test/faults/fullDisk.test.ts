import { said } from "../../src/model/text/say.ts";
import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { appendFileSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Rule } from "../../src/policy/rule.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { until } from "../support/processes.ts";
import { mountSmallDisk, type SmallDisk } from "../support/smallDisk.ts";

describe("a full disk", () => {
  let disk: SmallDisk | null = null;
  let test: TestEngine | undefined;
  const parent = join(homedir(), ".cache", "folio-test");
  beforeEach(function () {
    mkdirSync(parent, { recursive: true });
    disk = mountSmallDisk(join(parent, `disk-${process.pid}-${Date.now()}`), 512);
    if (disk) return;
    console.log("      skipped: a small disk cannot be mounted here (only root may)");
    this.skip();
  });
  afterEach(async () => {
    await test?.dispose();
    test = undefined;
    disk?.dispose();
    disk = null;
  });

  it("under the audit log: what a rule allows is asked, a person can answer, and it is said once", async () => {
    const rule: Rule = { kind: "readOnly", decision: "allow" };
    test = await startEngine({
      shared: disk?.path ?? "",
      policy: () => ({ isAutomatic: true, rules: [rule] }),
    });
    const { engine } = test;
    const threadId = await engine.threads.start();
    const audit = () => readFileSync(join(disk?.path ?? "", "audit", "audit.jsonl"), "utf8");
    const lines = () => audit().trim().split("\n").filter(Boolean);
    // While there is room the rule answers, and nobody is asked.
    let asked = 0;
    const decide = () => (asked++, "accept");
    await test.turn(threadId, "scenario:read-command", decide);
    equal(asked, 0);
    const before = lines().length;
    ok(before > 0);

    // A file may still grow within its last page.
    const file = join(disk?.path ?? "", "audit", "audit.jsonl");
    appendFileSync(file, "\n".repeat(4096 - (statSync(file).size % 4096)));
    disk?.fill();
    const state = await test.turn(threadId, "scenario:read-command", decide);
    equal(asked, 1);
    equal(state.threads[threadId]?.turns.at(-1)?.status, "completed");
    const told = () =>
      engine.store.state.notices.filter(({ what }) => /audit log/.test(said(what))).length;
    await until("it is told", () => told() > 0);
    // When there is room again, rules do not approve again by themselves.
    disk?.free();
    await test.turn(threadId, "scenario:read-command", decide);
    deepEqual([asked, told()], [2, 1]);
    ok(lines().every(line => JSON.parse(line) !== null));
  });

  it("under CODEX_HOME: the server's own words are told, and it is given up", async () => {
    disk?.fill();
    test = await startEngine({ env: { CODEX_HOME: disk?.path ?? "" } });
    await rejects(test.engine.server.start(), /disk is full/);
    const { connection } = test.engine.store.state;
    ok(connection.kind === "gaveUp");
    match(said(connection.cause), /disk is full/);
    ok(test.processes.length <= 5);
  });
});
