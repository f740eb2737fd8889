import { match, ok, rejects } from "node:assert/strict";
import { rmSync } from "node:fs";
import { said } from "../../src/model/text/say.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";

/** What a person is told when the real server cannot do its work. */
describe("a server that cannot work", () => {
  let test: TestEngine;
  afterEach(() => test.dispose());

  it("because CODEX_HOME is missing: its own words are told, and it is given up", async () => {
    test = await startEngine();
    rmSync(test.home.path, { recursive: true });
    await rejects(test.engine.server.start(), /CODEX_HOME/);
    const { connection } = test.engine.store.state;
    ok(connection.kind === "gaveUp");
    match(said(connection.cause), /CODEX_HOME/);
    ok(test.processes.length <= 5);
  });
});
