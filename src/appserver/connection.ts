import type { Readable, Writable } from "node:stream";
import { createMessageConnection, ResponseError } from "vscode-jsonrpc/node";
import type { RequestId } from "../protocol/types.gen.ts";
import type { StreamCause } from "./end.ts";
import { isAnswerError } from "./errors.ts";
import { createLineReader, createLineWriter } from "./lines.ts";
import { createRequests, type SendRequest } from "./requests.ts";
import type { Asked } from "./messages.ts";
import { createTraffic, type Traffic } from "./traffic.ts";

export interface Streams {
  readonly stdin: Writable;
  readonly stdout: Readable;
}

export interface ConnectionEvents {
  /** In the order of the wire; one a macrotask. */
  notification(method: string, params: unknown): void;
  /** Answers a server request once; a rejected promise becomes an error answer, which the server takes as a refusal. */
  request(method: string, params: unknown, id: RequestId): Promise<unknown>;
  /** The stream is over for good: everything before its end was delivered, nothing more will come. */
  closed(cause: StreamCause): void;
  log(level: "warn" | "debug", text: string): void;
}

/** A conversation with one server process. */
export interface ServerConnection {
  /** Sends a request; rejects with `RequestError` only. */
  readonly request: SendRequest;
  /** Resolves when the stream is over and everything that came before its end was delivered. */
  readonly ended: Promise<void>;
  /** Rejects everything pending with reason `closed`; what came and was not delivered yet is dropped. */
  dispose(): void;
}

const badLineLimit = 20;
const badLineWindowMs = 10_000;
const lastWordsMs = 2000;

/** Speaks JSON-RPC over lines. `now` is a monotonic clock in milliseconds. */
export function connect(
  streams: Streams,
  events: ConnectionEvents,
  now: () => number,
): ServerConnection {
  const quiet = (text: string) => events.log("debug", text);
  let phase: "open" | "ending" | "over" = "open";
  let brokenPipe: NodeJS.Timeout | undefined;
  let end: () => void;
  const ended = new Promise<void>(resolve => (end = resolve));

  /** What the server said until now is still delivered. */
  const fail = (cause: StreamCause) => {
    if (phase !== "open") return;
    phase = "ending";
    traffic.end(() => finish(cause));
  };
  const finish = (cause: StreamCause) => {
    if (phase === "over") return;
    phase = "over";
    clearTimeout(brokenPipe);
    rpc.dispose();
    requests.release();
    events.closed(cause);
    setImmediate(end); // behind the rejections, which are promises
  };

  const isFlood = createFlood(now);
  const reader = createLineReader(streams.stdout, {
    badLine(problem, start) {
      events.log("warn", `The server wrote a line that is no message (${problem}): ${start}`);
      if (isFlood()) fail({ kind: "badLines" });
    },
    overlong: mebibytes => fail({ kind: "longLine", mebibytes }),
    ended: fail,
  });
  const writer = createLineWriter(streams.stdin, {
    // A server that ends closes its input first: its last words are still on their way.
    failed: cause => (brokenPipe ??= setTimeout(() => fail(cause), lastWordsMs)),
    stalled: () => fail({ kind: "notReading" }),
  });
  const traffic = createTraffic(reader, writer, why => quiet(`Ignored: ${why}.`));
  const rpc = listen(traffic, events, quiet);
  const requests = createRequests({ rpc, ended, isOpen: () => phase === "open" });

  return {
    request: requests.request,
    ended,
    dispose: () => finish({ kind: "closed" }),
  };
}

/** Whether there were too many bad lines in a short time. Call once per bad line. */
function createFlood(now: () => number): () => boolean {
  let lines: number[] = [];
  return () => {
    lines = [...lines.filter(at => now() - at < badLineWindowMs), now()];
    return lines.length >= badLineLimit;
  };
}

function listen(
  { reader, writer, messageStrategy }: Traffic,
  events: Pick<ConnectionEvents, "notification" | "request">,
  quiet: (text: string) => void,
) {
  const logger = { error: quiet, warn: quiet, info: quiet, log: quiet };
  const rpc = createMessageConnection(reader, writer, logger, { messageStrategy });
  rpc.onNotification((method: string, params: unknown) => events.notification(method, params));
  rpc.onRequest((method: string, asked: unknown) => {
    const { id, params } = asked as Asked; // as `traffic` wraps every request
    return events.request(method, params, id).catch((error: unknown) => {
      throw isAnswerError(error) ? new ResponseError(error.code, error.message) : error;
    });
  });
  rpc.listen();
  return rpc;
}
