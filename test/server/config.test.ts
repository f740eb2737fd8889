import { said } from "../../src/model/text/say.ts";
import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brokenConfig, policyGap } from "../../src/model/select/config.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { until } from "../support/processes.ts";

/** What the server says of its configuration, and what it makes of it. */
describe("the configuration of the real app-server", () => {
  let test: TestEngine;
  beforeEach(async () => {
    test = await startEngine();
  });
  afterEach(() => test.dispose());

  const file = () => join(test.home.path, "config.toml");
  const state = () => test.engine.store.state;
  /** Puts lines before all tables. */
  const configure = (lines: string) =>
    writeFileSync(file(), `${lines}\n${readFileSync(file(), "utf8")}`);

  for (const [what, line, place] of [
    ["bad TOML", 'model_verbosity = "low', { line: 1, column: 23 }],
    ["a value of another type", 'sandbox_mode = "nope"', { line: 1, column: 16 }],
  ] as const)
    it(`is told with its place where it cannot be read: ${what}`, async () => {
      const good = readFileSync(file(), "utf8");
      configure(line);
      await test.engine.server.start();
      await until("it is told", () => brokenConfig(state()) !== undefined);
      const found = brokenConfig(state());
      deepEqual(found?.place, { path: file(), ...place });
      match(JSON.stringify(found?.what), /config\.toml:1:/);
      await rejects(test.engine.threads.start(), /config\.toml:1:\d+/);

      writeFileSync(file(), good);
      await test.engine.server.restart();
      await test.engine.threads.start();
      equal(brokenConfig(state()), undefined);
    });

  it("ends the server by a setting that is gone: its own first words are the cause", async () => {
    configure('approval_policy = "untrusted"');
    await rejects(
      test.engine.server.start(),
      /approval_policy = "untrusted" is no longer supported/,
    );
    const { connection } = state();
    match(
      connection.kind === "gaveUp" ? said(connection.cause) : connection.kind,
      /^exit code 1\nError: approval_policy [^\n]*$/,
    );
  }).timeout(60_000);

  it("tells where rules of Codex's own cannot be read", async () => {
    mkdirSync(join(test.home.path, "rules"));
    writeFileSync(join(test.home.path, "rules", "default.rules"), 'prefix_rule(pattern=["a"\n');
    await test.engine.server.start();
    await until("it is told", () =>
      state().notices.some(({ place }) => place?.path.endsWith("default.rules") === true),
    );
    equal(brokenConfig(state()), undefined);
  });

  it("says once what an MCP server failed of, also before the first turn", async () => {
    writeFileSync(
      file(),
      `${readFileSync(file(), "utf8")}\n[mcp_servers.broken]\ncommand = "/nowhere/server"\n`,
    );
    await test.engine.threads.start();
    await until("it is told", () =>
      state().notices.some(({ what }) => said(what).startsWith("MCP server broken did not start")),
    );
  });
});

/**
 * The protocol's policy `untrusted` is what makes Codex ask before every command. The day on which a new server does not
 * apply it, these fail: what is to be done then stands in test/FACTS.md.
 */
describe("the approval policy that Folio asks for", () => {
  let test: TestEngine;
  before(async () => {
    test = await startEngine();
  });
  after(() => test.dispose());
  const thread = (id: string) => test.engine.store.state.threads[id];

  it("is the one that the server says it applies, at the start, in a turn and after opening again", async () => {
    const id = await test.engine.threads.start();
    equal(thread(id)?.effective?.approvalPolicy, "untrusted");
    await test.turn(id, "scenario:hello");
    equal(thread(id)?.effective?.approvalPolicy, "untrusted");
    await test.engine.server.restart();
    await test.engine.threads.open(id);
    equal(thread(id)?.effective?.approvalPolicy, "untrusted");
    equal(policyGap(thread(id)), null);
  });

  it("makes Codex ask before a command that only reads", async () => {
    const id = await test.engine.threads.start();
    let asked = 0;
    await test.turn(id, "scenario:read-command", () => (asked++, "decline"));
    equal(asked, 1);
  });

  it("is missed where the server applies another", async () => {
    const id = await test.engine.threads.start();
    test.inside.store.dispatch({ type: "policy/asked", threadId: id, approvalPolicy: "never" });
    deepEqual(policyGap(thread(id)), { asked: "never", applied: "untrusted" });
  });
});
