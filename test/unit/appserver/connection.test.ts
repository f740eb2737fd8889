import { deepEqual, equal, rejects } from "node:assert/strict";
import { PassThrough } from "node:stream";
import { ResponseError } from "vscode-jsonrpc/node";
import { connect, RequestError } from "../../../src/appserver/connection.ts";

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
      closed: cause => closed.push(cause),
      log: () => {},
    },
    () => performance.now(),
  );
  const say = (message: unknown) =>
    stdout.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`);
  const settle = () => new Promise(resolve => setTimeout(resolve, 20));
  return { connection, sent, notified, closed, say, settle, stdout };
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
    await new Promise(resolve => setTimeout(resolve, 400));
    equal(sent.length, 2);
    say({ id: sent[1]?.id, result: { data: [] } });
    deepEqual(await answer, { data: [] });
    connection.dispose();
  });

  it("answers a request with the id in its own type, and one that is refused with an error", async () => {
    const { connection, sent, say, settle } = open((method, _params, id) =>
      method === "known"
        ? Promise.resolve({ saw: id })
        : Promise.reject(new ResponseError(-32601, "no")),
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

  it("is declared broken after 20 bad lines in ten seconds", async () => {
    const { closed, say, settle } = open();
    for (let at = 0; at < 20; at++) say("garbage");
    await settle();
    deepEqual(closed, ["the server writes lines that are no messages"]);
  });
});
