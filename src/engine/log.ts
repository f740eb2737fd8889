/** Where the engine writes what only a log should hear. Texts from the server are redacted before they come here. */
export type Log = (level: "debug" | "info" | "warn" | "error", text: string) => void;

/** Gives a promise that nobody awaits an owner: its failure is logged. */
export function report(log: Log, what: string, promise: PromiseLike<unknown>): void {
  promise.then(undefined, (error: unknown) =>
    log("warn", `${what} failed: ${error instanceof Error ? error.message : String(error)}`),
  );
}
