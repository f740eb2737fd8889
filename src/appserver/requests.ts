import { ErrorCodes, ResponseError, type MessageConnection } from "vscode-jsonrpc/node";
import type { ClientMethods } from "../protocol/methods.gen.ts";
import { RequestError } from "./errors.ts";
import { isNotReading } from "./refusals.ts";
import { createSlots } from "./slots.ts";

export interface RequestOptions {
  /** Milliseconds; 60 000 unless given. */
  readonly timeoutMs?: number;
}

/** Sends a request; rejects with `RequestError` only. */
export type SendRequest = <M extends keyof ClientMethods>(
  method: M,
  params: ClientMethods[M]["params"],
  options?: RequestOptions,
) => Promise<ClientMethods[M]["result"]>;

export interface Requests {
  readonly request: SendRequest;
  /** Lets go of all requests that wait for room; they reject, because the connection is closed. */
  release(): void;
}

export interface RequestsOptions {
  readonly rpc: Pick<MessageConnection, "sendRequest">;
  isOpen(): boolean;
  /** Resolves when everything that the server said was delivered. */
  readonly ended: Promise<void>;
}

const maxInFlight = 64;
const overloaded = -32001;
const overloadTries = 5;

/** Requests of ours: at most 64 at a time, each with a deadline, and again when the server is overloaded. */
export function createRequests({ rpc, isOpen, ended }: RequestsOptions): Requests {
  const slots = createSlots(maxInFlight);

  const send = async (method: string, params: unknown, timeoutMs: number): Promise<unknown> => {
    if (!isOpen()) {
      await ended;
      throw new RequestError("closed", `The server is gone; ${method} was not sent.`, { method });
    }
    const deadline = createDeadline(method, timeoutMs);
    try {
      // Methods without params accept a missing field; all others need an object.
      const answer =
        params === undefined ? rpc.sendRequest(method) : rpc.sendRequest(method, params);
      return await Promise.race([answer, deadline.over]);
    } catch (error) {
      // The pipe broke. What the server said before its end is delivered first.
      if (isCode(error, ErrorCodes.MessageWriteError) && !isNotReading(error)) await ended;
      throw toRequestError(method, error);
    } finally {
      deadline.clear();
    }
  };
  const once = async (method: string, params: unknown, timeoutMs: number): Promise<unknown> => {
    await slots.acquire();
    try {
      return await send(method, params, timeoutMs);
    } finally {
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
          const isOverloaded = error instanceof RequestError && error.code === overloaded;
          if (!isOverloaded || attempt >= overloadTries) throw error;
          await pause(100 * 2 ** attempt * (0.5 + Math.random()));
        }
      }
    },
    release: () => slots.open(),
  };
}

function createDeadline(method: string, ms: number) {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const seconds = ms / 1000;
      // oxlint-disable-next-line folio/wordless -- The message of an error.
      const message = `The server did not answer ${method} within ${seconds} s.`;
      reject(new RequestError("timeout", message, { method, seconds }));
    }, ms);
  });
  return { over, clear: () => clearTimeout(timer) };
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** An error of vscode-jsonrpc's own making, not of the server. */
const isCode = (error: unknown, code: number): error is ResponseError<unknown> =>
  error instanceof ResponseError && error.code === code;

function toRequestError(method: string, error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  if (isCode(error, ErrorCodes.MessageWriteError) && isNotReading(error))
    return new RequestError("notReading", error.message, { method });
  if (
    isCode(error, ErrorCodes.MessageWriteError) ||
    isCode(error, ErrorCodes.PendingResponseRejected)
  )
    return new RequestError("closed", `The server ended before it answered ${method}.`, { method });
  if (error instanceof ResponseError)
    // An unknown method is answered with the names of all of them: 2 to 5 KB.
    return new RequestError("refused", error.message.slice(0, 500), {
      method,
      code: error.code,
      data: error.data,
    });
  return new RequestError("closed", error instanceof Error ? error.message : String(error), {
    method,
  });
}
