/* oxlint-disable folio/wordless -- What is wrong with a line is for the log. */
import type { Readable, Writable } from "node:stream";
import type { Message } from "vscode-jsonrpc/node";
import type { StreamCause } from "./end.ts";
import { notReading } from "./refusals.ts";

const newline = 0x0a;
const maxDepth = 500;

const maxLineMebibytes = 64;
const maxLineBytes = maxLineMebibytes * 1024 * 1024;
const maxQueuedBytes = 8 * 1024 * 1024;
const stalledMs = 5000;

export interface ReaderEvents {
  /** A line that is no message: what is wrong, and its first 200 bytes. Reading goes on. */
  badLine(problem: string, start: string): void;
  /** A line longer than may be: the stream cannot be trusted any more. Called once. */
  overlong(mebibytes: number): void;
  /** The last byte was read, or the pipe broke. Called once, after the last message. */
  ended(cause: StreamCause): void;
}

export interface LineReader {
  /** `bytes` is the length of the message's line. */
  listen(onMessage: (message: Message, bytes: number) => void): void;
  /** Holds the stream back until `resume`: the server waits meanwhile. */
  pause(): void;
  resume(): void;
}

/**
 * Reads newline-delimited JSON. Lines end at byte 0x0A only: U+2028 inside a string is data. Parts of a line are kept in a
 * list, so that a line of many megabytes costs its length once.
 */
export function createLineReader(input: Readable, events: ReaderEvents): LineReader {
  let parts: Buffer[] = [];
  let length = 0;
  let over = false;

  const take = (chunk: Buffer, onMessage: (message: Message, bytes: number) => void) => {
    if (over) return;
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      parts.push(chunk.subarray(start, end));
      const line = parts.length === 1 ? parts[0] : Buffer.concat(parts);
      parts = [];
      length = 0;
      start = end + 1;
      if (!line) continue;
      const parsed = parseLine(line);
      if (parsed.ok) onMessage(parsed.message, line.length);
      else if (parsed.problem !== "empty")
        events.badLine(parsed.problem, line.subarray(0, 200).toString("utf8"));
    }
    if (start >= chunk.length) return;
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > maxLineBytes) {
      over = true;
      parts = [];
      events.overlong(maxLineMebibytes);
    }
  };

  return {
    listen(onMessage) {
      let hasEnded = false;
      const end = (cause: StreamCause) => {
        if (hasEnded) return;
        hasEnded = true;
        if (parts.length > 0)
          events.badLine(
            "the stream ended inside a line",
            Buffer.concat(parts).subarray(0, 200).toString("utf8"),
          );
        parts = [];
        events.ended(cause);
      };
      input.on("data", (chunk: Buffer) => take(chunk, onMessage));
      input.once("end", () => end({ kind: "closed" }));
      input.once("close", () => end({ kind: "closed" }));
      input.on("error", error => end({ kind: "outputBroke", text: error.message }));
    },
    pause: () => input.pause(),
    resume: () => input.resume(),
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

export interface WriterEvents {
  /** The pipe broke: nothing that is written from now on arrives. */
  failed(cause: StreamCause): void;
  /** More than 8 MiB wait and the server has read nothing for 5 s. */
  stalled(): void;
}

export interface LineWriter {
  /** Resolves when the pipe took it; rejects when it broke, or when too much waits already. */
  write(message: Message): Promise<void>;
  end(): void;
  dispose(): void;
}

/** Writes one message a line. An answer is never refused: it is small, and the server waits for it. */
export function createLineWriter(output: Writable, events: WriterEvents): LineWriter {
  let stall: NodeJS.Timeout | undefined;
  /** Nothing is added above the limit, so what waits shrinks only when the server reads. */
  const watch = (waitedBytes: number) => {
    stall ??= setTimeout(() => {
      stall = undefined;
      if (output.writableLength <= maxQueuedBytes) return;
      if (output.writableLength >= waitedBytes) events.stalled();
      else watch(output.writableLength);
    }, stalledMs);
  };
  output.on("error", error => events.failed({ kind: "inputBroke", text: error.message }));
  output.once("close", () => events.failed({ kind: "closed" }));
  return {
    write(message) {
      if (output.writableLength > maxQueuedBytes) {
        watch(output.writableLength);
        if ("method" in message) return Promise.reject(new Error(notReading));
      }
      return new Promise((resolve, reject) => {
        output.write(`${encode(message)}\n`, error => (error ? reject(error) : resolve()));
      });
    },
    end: () => output.end(),
    dispose: () => clearTimeout(stall),
  };
}

/** JSON with well-formed strings only: the server drops a line with a lone surrogate in silence. */
export const encode = (message: unknown): string =>
  JSON.stringify(message, (_key, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value,
  );
