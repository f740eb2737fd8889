import { createHandover } from "./handover.ts";
import { FolioError } from "../errors.ts";
import { report, type Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import type { OpenThreads } from "./threads.ts";

export interface SharingOptions {
  readonly store: Store;
  readonly log: Log;
  readonly scope: Scope;
  readonly threads: Pick<OpenThreads, "release" | "tryOpen" | "follow">;
  /** A folder of ours that all windows of the person share. */
  readonly folder: string;
  /** The threads that are shown. */
  watched(): readonly string[];
}

/** Between attempts to open a thread that another process holds. */
const followEveryMs = 10_000;

export interface Sharing {
  /** Hears what other windows ask of this one; call once a server is ready. */
  listen(): Promise<void>;
  /**
   * Has another window hand over the thread that it holds, and opens it here. Rejects with `busyElsewhere` or `notReleased`.
   */
  takeOver(threadId: string): Promise<void>;
}

/** Threads between windows: each is written by one of them, and can be handed to another. */
export function createSharing(options: SharingOptions): Sharing {
  const { store, log, scope, threads, folder, watched } = options;
  const handover = createHandover({ folder, log, scope, release: threads.release });
  scope.every(followEveryMs, () => {
    const { connection, threads: known } = store.state;
    if (connection.kind !== "ready") return;
    for (const threadId of watched())
      if (known[threadId]?.isHeldElsewhere)
        report(log, "Following a thread", threads.follow(threadId));
  });

  return {
    listen: handover.listen,
    async takeOver(threadId) {
      const answer = await handover.ask(threadId);
      if (answer === "busy")
        throw new FolioError("busyElsewhere", "A turn or an ask is open where the thread is held.");
      if (await threads.tryOpen(threadId)) return;
      throw new FolioError("notReleased", "The process that holds the thread keeps it.");
    },
  };
}
