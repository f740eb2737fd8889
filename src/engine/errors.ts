import {
  isRequestError,
  isServerUnavailable,
  type RequestError,
  type ServerUnavailable,
} from "../appserver/errors.ts";
import { refusalOf, type Refusal } from "../appserver/refusals.ts";
import type { Reason } from "../model/text/reason.ts";
import { endReason, problemReason } from "./serverReasons.ts";

/**
 * Why something that was asked of the engine was not done, where that had to be expected, with what a face needs for its
 * words. `text` is always the server's own, in its language.
 */
export type Failure =
  /** The folder is not trusted, and nothing may be started in it. */
  | { readonly reason: "untrusted" }
  /** No program was found that could be started. */
  | { readonly reason: "notInstalled"; readonly what: Reason }
  /** The server ended too often, or hangs when it starts. */
  | { readonly reason: "gaveUp"; readonly cause: Reason }
  /** While the server was being started somebody stopped it or started it anew. */
  | { readonly reason: "superseded" }
  /** The engine has ended or is ending: nothing is started any more. */
  | { readonly reason: "disposed" }
  /** The server did not answer a request in time. It may still do what was asked. */
  | { readonly reason: "timeout"; readonly method: string; readonly seconds: number }
  /** The server does not read what it is sent; nothing was sent. */
  | { readonly reason: "notReading" }
  /** The server ended before it answered. It is started again by itself. */
  | { readonly reason: "closed" }
  /** Another process writes the thread: here it can only be looked at. */
  | { readonly reason: "heldElsewhere" }
  /** A turn or an ask of the thread is open in the process that writes it, which therefore keeps it. */
  | { readonly reason: "busyElsewhere" }
  /** The process that writes the thread is no Folio, or does not hear: it does not let go of it. */
  | { readonly reason: "notReleased" }
  /** Threads work in a folder, and none is open. */
  | { readonly reason: "noFolder" }
  /** A folder that was named is not in the workspace. */
  | { readonly reason: "outsideRoots"; readonly path: string }
  /** No turn runs that could be steered or stopped. */
  | { readonly reason: "nothingRuns" }
  /** A turn runs, so none can start. */
  | { readonly reason: "turnRuns" }
  /** What was queued in the thread is more than can be kept on disk. */
  | { readonly reason: "queueTooLarge" }
  /** The message is longer than the server takes. */
  | { readonly reason: "tooLong" }
  /** The same, found before anything was sent; in characters. */
  | { readonly reason: "longMessage"; readonly size: number; readonly limit: number }
  /** The server knows no such thread, or no such turn. */
  | { readonly reason: "noSuchThread"; readonly text: string }
  /** The server is older than what was asked of it. */
  | { readonly reason: "unknownMethod"; readonly text: string }
  /** The server refuses for a reason of its own. */
  | { readonly reason: "refused"; readonly text: string };

export type FailureReason = Failure["reason"];

/** The reasons that come without values. */
type PlainReason = {
  [R in FailureReason]: { reason: R } extends Extract<Failure, { reason: R }> ? R : never;
}[FailureReason];

/** An expected failure. Faces make their words from `failure`; `message` is for the log. */
export class FolioError extends Error {
  override readonly name = "FolioError";
  readonly failure: Failure;
  readonly reason: FailureReason;
  constructor(failure: Failure | PlainReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = typeof failure === "string" ? { reason: failure } : failure;
    this.reason = this.failure.reason;
  }
}

/** Whether a failure is an expected one, for this reason where one is given. Told by name: bundles have their own classes. */
export const isFolioError = (error: unknown, reason?: FailureReason): error is FolioError =>
  error instanceof Error &&
  error.name === "FolioError" &&
  "failure" in error &&
  (reason === undefined || ("reason" in error && error.reason === reason));

/** Whether the server itself refused, for whatever reason. */
export const isRefused = (error: unknown): error is FolioError =>
  isFolioError(error) && isRequestError(error.cause) && error.cause.reason === "refused";

/** What the rest of the engine hears of a failure of `appserver`; anything else stays what it is. */
export function withReason(error: unknown): unknown {
  if (isRequestError(error))
    return new FolioError(ofRequest(error), error.message, { cause: error });
  if (isServerUnavailable(error))
    return new FolioError(ofStart(error), error.message, { cause: error });
  return error;
}

function ofRequest(error: RequestError): Failure {
  switch (error.reason) {
    case "timeout":
      return { reason: "timeout", method: error.method, seconds: error.seconds ?? 0 };
    case "notReading":
    case "closed":
      return { reason: error.reason };
    case "refused":
      return ofRefusal[refusalOf(error)](error.message);
  }
}

const ofRefusal: { readonly [R in Refusal]: (text: string) => Failure } = {
  activeWriter: () => ({ reason: "heldElsewhere" }),
  noSuchThread: text => ({ reason: "noSuchThread", text }),
  noActiveTurn: () => ({ reason: "nothingRuns" }),
  inputTooLarge: () => ({ reason: "tooLong" }),
  unknownMethod: text => ({ reason: "unknownMethod", text }),
  other: text => ({ reason: "refused", text }),
};

function ofStart({ why }: ServerUnavailable): Failure {
  switch (why.reason) {
    case "notInstalled":
      return { reason: why.reason, what: problemReason(why.problem) };
    case "gaveUp":
      return { reason: why.reason, cause: endReason(why.end) };
    case "superseded":
      return { reason: why.reason };
  }
}
