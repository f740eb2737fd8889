import { createHandover } from "./handover.ts";
import { report, type Log } from "../log.ts";
import { ThreadError } from "./opening.ts";
import type { Store } from "../store.ts";
import type { OpenThreads } from "./threads.ts";

export interface SharingOptions {
  readonly store: Store;
  readonly log: Log;
  readonly threads: Pick<OpenThreads, "release" | "tryOpen" | "follow">;
  /** A folder of ours that all windows of the person share. */
  readonly folder: string;
  /** The threads that are shown. */
  watched(): readonly string[];
}

/** A server that another process keeps from a thread is not asked more often for it. */
const followEveryMs = 10_000;

/** Threads between windows: each is written by one of them, and can be handed to another. */
export interface Sharing {
  /** Hears what other windows ask of this one; call once a server is ready. */
  listen(): Promise<void>;
  /** Has another window hand over the thread that it holds, and opens it here; rejects with what to do instead. */
  takeOver(threadId: string): Promise<void>;
  dispose(): void;
}

export function createSharing(options: SharingOptions): Sharing {
  const { store, log, threads, folder, watched } = options;
  const handover = createHandover({ folder, log, release: threads.release });
  const following = setInterval(() => {
    const { connection, threads: known } = store.state;
    if (connection.kind !== "ready") return;
    for (const threadId of watched())
      if (known[threadId]?.isHeldElsewhere)
        report(log, "Following a thread", threads.follow(threadId));
  }, followEveryMs);
  following.unref();

  return {
    listen: handover.listen,
    async takeOver(threadId) {
      const answer = await handover.ask(threadId);
      if (answer !== "busy" && (await threads.tryOpen(threadId))) return;
      throw new ThreadError(
        answer === "busy"
          ? "Codex works in this thread in the other window, or waits for an answer there. Take it over when that is done, or continue in a copy."
          : "The program that holds this thread does not let go of it. Close it there: Folio opens the thread here as soon as it is free. Or continue in a copy.",
      );
    },
    dispose() {
      clearInterval(following);
      handover.dispose();
    },
  };
}
