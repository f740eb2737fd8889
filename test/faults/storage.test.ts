import { said } from "../../src/model/text/say.ts";
import { deepEqual, equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changesOf } from "../../src/model/select/thread.ts";
import { asideOf } from "../support/badPlaces.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { appServers, until } from "../support/processes.ts";

describe("the folders of Folio's own", () => {
  let test: TestEngine;
  afterEach(() => test.dispose());

  it("that cannot be written end no server less", async () => {
    test = await startEngine();
    const threadId = await test.engine.threads.start();
    await test.engine.threads.say(threadId, [
      { type: "text", text: "count slowly", text_elements: [] },
    ]);
    await until("it waits or runs", () => {
      const turn = test.engine.store.state.threads[threadId]?.turns.at(-1);
      return (turn?.items.length ?? 0) > 0;
    });
    rmSync(test.storage, { recursive: true, force: true });
    writeFileSync(test.storage, "a file where the folder should be");
    await test.engine.dispose();
    deepEqual(appServers(test.home.path), []);
  });

  it("with a pipe in the audit log's place hold no answer up, and the change is told by its hash", async function () {
    test = await startEngine();
    const folder = join(test.shared, "audit");
    mkdirSync(folder, { recursive: true });
    if (spawnSync("mkfifo", [join(folder, "audit.jsonl")]).status !== 0) this.skip();
    const threadId = await test.engine.threads.start();
    const diffs: string[] = [];
    const state = await test.turn(threadId, "move receipt into its own file", ask => {
      for (const { diff } of changesOf(test.engine.store.state, ask) ?? []) diffs.push(diff);
      return "accept";
    });
    equal(state.threads[threadId]?.turns.at(-1)?.status, "completed");
    const records = await test.engine.audit.read();
    const hashes = records.flatMap(({ about }) =>
      about?.kind === "change" ? about.files.map(({ sha256 }) => sha256) : [],
    );
    deepEqual(
      hashes,
      diffs.map(diff => createHash("sha256").update(diff).digest("hex")),
    );
    equal(hashes.length > 0, true);
    const told = test.engine.store.state.notices.filter(({ what }) =>
      said(what).includes("put aside"),
    );
    match(JSON.stringify(told[0]?.what), /audit\.jsonl/);
    deepEqual([told.length, asideOf(folder).length], [1, 1]);
  });
});
