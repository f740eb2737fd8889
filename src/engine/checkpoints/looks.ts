import { reason, verbatim, type Reason } from "../../model/text/reason.ts";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Taken } from "./snapshots.ts";

export interface LooksOptions {
  readonly log: Log;
  readonly scope: Pick<Scope, "pause">;
  take(): Promise<Taken>;
  /** Waits until the look is over, or as long as a person has patience; never rejects. */
  patience(looking: Promise<void>): Promise<void>;
  /** Tells the person that nothing is kept of a turn. */
  tell(what: Reason): void;
}

/** What the folders were like before a turn. */
export interface Before {
  readonly snapshot: Snapshot;
  /** The same, put right where the watcher missed something. */
  readonly proven: Promise<Snapshot>;
  /** The turn is over: the comparison must not wait for a quiet moment any more. */
  hurry(): void;
}

/** Looks through the folders that were begun for a turn that is about to begin. */
export interface Looks {
  /** Resolves when the turn may begin: all is known, or nothing of it will be. */
  prepare(threadId: string): Promise<void>;
  /**
   * What the folders were like before the turn that begins now in a thread; null when that is not known because the look
   * failed or took too long, undefined when nobody prepared for it. Never what an earlier turn began with.
   */
  takeFor(threadId: string): Before | null | undefined;
}

/** A turn begins within this time after the look that was made for it. */
const freshMs = 30_000;
/** Files are compared so long after a turn began: the first token comes before, and what a model writes after. */
const quietMs = 150;

interface Prepared {
  readonly before: Before | null;
  readonly at: number;
}

export function createLooks({ log, scope, take, patience, tell }: LooksOptions): Looks {
  const prepared = new Map<string, Prepared>();
  return {
    async prepare(threadId) {
      const found: { taken: Taken | null; failure: { readonly error: unknown } | null } = {
        taken: null,
        failure: null,
      };
      const looking = take().then(
        taken => void (found.taken = taken),
        (error: unknown) => void (found.failure = { error }),
      );
      await patience(looking);
      // What a look finds from here on may already be the turn's.
      const { taken, failure } = found;
      const before = taken && beforeOf(taken, scope);
      prepared.set(threadId, { before, at: performance.now() });
      if (before !== null) return;
      log(
        "warn",
        `The files were not kept before a turn: ${failure ? String(failure.error) : "it took too long"}`,
      );
      tell(
        failure === null
          ? reason("notice.lookTooLong")
          : reason("notice.lookFailed", { why: whyOf(failure.error) }),
      );
    },
    takeFor(threadId) {
      const found = prepared.get(threadId);
      prepared.delete(threadId);
      return found && performance.now() - found.at < freshMs ? found.before : undefined;
    },
  };
}

export function beforeOf({ snapshot, proven }: Taken, scope: Pick<Scope, "pause">): Before {
  let hurry = () => {};
  const hurried = new Promise<void>(resolve => (hurry = resolve));
  return { snapshot, proven: proven(Promise.race([hurried, scope.pause(quietMs)])), hurry };
}

export const whyOf = (error: unknown): Reason =>
  error instanceof Error && "code" in error && error.code === "ENOSPC"
    ? reason("notice.diskFull")
    : verbatim(String(error instanceof Error ? error.message : error));
