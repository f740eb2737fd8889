import { isKnownNotification } from "../model/reduce/reduce.ts";
import type { NotificationEvent } from "../model/state.ts";
import type { Account } from "./account.ts";
import type { FeedLog } from "./feed/log.ts";
import { report, type Log } from "./log.ts";
import type { Names } from "./names.ts";
import type { Store } from "./store.ts";
import type { Sharing } from "./threads/sharing.ts";
import type { OpenThreads, Threads } from "./threads/threads.ts";
import type { Watching } from "./threads/watching.ts";

export interface ServerLifeOptions {
  readonly store: Pick<Store, "dispatch">;
  readonly log: Log;
  readonly feed: Pick<FeedLog, "add">;
  readonly names: Names;
  readonly account: Pick<Account, "refresh">;
  readonly threads: Pick<Threads, "open">;
  readonly open: Pick<OpenThreads, "forgetLoaded">;
  readonly sharing: Pick<Sharing, "listen">;
  readonly watching: Pick<Watching, "watched">;
  /** Looks through the workspace folders for what the checkpoints must know. */
  lookThrough(): Promise<void>;
}

/** What is done when a server process comes, and when it speaks. */
export interface ServerLife {
  /** A process is ready; `generation` counts them from 1. Returns at once: what is begun here is logged where it fails. */
  ready(generation: number): void;
  /** Takes one notification to the state, in the order of the wire. */
  notified(method: string, params: unknown): void;
}

export function createServerLife(options: ServerLifeOptions): ServerLife {
  const { store, log, feed, names, account, threads } = options;
  const unknownMethods = new Set<string>();
  const logUnknown = (method: string) => {
    if (!unknownMethods.has(method))
      log("info", `The server notifies of something newer than Folio: ${method}`);
    unknownMethods.add(method);
  };

  return {
    ready(generation) {
      options.open.forgetLoaded();
      report(log, "Looking where the folders lead", names.refresh());
      report(log, "Listening to other windows", options.sharing.listen());
      report(log, "Reading the account", account.refresh());
      // The first look through the folders takes longest: it is done before anybody has typed.
      report(log, "Looking through the folders", options.lookThrough());
      if (generation > 1)
        for (const threadId of options.watching.watched())
          report(log, "Opening a thread again", threads.open(threadId));
    },
    notified(method, params) {
      feed.add(threadOf(params), { kind: "notification", method, params });
      if (!isKnownNotification(method)) return logUnknown(method);
      // Method and params came in one message; a wrong shape is caught where it is reduced.
      const notification = names.renamed({ method, params } as NotificationEvent);
      store.dispatch({ type: "notification", notification });
      if (method === "account/updated" || method === "account/login/completed")
        report(log, "Reading the account", account.refresh());
    },
  };
}

/** The thread that params name, whatever notification they are of: one that Folio does not know may name one too. */
function threadOf(params: unknown): string | null {
  if (typeof params !== "object" || params === null) return null;
  if ("threadId" in params && typeof params.threadId === "string") return params.threadId;
  const thread: unknown = "thread" in params ? params.thread : null;
  const isThread = typeof thread === "object" && thread !== null && "id" in thread;
  return isThread && typeof thread.id === "string" ? thread.id : null;
}
