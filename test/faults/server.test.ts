import { said } from "../../src/model/text/say.ts";
import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { root } from "../../src/build/paths.mjs";
import { isRequestError } from "../../src/appserver/errors.ts";
import type { FolioError } from "../../src/engine/errors.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { until } from "../support/processes.ts";

const fake = join(root, "test", "support", "fakeServer.mjs");

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const isGone = (pid: number): boolean => {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
};
/** Bytes in use, after everything that is free was given back. */
function memory(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe("a server that misbehaves", () => {
  let test: TestEngine;
  const start = async (fault: string) => {
    test = await startEngine({ binary: fake, env: { FOLIO_FAULT: fault } });
    return test;
  };
  /** Starts a thread and a turn; resolves when the server took it. */
  const begin = async (fault: string) => {
    await start(fault);
    const threadId = await test.engine.threads.start();
    await test.engine.threads.say(threadId, [{ type: "text", text: "go", text_elements: [] }]);
  };
  const turn = () => test.engine.store.state.threads["th"]?.turns.at(-1);
  const lost = () => {
    const why = turn()?.lostBecause;
    return why ? said(why) : null;
  };
  const text = () => {
    const item = turn()?.items.find(({ item: { type } }) => type === "agentMessage")?.item;
    return item?.type === "agentMessage" ? item.text : "";
  };
  afterEach(() => test.dispose());

  it("by a banner before its first line: it is skipped", async () => {
    await start("banner");
    await test.engine.server.start();
    equal(test.log.filter(line => line.includes("no message")).length, 2);
  });

  it("by a flood on stderr: stdout is not slowed, the log keeps lines", async () => {
    await start("stderr");
    await test.engine.server.start();
    equal(test.engine.store.state.connection.kind, "ready");
  });

  it("by exiting with code 0 unasked: a crash like any other", async () => {
    await begin("exit-0");
    await until("it is lost", () => turn()?.status === "interrupted");
    deepEqual([text(), lost()], ["partial", "exit code 0"]);
    await until("it is started again", () => test.processes.length === 2);
  });

  for (const [fault, count, end] of [
    ["last-words", 1000, ["completed", null]],
    ["last-words-killed", 500, ["interrupted", "signal SIGKILL"]],
  ] as const)
    it(`by dying right after its words (${fault}): all of them are shown`, async () => {
      await begin(fault);
      await until("another is ready", () => test.processes.length === 2);
      equal(text(), Array.from({ length: count }, (_, at) => `${at} `).join(""));
      deepEqual([turn()?.status, lost()], end);
    });

  it("by reading nothing any more: it is declared bad, ended and started again", async () => {
    await begin("deaf");
    const { store } = test.engine;
    const connection = await test.inside.connect();
    const name = "x".repeat(1024 * 1024);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        connection.request("thread/name/set", { threadId: "th", name }),
      ),
    );
    ok(results.every(({ status }) => status === "rejected"));
    await until("it is started again", () => test.processes.length === 2);
    await until("it is ready", () => store.state.connection.kind === "ready");
    match(lost() ?? "", /not responding/);
  });

  it("by reading nothing any more: Stop ends it by ending the server", async () => {
    await begin("deaf");
    await until("the turn runs", () => turn()?.status === "inProgress");
    equal(await test.engine.threads.interrupt("th"), "deaf");
    await test.engine.server.restart();
    deepEqual([turn()?.status, test.processes.length], ["interrupted", 2]);
  });

  it("by never answering at its start: killed after 10 s, tried once more, then given up with the log's place", async () => {
    await start("hang");
    await rejects(test.engine.server.start(), {
      reason: "gaveUp",
      message: /silent \(seconds 10\)/,
    });
    equal(test.processes.length, 2);
    const { connection } = test.engine.store.state;
    equal(connection.kind, "gaveUp");
    match(connection.kind === "gaveUp" ? said(connection.cause) : "", /within 10 s[^]*Folio\.log/);
    ok(test.processes.every(({ pid }) => isGone(pid ?? 0)));
  });

  it("by ending inside a line: told once, not parsed, requests rejected", async () => {
    await begin("half-line");
    await until("it is written", () => test.log.some(line => line.includes("half a line is out")));
    const pending = rejects(test.engine.threads.list(null), { reason: "closed" });
    process.kill(test.processes[0]?.pid ?? 0, "SIGKILL");
    await pending;
    const told = () => test.log.filter(line => line.includes("ended inside a line")).length;
    await until("it is told", () => told() > 0);
    equal(told(), 1);
  });

  it("by things of the future: known parts go on, its request is refused", async () => {
    await begin("future");
    await until("the known part arrived", () => text() === "still fine");
    ok(turn()?.items.some(({ item }) => (item.type as string) === "hologram"));
    equal(test.engine.store.state.asks.length, 0);
    equal(test.log.filter(line => line.includes("thread/teleported")).length, 1);
    ok(
      test.engine.store.state.notices.some(({ what }) => said(what).includes("item/foo/requestX")),
    );
    const refused = test.sent.find(({ message }) => message.id === 5 && message.error);
    equal(refused?.message.error?.code, -32601);
  });

  it("by talking of a thread that nobody knows, and in a wrong shape: dropped, told, nothing else breaks", async () => {
    await begin("unknownThread");
    await until("the known part arrived", () => text() === "still fine");
    ok(test.log.some(line => line.includes("unexpected shape was dropped (item/started)")));
  });

  it("by ids of two types and a request that comes again: each is answered once, in its own type", async () => {
    await begin("ids");
    const { asks, store } = test.engine;
    await until("both wait", () => store.state.asks.length === 2);
    deepEqual(await asks.choose("1:number:0", "decline"), { ok: true });
    deepEqual(await asks.choose("1:number:0", "accept"), { ok: false, reason: "alreadyAnswered" });
    deepEqual(await asks.choose("1:string:zero", "accept"), { ok: true });
    await until("both answers came back", () => text().split(" ").length === 3);
    deepEqual(text().trim().split(" ").toSorted(), ['"zero":accept', "0:decline"]);
  });

  it("by keys that would reach into every object, and by nesting without end: nothing is polluted, the rest goes on", async () => {
    await begin("hostile");
    await until("the known part arrived", () => text() === "still fine");
    equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  it("by words before their beginning and two threads at once: each stays in its own", async () => {
    await begin("disorder");
    await until("all arrived", () => turn()?.items.length === 2);
    const messages = turn()?.items.map(({ item }) =>
      item.type === "agentMessage" ? item.text : "",
    );
    deepEqual(messages, ["first second", "only its end"]);
    const other = test.engine.store.state.threads["other"]?.turns.at(-1)?.items[0]?.item;
    equal(other?.type === "agentMessage" && other.text, "elsewhere");
  });

  it("by going on after it was told to stop: after 5 s that is known, and a restart ends it", async () => {
    await begin("unstoppable");
    await until("the turn runs", () => turn()?.status === "inProgress");
    equal(await test.engine.threads.interrupt("th"), "deaf");
    await test.engine.server.restart();
    await until("it is over", () => turn()?.status === "interrupted");
  });

  it("by garbage without end: it is started again with the reason", async () => {
    await begin("garbage");
    await until("it is lost", () => turn()?.status === "interrupted");
    match(lost() ?? "", /lines that are no messages/);
  });

  it("by 20 000 deltas at once: all arrive in order", async () => {
    await begin("flood");
    await until("the turn is over", () => turn()?.status === "completed");
    equal(text(), Array.from({ length: 20_000 }, (_, at) => `${at} `).join(""));
  });

  it("by a line without an end: it is ended and started again, and the memory is free again", async () => {
    await start("endless");
    const threadId = await test.engine.threads.start();
    const before = memory();
    await test.engine.threads.say(threadId, [{ type: "text", text: "go", text_elements: [] }]);
    await until("it is started again", () => test.processes.length === 2);
    match(lost() ?? "", /more than 64 MiB/);
    await until("it is ready", () => test.engine.store.state.connection.kind === "ready");
    ok(memory() - before < 50 * 1024 * 1024);
  });

  it("by 100 MB on stderr while it speaks: its words arrive, a line of the log is short", async () => {
    await begin("noisy");
    await until("the turn is over", () => turn()?.status === "completed", 30_000);
    equal(text(), Array.from({ length: 100 }, (_, at) => `${at} `).join(""));
    const noise = test.log.filter(line => line.startsWith("noise"));
    ok(noise.length > 0 && noise.every(line => line.length <= 4096));
  });

  it("by a command that prints 100 MB: head and tail are kept, and 30 MB of memory at most", async () => {
    await start("output");
    const threadId = await test.engine.threads.start();
    const before = memory();
    await test.engine.threads.say(threadId, [{ type: "text", text: "go", text_elements: [] }]);
    let highest = 0;
    // Looked at some times only: giving back what is free takes its time on a busy machine.
    const look = setInterval(() => (highest = Math.max(highest, memory())), 1000);
    await until("the turn is over", () => turn()?.status === "completed", 50_000);
    clearInterval(look);
    const item = turn()?.items[0]?.item;
    const shown = item?.type === "commandExecution" ? (item.aggregatedOutput ?? "") : "";
    ok(shown.length < 1024 * 1024 && shown.startsWith("0123") && shown.endsWith("cdef"));
    const grown = (Math.max(highest, memory()) - before) / 1024 / 1024;
    ok(grown < 30, `grown by ${grown.toFixed(1)} MB`);
  });

  it("by being overloaded for longer than five tries: told in words, and nothing was sent twice", async () => {
    await start("overloaded");
    const threadId = await test.engine.threads.start();
    await rejects(
      test.engine.threads.say(threadId, [{ type: "text", text: "go", text_elements: [] }]),
      (error: FolioError) =>
        error.reason === "refused" && isRequestError(error.cause) && error.cause.code === -32001,
    );
    equal(test.sent.filter(({ message }) => message.method === "turn/start").length, 5);
    equal(turn(), undefined);
  });

  it("by a line of 50 MB: it arrives", async () => {
    await begin("big-line");
    await until("the turn is over", () => turn()?.status === "completed");
    equal(text().length, 50 * 1024 * 1024);
  });

  it("by crashing again and again: it is given up with the reason", async () => {
    await start("crash-loop");
    await test.engine.server.start();
    await until(
      "it is given up",
      () => test.engine.store.state.connection.kind === "gaveUp",
      20_000,
    );
    equal(test.processes.length, 5);
    await rejects(
      test.inside
        .connect()
        .then(
          () =>
            new Promise((_resolve, reject) =>
              test.processes.at(-1)?.exited.then(() => reject(new Error("ended"))),
            ),
        ),
    );
  });

  it("by refusing to initialize: given up with its words", async () => {
    await start("refuse");
    await rejects(test.engine.server.start(), /Codex does not run/);
  });

  for (const [how, end] of [
    ["is stopped", () => test.engine.dispose()],
    ["is killed", () => Promise.resolve(process.kill(test.processes[0]?.pid ?? 0, "SIGKILL"))],
  ] as const)
    it(`by leaving a program in a session of its own when it ${how}: that ends too, and is told`, async () => {
      await begin("grandchild");
      await until("it tells of the program", () => text() !== "");
      const left = Number(text());
      process.kill(left, 0);
      await end();
      await until("it is gone", () => isGone(left), 8000);
      await until("it is told", () => test.log.some(line => line.includes(`running: ${left}`)));
    });

  it("by not ending when it is told to: it is killed within 5 s", async () => {
    await start("stubborn");
    await test.engine.server.start();
    const began = Date.now();
    await test.engine.dispose();
    ok(Date.now() - began < 5_000);
  });
});
