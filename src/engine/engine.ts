import type { ServerConnection } from "../appserver/connection.ts";
import { createAccount } from "./account.ts";
import type { Engine } from "./api.ts";
import { createConnecting, type Connecting } from "./connecting.ts";
import { createConversations, type Conversations } from "./conversations.ts";
import { createEffects } from "./effects.ts";
import { keepWhatRuns } from "./ending.ts";
import { createFeed } from "./feed/feed.ts";
import { createJudging, type Judging } from "./judging.ts";
import { lateFileWork } from "./late.ts";
import { createNotices } from "./notices.ts";
import { createNames } from "./names.ts";
import type { EngineOptions } from "./options.ts";
import { createScope } from "./scope.ts";
import { createReviews } from "./review/reviews.ts";
import { createServerLife } from "./serverLife.ts";
import { createStore, type Store } from "./store.ts";
import type { Forgetting } from "./threads/forgetting.ts";
import type { OpenThreads } from "./threads/threads.ts";

/** The running product without an editor. The caller disposes. */
export const createEngine = (options: EngineOptions): Engine => assemble(options).engine;

/** What the engine keeps to itself; tests look at it. */
export interface Inside {
  readonly store: Store;
  readonly threads: OpenThreads;
  readonly forgetting: Forgetting;
  /** Starts the server if it does not run. */
  connect(): Promise<ServerConnection>;
}

/** Puts the parts together. */
export function assemble(options: EngineOptions): {
  readonly engine: Engine;
  readonly inside: Inside;
} {
  const { log, workspace } = options;
  const scope = createScope(error =>
    log("warn", `A part of Folio could not end: ${String(error)}`),
  );
  /** What uses the server. It ends first, so that nothing is started while the rest is kept. */
  const inUse = scope.child();
  const store = createStore(log);
  const feed = createFeed({ store, scope, log });
  const effects = createEffects(store);
  const notices = createNotices(store);
  const connect = () => connecting.ensure();
  /** What nearly every part needs. */
  const core = { store, scope, log, connect, warn: notices.warn };
  const judging = createJudging({
    ...options,
    ...core,
    chooseForChange: (key, choiceId) => reviews.choose(key, choiceId),
    mayBeWritten: ask => reviews.mayBeWritten(ask),
  });
  const connecting = createConnecting({
    ...options,
    store,
    scope: inUse,
    isTrusted: workspace.isTrusted,
    onReady: generation => life.ready(generation),
    onNotification: (method, params) => life.notified(method, params),
    onRequest: judging.answering.handle,
  });
  const { storage } = options.folders;
  const { excluded } = options.settings;
  const work = lateFileWork({ ...workspace, ...core, storage, excluded });
  const { checkpoints, lookThrough } = work;
  const names = createNames(workspace.roots);
  const account = createAccount(store, connect, log);
  const rooms = { ...options, ...core, effects, inUse, names, checkpoints };
  const conversations = createConversations(rooms);
  const reviews = createReviews({
    ...core,
    ...work,
    effects,
    roots: workspace.roots,
    conflict: judging.conflict,
    say: conversations.threads.say,
    answer: judging.answering.send,
  });
  const { forgetting } = conversations;
  const life = createServerLife({ ...conversations, ...core, feed, names, account, lookThrough });
  const end = async (): Promise<void> => {
    inUse.dispose();
    await keepWhatRuns(log, [conversations.flush(), checkpoints.flush()]);
    scope.dispose();
    await connecting.stop();
  };
  let ended: Promise<void> | undefined;

  const engine: Engine = {
    ...faceOf({ judging, conversations, connecting }),
    store,
    effects,
    feed,
    checkpoints,
    reviews,
    account,
    notices,
    dispose: () => (ended ??= end()),
  };
  return { engine, inside: { store, threads: conversations.open, forgetting, connect } };
}

interface Rooms {
  readonly judging: Judging;
  readonly conversations: Conversations;
  readonly connecting: Pick<Connecting, "ensure" | "restart">;
}

/** What faces see of the rooms of the engine. */
const faceOf = ({ judging, conversations, connecting }: Rooms) =>
  ({
    asks: judging.answering.asks,
    audit: judging.audit,
    policy: judging.policy,
    threads: conversations.threads,
    watch: conversations.watching.watch,
    server: {
      start: async () => void (await connecting.ensure()),
      restart: connecting.restart,
    },
  }) satisfies Partial<Engine>;
