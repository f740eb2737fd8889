import type { Readable, Writable } from "node:stream";
import {
  Emitter,
  type DataCallback,
  type Message,
  type MessageReader,
  type MessageWriter,
} from "vscode-jsonrpc/node";

const newline = 0x0a;
const maxDepth = 500;

const maxLineBytes = 64 * 1024 * 1024;
const maxQueuedBytes = 8 * 1024 * 1024;

export interface ReaderEvents {
  /** A line that is no message: what is wrong, and its first 200 bytes. Reading goes on. */
  badLine(problem: string, start: string): void;
  /** A line longer than `maxLineBytes`: the stream cannot be trusted any more. Called once. */
  overlong(): void;
}

/**
 * Reads newline-delimited JSON. Lines end at byte 0x0A only: U+2028 inside a string is data (SAFETY fact 8). Parts of a
 * line are kept in a list, so that a line of many megabytes costs its length once.
 */
export function createLineReader(input: Readable, events: ReaderEvents): MessageReader {
  const errors = new Emitter<Error>();
  const closed = new Emitter<void>();
  const partial = new Emitter<never>();
  let parts: Buffer[] = [];
  let length = 0;
  let over = false;

  const take = (chunk: Buffer, callback: DataCallback) => {
    if (over) return;
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      parts.push(chunk.subarray(start, end));
      const line = parts.length === 1 ? parts[0] : Buffer.concat(parts);
      parts = [];
      length = 0;
      start = end + 1;
      if (line) deliver(line, callback);
    }
    if (start >= chunk.length) return;
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > maxLineBytes) {
      over = true;
      parts = [];
      events.overlong();
    }
  };

  const deliver = (line: Buffer, callback: DataCallback) => {
    const parsed = parseLine(line);
    if (parsed.ok) callback(parsed.message);
    else if (parsed.problem !== "empty")
      events.badLine(parsed.problem, line.subarray(0, 200).toString("utf8"));
  };

  return {
    onError: errors.event,
    onClose: closed.event,
    onPartialMessage: partial.event,
    listen(callback) {
      const onData = (chunk: Buffer) => take(chunk, callback);
      const onEnd = () => {
        if (parts.length > 0)
          events.badLine(
            "the stream ended inside a line",
            Buffer.concat(parts).subarray(0, 200).toString("utf8"),
          );
        parts = [];
        closed.fire();
      };
      input.on("data", onData);
      input.once("end", onEnd);
      input.once("close", onEnd);
      input.on("error", error => errors.fire(error));
      return { dispose: () => input.off("data", onData) };
    },
    dispose() {
      errors.dispose();
      closed.dispose();
      partial.dispose();
    },
  };
}

type Parsed = { ok: true; message: Message } | { ok: false; problem: string };

/** One message out of one line (without its newline); never throws. */
export function parseLine(line: Buffer): Parsed {
  if (line.length === 0 || (line.length === 1 && line[0] === 0x0d))
    return { ok: false, problem: "empty" };
  if (nestsTooDeep(line)) return { ok: false, problem: `nested deeper than ${maxDepth}` };
  let value: unknown;
  try {
    value = JSON.parse(line.toString("utf8"));
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : "not JSON" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { ok: false, problem: "not a JSON object" };
  const hasMethod = "method" in value && typeof value.method === "string";
  if (!hasMethod && !("id" in value))
    return { ok: false, problem: "neither a request, a notification nor a response" };
  // vscode-jsonrpc reads `jsonrpc` on nothing but its own output: the server leaves it out.
  return { ok: true, message: value as unknown as Message };
}

/** Whether brackets outside strings nest beyond `maxDepth`; a stack overflow later would be worse than a lost line. */
function nestsTooDeep(line: Buffer): boolean {
  if (line.length < 2 * maxDepth) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < line.length; at++) {
    const byte = line[at];
    if (inString) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > maxDepth) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}

/** Writes one message a line. A write ends when the pipe took it; it fails when the server stopped reading. */
export function createLineWriter(output: Writable): MessageWriter {
  const errors = new Emitter<[Error, Message | undefined, number | undefined]>();
  const closed = new Emitter<void>();
  output.on("error", error => errors.fire([error, undefined, undefined]));
  output.once("close", () => closed.fire());
  return {
    onError: errors.event,
    onClose: closed.event,
    write(message) {
      if (output.writableLength > maxQueuedBytes)
        return Promise.reject(new Error("The server does not read what it is sent."));
      return new Promise((resolve, reject) => {
        output.write(`${encode(message)}\n`, error => (error ? reject(error) : resolve()));
      });
    },
    end: () => output.end(),
    dispose() {
      errors.dispose();
      closed.dispose();
    },
  };
}

/** JSON with well-formed strings only: the server drops a line with a lone surrogate in silence (PROTOCOL fact 2). */
export const encode = (message: unknown): string =>
  JSON.stringify(message, (_key, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value,
  );
