import type { End } from "./end.ts";
import type { LocateProblem } from "./locate.ts";

/**
 * What crosses between `appserver` and the engine. The two are bundled apart, each with its own copy of these classes:
 * they are told by their name, never by `instanceof`.
 */

/** What is known of a request that has no result. */
export interface RequestDetail {
  readonly method: string;
  /** How long was waited, where that was too long. */
  readonly seconds?: number;
  /** Of the server's error. */
  readonly code?: number;
  readonly data?: unknown;
}

/**
 * Why a request has no result. `refused` is the server's own error, with its code and data; after a `timeout` the server
 * may still do what was asked; what is `notReading` was not sent.
 */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly reason: "refused" | "timeout" | "notReading" | "closed";
  readonly method: string;
  readonly seconds: number | undefined;
  readonly code: number | undefined;
  readonly data: unknown;
  constructor(
    reason: RequestError["reason"],
    message: string,
    { method, seconds, code, data }: RequestDetail,
  ) {
    super(message);
    this.reason = reason;
    this.method = method;
    this.seconds = seconds;
    this.code = code;
    this.data = data;
  }
}

export const isRequestError = (error: unknown): error is RequestError =>
  error instanceof Error && error.name === "RequestError" && "reason" in error;

/**
 * Why there is no server to speak with: no program to start, too many failures, or the start was given up for another one
 * or for a stop.
 */
export type WhyUnavailable =
  | { readonly reason: "notInstalled"; readonly problem: LocateProblem }
  | { readonly reason: "gaveUp"; readonly end: End }
  | { readonly reason: "superseded" };

/** There is no server to speak with. `message` is for the log. */
export class ServerUnavailable extends Error {
  override readonly name = "ServerUnavailable";
  readonly why: WhyUnavailable;
  constructor(why: WhyUnavailable, message: string) {
    super(message);
    this.why = why;
  }
}

export const isServerUnavailable = (error: unknown): error is ServerUnavailable =>
  error instanceof Error && error.name === "ServerUnavailable" && "why" in error;

/** Answers a server request with an error of JSON-RPC, which the server takes as a refusal. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const isAnswerError = (error: unknown): error is AnswerError =>
  error instanceof Error && error.name === "AnswerError" && "code" in error;
