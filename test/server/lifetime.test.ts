import { deepEqual, equal, ok } from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { told } from "../../src/model/text/say.ts";
import { root, serverBinary } from "../../src/build/paths.mjs";
import { startEngine } from "../support/engine.ts";
import { appServers, until } from "../support/processes.ts";

describe("the server process", () => {
  it("ends with its engine, also in the middle of a turn", async () => {
    const test = await startEngine();
    const threadId = await test.engine.threads.start();
    void test.turn(threadId, "scenario:slow");
    await until(
      "the turn runs",
      () => test.engine.store.state.threads[threadId]?.turns.at(-1)?.status === "inProgress",
    );
    equal(appServers(test.home.path).length, 1);
    await test.dispose();
    equal(appServers(test.home.path).length, 0);
  });

  it("ends when its host is killed with SIGKILL: its stdin closes", async () => {
    const home = mkdtempSync(join(homedir(), ".cache", "folio-test", "orphan-"));
    const launcher = join(home, "launch.cjs");
    const source = join(root, "src", "appserver", "launch.ts");
    await build({
      entryPoints: [source],
      bundle: true,
      platform: "node",
      format: "cjs",
      outfile: launcher,
    });
    const options = `{ binary: ${JSON.stringify(serverBinary())}, args: [], env: process.env, onLog() {} }`;
    const script = `require(${JSON.stringify(launcher)}).launch(${options}); setInterval(() => {}, 1000);`;
    const host = spawn(process.execPath, ["-e", script], {
      env: { ...process.env, CODEX_HOME: home },
      stdio: "ignore",
    });
    await until("the server runs", () => appServers(home).length === 1);
    host.kill("SIGKILL");
    await until("the server is gone", () => appServers(home).length === 0, 5000);
  });

  it("is started again after a crash with its thread, the partial text and no duplicate", async () => {
    const test = await startEngine();
    const threadId = await test.engine.threads.start();
    test.engine.watch(threadId);
    void test.turn(threadId, "scenario:slow");
    const turn = () => test.engine.store.state.threads[threadId]?.turns.at(-1);
    const text = () => {
      const item = turn()?.items.at(-1)?.item;
      return item?.type === "agentMessage" ? item.text : "";
    };
    await until("text streams", () => text().length > 100);
    process.kill(test.processes[0]?.pid ?? 0, "SIGKILL");
    await until("it is lost", () => turn()?.status === "interrupted");
    const kept = text();
    await until(
      "another server is ready",
      () => test.engine.store.state.connection.kind === "ready",
      5000,
    );
    await until(
      "the thread is back",
      () => test.engine.store.state.threads[threadId]?.status.type === "idle",
    );
    deepEqual([text(), told(turn()?.lostBecause ?? "")], [kept, "signal SIGKILL"]);
    equal(new Set(turn()?.items.map(({ id }) => id)).size, turn()?.items.length);
    equal(
      (await test.turn(threadId, "scenario:hello")).threads[threadId]?.turns.at(-1)?.status,
      "completed",
    );
    await test.dispose();
  });

  it("leaves an open approval void when it dies: nothing is sent to the next one", async () => {
    const test = await startEngine();
    const threadId = await test.engine.threads.start();
    void test.turn(threadId, "scenario:command", () => "no such choice");
    await until("it asks", () => test.engine.store.state.asks.length === 1);
    const [ask] = test.engine.store.state.asks;
    ok(ask);
    process.kill(test.processes[0]?.pid ?? 0, "SIGKILL");
    await until(
      "another server is ready",
      () => test.engine.store.state.connection.kind === "ready" && test.processes.length === 2,
      8000,
    );
    deepEqual(await test.engine.asks.choose(ask.key, "accept"), {
      ok: false,
      reason: "alreadyAnswered",
    });
    equal(test.engine.store.state.closedAsks.at(-1)?.outcome, "serverLost");
    await test.dispose();
  });
});
