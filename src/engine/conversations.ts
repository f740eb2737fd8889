import type { Reason } from "../model/text/reason.ts";
import { join } from "node:path";
import type { ServerConnection } from "../appserver/connection.ts";
import type { Checkpoints } from "./checkpoints/checkpoints.ts";
import type { Effects } from "./effects.ts";
import { report } from "./log.ts";
import type { Names } from "./names.ts";
import type { EngineOptions } from "./options.ts";
import type { Scope } from "./scope.ts";
import type { Store } from "./store.ts";
import { forgetUnwatched, type Forgetting } from "./threads/forgetting.ts";
import { watchQuiet } from "./threads/quiet.ts";
import { createSharing, type Sharing } from "./threads/sharing.ts";
import { createThreads, type OpenThreads, type Threads } from "./threads/threads.ts";
import { createUnattended } from "./threads/unattended.ts";
import { watchWaiting } from "./threads/waiting.ts";
import { keepUnfinished } from "./threads/unfinished.ts";
import { createWatching, type Watching } from "./threads/watching.ts";

export interface ConversationsOptions extends Omit<EngineOptions, "server"> {
  readonly store: Store;
  readonly effects: Pick<Effects, "onAsks" | "onTurnsLoaded">;
  /** Ends with the engine. */
  readonly scope: Scope;
  /** Ends before: what uses the server. */
  readonly inUse: Scope;
  readonly names: Pick<Names, "refresh">;
  readonly checkpoints: Pick<Checkpoints, "prepare" | "load">;
  /** The server, started where it does not run. */
  connect(): Promise<ServerConnection>;
  /** Tells the person in a sentence. */
  warn(what: Reason): void;
}

/** The threads, with what keeps them over restarts and between windows. */
export interface Conversations {
  readonly threads: Threads;
  /** What no face may do with threads. */
  readonly open: OpenThreads;
  readonly sharing: Pick<Sharing, "listen">;
  readonly watching: Watching;
  readonly forgetting: Forgetting;
  /** Resolves when what runs is on disk. */
  flush(): Promise<void>;
}

export function createConversations(options: ConversationsOptions): Conversations {
  const { store, effects, scope, inUse, log, settings, names, checkpoints, connect } = options;
  const { storage, sharedStorage } = options.folders;
  const unfinished = keepUnfinished({ store, scope, folder: storage, log, tell: options.warn });
  watchQuiet(store, scope);
  watchWaiting(store, effects, scope);
  const watching = createWatching();
  const forgetting = forgetUnwatched({ store, scope, watching, unfinished, log });
  const threads = createThreads({
    store,
    log,
    scope: inUse,
    ensure: connect,
    defaults: settings.defaults,
    roots: options.workspace.roots,
    loadUnfinished: unfinished.load,
    unattended: createUnattended({ store, log, folder: join(sharedStorage, "held") }),
    async beforeTurn(threadId) {
      await Promise.all([names.refresh(), checkpoints.prepare(threadId)]);
    },
  });
  const sharing = createSharing({
    store,
    log,
    scope: inUse,
    threads,
    folder: join(sharedStorage, "handover"),
    watched: watching.watched,
  });
  scope.add(
    effects.onTurnsLoaded(threadId =>
      report(log, "Looking up what turns changed", checkpoints.load(threadId)),
    ),
  );
  return {
    threads: { ...threads, takeOver: sharing.takeOver },
    open: threads,
    sharing,
    watching,
    forgetting,
    flush: unfinished.flush,
  };
}
