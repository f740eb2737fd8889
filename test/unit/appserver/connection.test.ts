import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { PassThrough } from "node:stream";
import { AnswerError, type RequestError } from "../../../src/appserver/errors.ts";
import { until } from "../../support/processes.ts";
import { connect } from "../../../src/appserver/connection.ts";

interface Wire {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

/** A connection to a peer that the test plays. */
function open(
  onRequest: (method: string, params: unknown, id: number | string) => Promise<unknown> = () =>
    Promise.resolve({}),
) {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const sent: Wire[] = [];
  const notified: string[] = [];
  const closed: string[] = [];
  let rest = "";
  stdin.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    sent.push(...lines.map(text => JSON.parse(text) as Wire));
  });
  const connection = connect(
    { stdin, stdout },
    {
      notification: method => notified.push(method),
      request: onRequest,
      closed: ({ kind }) => closed.push(kind),
      log: () => {},
    },
    () => performance.now(),
  );
  const say = (message: unknown) =>
    stdout.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`);
  /** Rounds of the event loop, more than a message needs from one end to the other. */
  const settle = async () => {
    for (let round = 0; round < 50; round++) await new Promise(resolve => setImmediate(resolve));
  };
  return { connection, sent, notified, closed, say, settle, stdin, stdout };
}

describe("a connection", () => {
  it("has at most 64 requests in flight; the others wait for room", async () => {
    const { connection, sent, say, settle } = open();
    const all = Array.from({ length: 70 }, () => connection.request("thread/loaded/list", {}));
    await settle();
    equal(sent.length, 64);
    say({ id: sent[0]?.id, result: { data: [] } });
    await settle();
    equal(sent.length, 65);
    connection.dispose();
    await Promise.all(all.slice(1).map(request => rejects(request, { reason: "closed" })));
    await all[0];
  });

  it("ends a request that is not answered in time, and ignores the late answer", async () => {
    const { connection, sent, say, settle } = open();
    await rejects(
      connection.request("thread/list", {}, { timeoutMs: 30 }),
      (error: RequestError) => error.reason === "timeout",
    );
    say({ id: sent[0]?.id, result: {} });
    await settle();
    connection.dispose();
  });

  it("tries again when the server is overloaded", async () => {
    const { connection, sent, say, settle } = open();
    const answer = connection.request("model/list", {});
    await settle();
    say({ id: sent[0]?.id, error: { code: -32001, message: "Server overloaded; retry later." } });
    await until("it is asked again", () => sent.length === 2);
    say({ id: sent[1]?.id, result: { data: [] } });
    deepEqual(await answer, { data: [] });
    connection.dispose();
  });

  it("answers a request with the id in its own type, and one that is refused with an error", async () => {
    const { connection, sent, say, settle } = open((method, _params, id) =>
      method === "known"
        ? Promise.resolve({ saw: id })
        : Promise.reject(new AnswerError(-32601, "no")),
    );
    say({ id: 0, method: "known", params: {} });
    await settle();
    say({ id: "0", method: "known", params: {} });
    say({ id: 2, method: "item/foo/requestX", params: {} });
    await settle();
    deepEqual(
      sent.map(({ id, result, error }) => [id, result, error?.code]),
      [
        [0, { saw: 0 }, undefined],
        ["0", { saw: "0" }, undefined],
        [2, undefined, -32601],
      ],
    );
    connection.dispose();
  });

  it("rejects what is pending when the stream ends", async () => {
    const { connection, closed, stdout } = open();
    const pending = rejects(connection.request("thread/list", {}), { reason: "closed" });
    stdout.end();
    await pending;
    equal(closed.length, 1);
    await rejects(connection.request("thread/list", {}), { reason: "closed" });
  });

  it("hears notifications in order behind a response to no request and lines that are no messages", async () => {
    const { connection, notified, say, settle } = open();
    say("motd");
    say({ id: 999, result: {} });
    say({ method: "one", params: {} });
    say({ method: "two" });
    await settle();
    deepEqual(notified, ["one", "two"]);
    connection.dispose();
  });

  it("takes the first of two answers to one id, and the rest of the chunk", async () => {
    const { connection, sent, notified, settle, stdout } = open();
    const answer = connection.request("model/list", {});
    await settle();
    const id = sent[0]?.id;
    const lines = [
      { id, result: { data: ["first"] } },
      { id, result: { data: ["second"] } },
      { id: String(id), result: { data: ["third"] } },
      { method: "after", params: {} },
    ];
    stdout.write(lines.map(line => `${JSON.stringify(line)}\n`).join(""));
    deepEqual(await answer, { data: ["first"] });
    await settle();
    deepEqual(notified, ["after"]);
    connection.dispose();
  });

  it('hears 0 and "0" in one chunk, and answers each in its own type', async () => {
    const heard: unknown[] = [];
    const { connection, sent, settle, stdout } = open((_method, params, id) => {
      heard.push([id, params]);
      return Promise.resolve({ saw: id });
    });
    const ids = [0, "0", 1, "1", -1, "-1", "", 1.5, "__proto__"];
    stdout.write(
      ids.map(id => `${JSON.stringify({ id, method: "a", params: { id } })}\n`).join(""),
    );
    await settle();
    deepEqual(
      heard,
      ids.map(id => [id, { id }]),
    );
    deepEqual(
      sent.map(({ id, result }) => [id, result]),
      ids.map(id => [id, { saw: id }]),
    );
    connection.dispose();
  });

  it("delivers all that came before the end, then rejects what is pending, then tells that it is over", async () => {
    const order: string[] = [];
    const { connection, say, closed, notified, stdout } = open(() => {
      order.push("asked");
      return Promise.resolve({});
    });
    const pending = connection.request("thread/list", {});
    pending.catch(() => order.push(`rejected after ${notified.length}, closed ${closed.length}`));
    void connection.ended.then(() => order.push(`over after ${notified.length}`));
    await new Promise(resolve => setImmediate(resolve));
    for (let at = 0; at < 500; at++) say({ method: `n${at}`, params: {} });
    say({ id: 7, method: "item/commandExecution/requestApproval", params: {} });
    stdout.end('{"method":"half');
    await rejects(pending, { reason: "closed" });
    await connection.ended;
    await new Promise(resolve => setImmediate(resolve));
    deepEqual(
      notified,
      Array.from({ length: 500 }, (_, at) => `n${at}`),
    );
    // The server that asked is gone, so no person is asked.
    deepEqual(order, ["rejected after 500, closed 1", "over after 500"]);
  });

  it("delivers the last words of a server whose input broke first", async () => {
    const { connection, say, notified, stdin, stdout, settle } = open();
    stdin.destroy(new Error("EPIPE"));
    await settle();
    const refused = rejects(connection.request("thread/list", {}), { reason: "closed" });
    say({ method: "last", params: {} });
    stdout.end();
    await connection.ended;
    await refused;
    deepEqual(notified, ["last"]);
  });

  it("tries five times when the server stays overloaded, then tells its error", async () => {
    const { connection, sent, say, stdin } = open();
    stdin.on("data", () =>
      setImmediate(() =>
        say({ id: sent.at(-1)?.id, error: { code: -32001, message: "Server overloaded" } }),
      ),
    );
    await rejects(connection.request("model/list", {}), { reason: "refused", code: -32001 });
    equal(sent.length, 5);
    connection.dispose();
  }).timeout(20_000);

  it("is not responding when 8 MiB wait and nothing is read for 5 s", async () => {
    const stdin = new PassThrough({ highWaterMark: 1 });
    const stdout = new PassThrough();
    const closed: string[] = [];
    const connection = connect(
      { stdin, stdout },
      {
        notification: () => {},
        request: () => Promise.resolve({}),
        closed: ({ kind }) => closed.push(kind),
        log: () => {},
      },
      () => performance.now(),
    );
    const text = "x".repeat(1024 * 1024);
    const requests = Array.from({ length: 20 }, () =>
      connection.request("thread/name/set", { threadId: "th", name: text }),
    );
    const results = await Promise.allSettled(requests);
    deepEqual(new Set(results.map(({ status }) => status)), new Set(["rejected"]));
    deepEqual(closed, ["notReading"]);
    ok(stdin.writableLength < 10 * 1024 * 1024);
  });

  it("lets nothing of another protocol or of no shape through, and lives on", async () => {
    const { connection, notified, sent, say, settle } = open();
    say({ method: "$/cancelRequest" });
    say({ method: "$/progress", params: [1, 2] });
    say({ id: null, result: {} });
    say({ id: { deep: 1 }, method: "ask", params: {} });
    say({ id: null, method: "told", params: {} });
    const answer = rejects(connection.request("model/list", {}), { reason: "refused" });
    await settle();
    say({ id: sent[0]?.id });
    await answer;
    deepEqual(notified, ["told"]);
    connection.dispose();
  });

  it("is declared broken after 20 bad lines in ten seconds", async () => {
    const { closed, say, settle } = open();
    for (let at = 0; at < 20; at++) say("garbage");
    await settle();
    deepEqual(closed, ["badLines"]);
  });
});
