import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { isFolioError, type SayOptions } from "../../src/engine/api.ts";
import type { UserInput } from "../../src/protocol/types.gen.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { until } from "../support/processes.ts";

const words = (text: string): UserInput[] => [{ type: "text", text, text_elements: [] }];

/** How a face says something, and under what: against the real app-server. */
describe("what is said in a thread", () => {
  let test: TestEngine;
  let threadId = "";
  before(async () => void (test = await startEngine()));
  beforeEach(async () => void (threadId = await test.engine.threads.start()));
  after(() => test.dispose());

  const thread = (id = threadId) => test.engine.store.state.threads[id];
  const last = (id = threadId) => thread(id)?.turns.at(-1);
  const isOver = (turnId: string, id = threadId) =>
    thread(id)?.turns.some(turn => turn.id === turnId && turn.status !== "inProgress") ?? false;
  /** Says something and waits for the end of the turn that took it. */
  const say = async (options?: SayOptions, id = threadId) => {
    const said = await test.engine.threads.say(id, words("scenario:hello"), options);
    await until("the turn is over", () => isOver(said.turnId, id));
    return said;
  };
  /** The last thing that the model was asked. */
  const asked = () =>
    test.model.requests.at(-1) as {
      readonly model: string;
      readonly reasoning: { readonly effort: string };
      readonly text?: { readonly format?: { readonly schema: unknown } };
    };
  const requests = (method: string) => test.sent.filter(({ message }) => message.method === method);

  it("starts a turn, is steered into it at once and later, and starts the next one", async () => {
    const { threads } = test.engine;
    const first = await threads.say(threadId, words("scenario:slow"));
    const second = await threads.say(threadId, words("and one more thing"));
    await until("it runs", () => last()?.id === first.turnId);
    const third = await threads.say(threadId, words("scenario:hello"));
    deepEqual(
      [first, second, third].map(({ turnId, mode }) => [turnId === first.turnId, mode]),
      [
        [true, "started"],
        [true, "steered"],
        [true, "steered"],
      ],
    );
    await until("it is over", () => isOver(first.turnId));
    equal(last()?.items.filter(({ item }) => item.type === "userMessage").length, 3);
    const next = await say();
    deepEqual([next.mode, next.turnId === first.turnId], ["started", false]);
  });

  it("refuses a message that is too long before it is sent, with its size and what fits", async () => {
    const { threads } = test.engine;
    const before = requests("turn/start").length;
    for (const text of ["x".repeat(1_048_577), "é😀".repeat(524_289), "x".repeat(9_000_000)])
      await rejects(threads.say(threadId, words(text)), (error: unknown) => {
        ok(isFolioError(error, "longMessage"));
        deepEqual(error.failure, {
          reason: "longMessage",
          size: text.length > 4_194_304 ? text.length : Array.from(text).length,
          limit: 1_048_576,
        });
        return true;
      });
    equal(requests("turn/start").length, before);
    await say();
  });

  it("starts no turn beside one that runs, where only a new one will do", async () => {
    const { turnId } = await test.engine.threads.say(threadId, words("scenario:slow"));
    await until("it runs", () => last()?.id === turnId);
    await rejects(test.engine.threads.say(threadId, words("hello"), { only: "start" }), {
      reason: "turnRuns",
    });
    equal(await test.engine.threads.interrupt(threadId), "stopped");
    equal((await say({ only: "start" })).mode, "started");
  });

  it("comes back under the id that it was given", async () => {
    await say({ clientId: "mine-1" });
    const message = last()?.items.find(({ item }) => item.type === "userMessage")?.item;
    equal(message?.type === "userMessage" && message.clientId, "mine-1");
  });

  it("reaches the model with the model, the effort and the schema that were wished", async () => {
    const outputSchema = {
      type: "object",
      properties: { sum: { type: "number" } },
      required: ["sum"],
      additionalProperties: false,
    };
    await say({ model: "gpt-5.4", effort: "high", outputSchema });
    const { model, reasoning, text } = asked();
    deepEqual([model, reasoning.effort, text?.format?.schema], ["gpt-5.4", "high", outputSchema]);
    equal(thread()?.effective?.model, "gpt-5.4");
    await say();
    const later = asked();
    deepEqual([later.model, later.text?.format], ["gpt-5.4", undefined]);
  });

  it("takes along a context of any length, which is not words of the person", async () => {
    const context = "☃".repeat(9000);
    await say({ context });
    equal(JSON.stringify(asked()).split("☃").length - 1, 9000);
    const message = last()?.items.find(({ item }) => item.type === "userMessage")?.item;
    deepEqual(message?.type === "userMessage" && message.content, words("scenario:hello"));
  });

  it("is refused for a folder outside the workspace, also by a link, before anything is sent", async () => {
    symlinkSync(test.home.path, join(test.workspace, "elsewhere"));
    const before = requests("turn/start").length + requests("thread/start").length;
    for (const cwd of [test.home.path, "/", "src", join(test.workspace, "elsewhere")]) {
      await rejects(test.engine.threads.say(threadId, words("hello"), { cwd }), {
        reason: "outsideRoots",
      });
      await rejects(test.engine.threads.start({ roots: [cwd] }), { reason: "outsideRoots" });
    }
    equal(requests("turn/start").length + requests("thread/start").length, before);
    equal((await say()).mode, "started");
  });

  it("is worked on in the folder that was wished, and may write that and those that belong to it", async () => {
    const cwd = join(test.workspace, "packages", "one");
    const other = join(test.workspace, "packages", "two");
    mkdirSync(cwd, { recursive: true });
    mkdirSync(other);
    const id = await test.engine.threads.start({ cwd });
    equal(thread(id)?.cwd, cwd);
    const writable = async (options: SayOptions) => {
      await say(options, id);
      const { sandbox } = thread(id)?.effective ?? {};
      return sandbox?.type === "workspaceWrite" ? sandbox.writableRoots : null;
    };
    // The server leaves out the folder that a turn works in, because that may be written anyway.
    deepEqual(await writable({}), []);
    deepEqual(await writable({ roots: [other] }), [other]);
    deepEqual(await writable({ cwd: other }), []);
    equal(thread(id)?.cwd, other);
    match(JSON.stringify(asked()), new RegExp(`<cwd>${other}</cwd>`));
  });

  it("runs under no more than the settings allow, and tells what was clamped", async () => {
    const said = await say({ approvalPolicy: "never", sandbox: "danger-full-access" });
    deepEqual(said.clamped, ["approvalPolicy", "sandbox"]);
    const { approvalPolicy, sandbox } = thread()?.effective ?? {};
    deepEqual([approvalPolicy, sandbox?.type], ["untrusted", "workspaceWrite"]);
  });

  it("runs under less where that was wished, until something else is", async () => {
    const id = await test.engine.threads.start({ sandbox: "read-only" });
    const types = [];
    for (const options of [{}, {}, { sandbox: "workspace-write" } as const, {}]) {
      deepEqual((await say(options, id)).clamped, []);
      types.push(thread(id)?.effective?.sandbox?.type);
    }
    deepEqual(types, ["readOnly", "readOnly", "workspaceWrite", "workspaceWrite"]);
  });

  it("goes on in a copy under what the thread was wished to run under", async () => {
    const wished = { sandbox: "read-only", model: "gpt-5.4", effort: "low" } as const;
    const id = await test.engine.threads.start(wished);
    await say({}, id);
    const copy = await test.engine.threads.fork(id);
    await say({}, copy);
    equal(thread(copy)?.effective?.sandbox?.type, "readOnly");
    const { model, reasoning } = asked();
    deepEqual([model, reasoning.effort], ["gpt-5.4", "low"]);
  });

  it("writes no trust into the person's configuration, whatever is wished", async () => {
    const id = await test.engine.threads.start({ sandbox: "danger-full-access" });
    await say({ sandbox: "workspace-write" }, id);
    ok(!readFileSync(join(test.home.path, "config.toml"), "utf8").includes("trust_level"));
  });

  it("is pursued under what the thread was wished to run under", async () => {
    const id = await test.engine.threads.start({ sandbox: "read-only" });
    await say({}, id);
    const server = await test.inside.connect();
    await server.request("thread/goal/set", {
      threadId: id,
      objective: "Tidy up",
      status: "paused",
    });
    await test.engine.threads.continueGoal(id);
    await until("it works", () => (thread(id)?.turns.length ?? 0) > 1);
    equal(thread(id)?.effective?.sandbox?.type, "readOnly");
    await test.engine.threads.interrupt(id);
  });
});
