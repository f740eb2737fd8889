/**
 * What crosses between the connection and the engine. The two are bundled apart, each with its own copy of these classes:
 * they are told by their name, never by `instanceof`.
 */

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

export const isRequestError = (error: unknown): error is RequestError =>
  error instanceof Error && error.name === "RequestError" && "reason" in error;

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
