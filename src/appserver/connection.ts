import type { Readable, Writable } from "node:stream";
import { createMessageConnection, ErrorCodes, ResponseError } from "vscode-jsonrpc/node";
import type { ClientMethods } from "../protocol/methods.gen.ts";
import type { RequestId } from "../protocol/types.gen.ts";
import { isAnswerError, RequestError } from "./errors.ts";
import { createLineReader, createLineWriter, notReading } from "./lines.ts";
import { createSlots } from "./slots.ts";
import { createTraffic, type Asked } from "./traffic.ts";

export interface Streams {
  readonly stdin: Writable;
  readonly stdout: Readable;
}

export interface ConnectionEvents {
  /** In the order of the wire; one a macrotask. */
  notification(method: string, params: unknown): void;
  /** Answers a server request once; a rejected promise becomes an error answer, which the server takes as a refusal. */
  request(method: string, params: unknown, id: RequestId): Promise<unknown>;
  /** The stream is over or broken for good: everything before its end was delivered, nothing more will come. */
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
  /** Resolves when the stream is over and everything that came before its end was delivered. */
  readonly ended: Promise<void>;
  /** Rejects everything pending with reason `closed`; what came and was not delivered yet is dropped. */
  dispose(): void;
}

const maxInFlight = 64;
const overloaded = -32001;
const overloadTries = 5;
const badLineLimit = 20;
const badLineWindowMs = 10_000;
const lastWordsMs = 2000;

/** Speaks JSON-RPC over lines. `now` is a monotonic clock in milliseconds. */
export function connect(
  streams: Streams,
  events: ConnectionEvents,
  now: () => number,
): ServerConnection {
  const slots = createSlots(maxInFlight);
  const quiet = (text: string) => events.log("debug", text);
  let phase: "open" | "ending" | "over" = "open";
  let badLines: number[] = [];
  let brokenPipe: NodeJS.Timeout | undefined;
  let end: () => void;
  const ended = new Promise<void>(resolve => (end = resolve));

  /** What the server said until now is still delivered. */
  const fail = (cause: string) => {
    if (phase !== "open") return;
    phase = "ending";
    traffic.end(() => finish(cause));
  };
  const finish = (cause: string) => {
    if (phase === "over") return;
    phase = "over";
    clearTimeout(brokenPipe);
    rpc.dispose();
    slots.open();
    events.closed(cause);
    setImmediate(end); // behind the rejections, which are promises
  };

  const reader = createLineReader(streams.stdout, {
    badLine(problem, start) {
      events.log("warn", `The server wrote a line that is no message (${problem}): ${start}`);
      badLines = [...badLines.filter(at => now() - at < badLineWindowMs), now()];
      if (badLines.length >= badLineLimit) fail("the server writes lines that are no messages");
    },
    overlong: () => fail("the server wrote a line of more than 64 MiB"),
    ended: fail,
  });
  const writer = createLineWriter(streams.stdin, {
    // A server that ends closes its input first: its last words are still on their way.
    failed: cause => (brokenPipe ??= setTimeout(() => fail(cause), lastWordsMs)),
    stalled: () => fail("it is not responding: it does not read what it is sent"),
  });
  const traffic = createTraffic(reader, writer, why => quiet(`Ignored: ${why}.`));
  const { messageStrategy } = traffic;
  const rpc = createMessageConnection(
    traffic.reader,
    traffic.writer,
    { error: quiet, warn: quiet, info: quiet, log: quiet },
    { messageStrategy },
  );
  rpc.onNotification((method: string, params: unknown) => events.notification(method, params));
  rpc.onRequest((method: string, asked: unknown) => {
    const { id, params } = asked as Asked; // as `traffic` wraps every request
    return events.request(method, params, id).catch((error: unknown) => {
      throw isAnswerError(error) ? new ResponseError(error.code, error.message) : error;
    });
  });
  rpc.listen();

  const once = async (method: string, params: unknown, timeoutMs: number): Promise<unknown> => {
    await slots.acquire();
    let timer: NodeJS.Timeout | undefined;
    try {
      if (phase !== "open") {
        await ended;
        throw new RequestError("closed", `The server is gone; ${method} was not sent.`);
      }
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
      if (isCode(error, ErrorCodes.MessageWriteError) && error.message !== notReading) await ended;
      throw toRequestError(method, error);
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
    ended,
    dispose: () => finish("we closed the connection"),
  };
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** An error of vscode-jsonrpc's own making, not of the server. */
const isCode = (error: unknown, code: number): error is ResponseError<unknown> =>
  error instanceof ResponseError && error.code === code;

function toRequestError(method: string, error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  if (isCode(error, ErrorCodes.MessageWriteError) && error.message === notReading)
    return new RequestError("timeout", error.message);
  if (
    isCode(error, ErrorCodes.MessageWriteError) ||
    isCode(error, ErrorCodes.PendingResponseRejected)
  )
    return new RequestError("closed", `The server ended before it answered ${method}.`);
  if (error instanceof ResponseError)
    // An unknown method is answered with the names of all of them: 2 to 5 KB.
    return new RequestError("refused", error.message.slice(0, 500), {
      code: error.code,
      data: error.data,
    });
  return new RequestError("closed", error instanceof Error ? error.message : String(error));
}
