/** Why something that was asked of the engine was not done, where that had to be expected. */
export type FailureReason =
  /** The workspace is not trusted. */
  | "untrusted"
  /** No folder is open, and threads work in one. */
  | "noFolder"
  /** A folder that was named is not in the workspace. */
  | "outsideRoots"
  /** No turn runs that could be steered. */
  | "nothingRuns"
  /** A turn runs, so none can start. */
  | "turnRuns";

/** An expected failure. Faces make their words from `reason`; `message` is for the log. */
export class FolioError extends Error {
  override readonly name = "FolioError";
  readonly reason: FailureReason;
  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Whether a failure is an expected one, for this reason where one is given. */
export const isFolioError = (error: unknown, reason?: FailureReason): error is FolioError =>
  error instanceof FolioError && (reason === undefined || error.reason === reason);
