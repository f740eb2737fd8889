import type { Readable, Writable } from "node:stream";
import { createMessageConnection, ResponseError, type Message } from "vscode-jsonrpc/node";
import type { ClientMethods } from "../protocol/methods.gen.ts";
import type { RequestId } from "../protocol/types.gen.ts";
import { createLineReader, createLineWriter } from "./lines.ts";
import { createSlots } from "./slots.ts";

/** Why a request has no result. `refused` is the server's own error, with its code and data. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly reason: "refused" | "timeout" | "closed";
  readonly code: number | undefined;
  readonly data: unknown;
  constructor(
    reason: RequestError["reason"],
    message: string,
    detail: { code?: number; data?: unknown } = {},
  ) {
    super(message);
    this.reason = reason;
    this.code = detail.code;
    this.data = detail.data;
  }
}

export interface Streams {
  readonly stdin: Writable;
  readonly stdout: Readable;
}

export interface ConnectionEvents {
  /** In the order of the wire; one a macrotask. */
  notification(method: string, params: unknown): void;
  /** Answers a server request once; a rejected promise becomes an error answer, which the server takes as a refusal. */
  request(method: string, params: unknown, id: RequestId): Promise<unknown>;
  /** The stream is over or broken for good; nothing more will come. */
  closed(cause: string): void;
  log(level: "warn" | "debug", text: string): void;
}

export interface RequestOptions {
  /** Milliseconds; 60 000 unless given. */
  readonly timeoutMs?: number;
}

/** A conversation with one server process. */
export interface ServerConnection {
  /** Sends a request; rejects with `RequestError` only. */
  request<M extends keyof ClientMethods>(
    method: M,
    params: ClientMethods[M]["params"],
    options?: RequestOptions,
  ): Promise<ClientMethods[M]["result"]>;
  /** Rejects everything pending with reason `closed`. */
  dispose(): void;
}

const maxInFlight = 64;
const overloaded = -32001;
const overloadTries = 5;
const badLineLimit = 20;
const badLineWindowMs = 10_000;

/** Speaks JSON-RPC over lines. `now` is a monotonic clock in milliseconds. */
export function connect(
  streams: Streams,
  events: ConnectionEvents,
  now: () => number,
): ServerConnection {
  const requestIds = new WeakMap<object, RequestId>();
  const slots = createSlots(maxInFlight);
  let over = false;
  let badLines: number[] = [];

  const finish = (cause: string) => {
    if (over) return;
    over = true;
    rpc.dispose();
    slots.open();
    events.closed(cause);
  };

  const reader = createLineReader(streams.stdout, {
    badLine(problem, start) {
      events.log("warn", `The server wrote a line that is no message (${problem}): ${start}`);
      badLines = [...badLines.filter(at => now() - at < badLineWindowMs), now()];
      if (badLines.length >= badLineLimit) finish("the server writes lines that are no messages");
    },
    overlong: () => finish("the server wrote a line of more than 64 MiB"),
  });
  // vscode-jsonrpc hides the id of a request from its handler; the params object stands for it.
  const listen = reader.listen.bind(reader);
  reader.listen = callback =>
    listen(message => callback(withParams(message, (params, id) => requestIds.set(params, id))));

  const quiet = (text: string) => events.log("debug", text);
  const rpc = createMessageConnection(reader, createLineWriter(streams.stdin), {
    error: quiet,
    warn: quiet,
    info: quiet,
    log: quiet,
  });
  rpc.onNotification((method: string, params: unknown) => events.notification(method, params));
  rpc.onRequest((method: string, params: unknown) => {
    const id = typeof params === "object" && params !== null ? requestIds.get(params) : undefined;
    if (id === undefined)
      throw new ResponseError(-32600, "A request needs params that are an object.");
    return events.request(method, params, id);
  });
  rpc.onClose(() => finish("the server closed its output"));
  rpc.onError(([error]) => finish(`the pipe to the server broke (${error.message})`));
  rpc.listen();

  const once = async (method: string, params: unknown, timeoutMs: number): Promise<unknown> => {
    await slots.acquire();
    let timer: NodeJS.Timeout | undefined;
    try {
      if (over) throw new RequestError("closed", `The server is gone; ${method} was not sent.`);
      // Methods without params accept a missing field; all others need an object (PROTOCOL section 3).
      const answer =
        params === undefined ? rpc.sendRequest(method) : rpc.sendRequest(method, params);
      const deadline = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
          () =>
            reject(
              new RequestError(
                "timeout",
                `The server did not answer ${method} within ${timeoutMs / 1000} s.`,
              ),
            ),
          timeoutMs,
        );
      });
      return await Promise.race([answer, deadline]);
    } catch (error) {
      throw toRequestError(method, error, over);
    } finally {
      clearTimeout(timer);
      slots.release();
    }
  };

  return {
    async request<M extends keyof ClientMethods>(
      method: M,
      params: ClientMethods[M]["params"],
      { timeoutMs = 60_000 }: RequestOptions = {},
    ) {
      for (let attempt = 1; ; attempt++) {
        try {
          // The method map is generated from the server that answers: its result types are its word.
          return (await once(method, params, timeoutMs)) as ClientMethods[M]["result"];
        } catch (error) {
          if (
            !(error instanceof RequestError) ||
            error.code !== overloaded ||
            attempt >= overloadTries
          )
            throw error;
          await pause(100 * 2 ** attempt * (0.5 + Math.random()));
        }
      }
    },
    dispose: () => finish("we closed the connection"),
  };
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

function withParams(message: Message, remember: (params: object, id: RequestId) => void): Message {
  if (!("method" in message) || !("id" in message)) return message;
  const { id } = message;
  if (typeof id !== "string" && typeof id !== "number") return message;
  const params =
    "params" in message && typeof message.params === "object" && message.params !== null
      ? message.params
      : {};
  remember(params, id);
  return { ...message, params } as Message;
}

function toRequestError(method: string, error: unknown, over: boolean): RequestError {
  if (error instanceof RequestError) return error;
  if (over) return new RequestError("closed", `The server ended before it answered ${method}.`);
  if (error instanceof ResponseError)
    // An unknown method is answered with the names of all of them: 2 to 5 KB.
    return new RequestError("refused", error.message.slice(0, 500), {
      code: error.code,
      data: error.data,
    });
  return new RequestError("closed", error instanceof Error ? error.message : String(error));
}
