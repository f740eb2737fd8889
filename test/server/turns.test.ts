import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { State } from "../../src/model/state.ts";
import { until } from "../support/processes.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";

/** Every ordinary kind of turn, run by the real app-server. */
describe("a turn of the real app-server", () => {
  let test: TestEngine;
  let threadId = "";
  before(async () => {
    test = await startEngine();
    threadId = await test.engine.threads.start();
  });
  after(() => test.dispose());

  const last = (state: State) => state.threads[threadId]?.turns.at(-1);
  const kinds = (state: State) =>
    last(state)?.items.map(({ item, phase }) => `${item.type} ${phase}`);
  const read = (name: string) => {
    const path = join(test.workspace, name);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  };

  it("streams a message, and tells usage and limits", async () => {
    const state = await test.turn(threadId, "scenario:hello");
    deepEqual(kinds(state), ["userMessage done", "agentMessage done"]);
    equal(state.threads[threadId]?.usage?.last.totalTokens, 12_420);
    equal(state.rateLimits["codex"]?.primary?.usedPercent, 37);
  });

  it("gives its thread the first line of what was said as a title, and the next one keeps it", async () => {
    const id = await test.engine.threads.start();
    const title = () => test.engine.store.state.threads[id]?.title;
    equal(title(), "");
    await test.turn(id, "\n  scenario:hello please\nand more of it");
    equal(title(), "scenario:hello please");
    await test.turn(id, "scenario:hello again");
    equal(title(), "scenario:hello please");
  });

  it("runs a command that was approved", async () => {
    const state = await test.turn(threadId, "scenario:command");
    const command = last(state)?.items.find(({ item }) => item.type === "commandExecution")?.item;
    equal(command?.type === "commandExecution" && command.exitCode, 0);
    equal(read("made-by-command.txt"), "hello\n");
  });

  for (const [choice, status, turn] of [
    ["decline", "declined", "completed"],
    ["cancel", "declined", "interrupted"],
  ] as const)
    it(`does not run a command after "${choice}": the turn is ${turn}`, async () => {
      const state = await test.turn(threadId, "scenario:two-commands", () => choice);
      const commands =
        last(state)?.items.filter(({ item }) => item.type === "commandExecution") ?? [];
      ok(
        commands.length > 0 &&
          commands.every(({ item }) => item.type === "commandExecution" && item.status === status),
      );
      deepEqual([last(state)?.status, existsSync(join(test.workspace, "one.txt"))], [turn, false]);
      equal(state.asks.length, 0);
    });

  it("does not ask again for the prefix that was granted, and only for it", async () => {
    let asked = 0;
    const decide = () => (asked++, "prefix");
    await test.turn(threadId, "scenario:slow-output", decide);
    const before = asked;
    await test.turn(threadId, "scenario:slow-output", decide);
    deepEqual([before, asked], [1, 1]);
    match(readFileSync(join(test.home.path, "rules", "default.rules"), "utf8"), /prefix_rule/);
  });

  const changes = [
    ["add", "add", () => read("notes/new.txt") === "first\nsecond\n"],
    ["update", "update", () => read("src/basket.js").includes("whole cents")],
    ["several", "add update", () => read("notes/a.txt") === "a\n"],
    ["move", "update", () => existsSync(join(test.workspace, "src/print.js"))],
    ["overwrite", "add", () => read("README.md") === "replaced\n"],
  ] as const;
  for (const [scenario, kindsOfChange, isWritten] of changes)
    it(`asks before a change (${scenario}), with the change in the state, and writes it`, async () => {
      let seen = "";
      let wasWritten = true;
      const state = await test.turn(threadId, `scenario:${scenario}`, ask => {
        wasWritten = isWritten();
        const item = last(test.engine.store.state)?.items.find(({ id }) => id === ask.itemId)?.item;
        seen =
          item?.type === "fileChange" ? item.changes.map(({ kind }) => kind.type).join(" ") : "";
        return "accept";
      });
      deepEqual([seen, wasWritten], [kindsOfChange, false]);
      equal(last(state)?.status, "completed");
      equal(isWritten(), true);
    });

  it("makes no item of a patch that does not fit", async () => {
    const state = await test.turn(threadId, "scenario:failing-patch");
    deepEqual(kinds(state), ["userMessage done", "agentMessage done"]);
  });

  it("keeps a plan", async () => {
    const state = await test.turn(threadId, "scenario:plan");
    deepEqual(
      last(state)?.plan?.steps.map(({ status }) => status),
      ["completed", "inProgress"],
    );
  });

  for (const [scenario, info] of [
    ["429", '"usageLimitExceeded"'],
    ["500", '"internalServerError"'],
    ["401", '{"httpConnectionFailed":{"httpStatusCode":401}}'],
    ["context-full", '"contextWindowExceeded"'],
    ["drop", '"other"'],
  ] as const)
    it(`fails with its reason (${scenario}), and the next turn works`, async () => {
      const failed = await test.turn(threadId, `scenario:${scenario}`);
      deepEqual(
        [last(failed)?.status, JSON.stringify(last(failed)?.error?.codexErrorInfo)],
        ["failed", info],
      );
      equal(last(await test.turn(threadId, "scenario:hello"))?.status, "completed");
    });

  it("takes what is said during a turn as a word to that turn", async () => {
    const over = test.turn(threadId, "scenario:slow");
    const isSaid = () =>
      last(test.engine.store.state)?.items.some(({ item }) => item.type === "agentMessage") ??
      false;
    await until("something is said", isSaid);
    await test.engine.threads.say(threadId, [
      { type: "text", text: "scenario:hello instead", text_elements: [] },
    ]);
    const state = await over;
    equal(last(state)?.items.filter(({ item }) => item.type === "userMessage").length, 2);
  });

  it("is found again by another server process, page by page", async () => {
    const turns = test.engine.store.state.threads[threadId]?.turns.length ?? 0;
    await test.engine.server.restart();
    const { data } = await test.engine.threads.list(null);
    equal(data[0]?.id, threadId);
    await test.engine.threads.open(threadId);
    const state = test.engine.store.state;
    equal(state.threads[threadId]?.turns.length, turns);
    ok(state.threads[threadId]?.turns.every(({ status }) => status !== "inProgress"));
  });
});
