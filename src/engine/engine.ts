import { join } from "node:path";
import type { ServerConnection } from "../appserver/connection.ts";
import { createAccount } from "./account.ts";
import type { Engine } from "./api.ts";
import { createConnecting } from "./connecting.ts";
import { createEffects } from "./effects.ts";
import { keepWhatRuns } from "./ending.ts";
import { createFiles } from "./files.ts";
import { createJudging } from "./judging.ts";
import { report } from "./log.ts";
import { createNames } from "./names.ts";
import type { EngineOptions } from "./options.ts";
import { createScope } from "./scope.ts";
import { createServerLife } from "./serverLife.ts";
import { createStore, type Store } from "./store.ts";
import { watchQuiet } from "./threads/quiet.ts";
import { createSharing } from "./threads/sharing.ts";
import { createThreads, type OpenThreads } from "./threads/threads.ts";
import { createUnattended } from "./threads/unattended.ts";
import { keepUnfinished } from "./threads/unfinished.ts";
import { createWatching } from "./threads/watching.ts";

/** The running product without an editor. The caller disposes. */
export const createEngine = (options: EngineOptions): Engine => assemble(options).engine;

/** What the engine keeps to itself; tests look at it. */
export interface Inside {
  readonly store: Store;
  readonly threads: OpenThreads;
  /** Starts the server if it does not run. */
  connect(): Promise<ServerConnection>;
}

/** Puts the parts together. */
export function assemble(options: EngineOptions): {
  readonly engine: Engine;
  readonly inside: Inside;
} {
  const { log, settings, workspace } = options;
  const { storage, sharedStorage } = options.folders;
  const scope = createScope(error =>
    log("warn", `A part of Folio could not end: ${String(error)}`),
  );
  /** What uses the server. It ends first, so that nothing is started while the rest is kept. */
  const inUse = scope.child();
  const store = createStore(log);
  const effects = createEffects(store);
  const warn = (text: string) =>
    store.dispatch({ type: "notice/added", notice: { level: "warning", text } });
  const connect = () => connecting.ensure();
  const judging = createJudging({ ...options, store, scope, connect, warn });
  const connecting = createConnecting({
    ...options,
    store,
    scope: inUse,
    isTrusted: workspace.isTrusted,
    onReady: generation => life.ready(generation),
    onNotification: (method, params) => life.notified(method, params),
    onRequest: judging.answering.handle,
  });
  const files = createFiles({
    ...workspace,
    store,
    scope,
    log,
    storage,
    excluded: settings.excluded,
    warn,
  });
  const { checkpoints, reviews } = files;
  const unfinished = keepUnfinished({ store, scope, folder: storage, log, tell: warn });
  const names = createNames(workspace.roots);
  watchQuiet(store, scope);
  const watching = createWatching();
  const account = createAccount(store, connect, log);
  const threads = createThreads({
    store,
    log,
    scope: inUse,
    ensure: connect,
    defaults: settings.defaults,
    roots: workspace.roots,
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
  const life = createServerLife({
    store,
    log,
    names,
    account,
    threads,
    sharing,
    watching,
    lookThrough: files.lookThrough,
  });
  scope.add(
    effects.onTurnsLoaded(threadId =>
      report(log, "Looking up what turns changed", checkpoints.load(threadId)),
    ),
  );
  const end = async (): Promise<void> => {
    inUse.dispose();
    await keepWhatRuns(log, [unfinished.flush(), checkpoints.flush()]);
    scope.dispose();
    await connecting.stop();
  };
  let ended: Promise<void> | undefined;

  const engine: Engine = {
    store,
    effects,
    asks: judging.answering.asks,
    audit: judging.audit,
    policy: judging.policy,
    describe: (key, files) => store.dispatch({ type: "ask/described", key, files }),
    changeWarnings: judging.changeWarnings,
    threads: { ...threads, takeOver: sharing.takeOver },
    checkpoints,
    reviews,
    account,
    server: {
      start: async () => void (await connect()),
      restart: connecting.restart,
    },
    watch: watching.watch,
    dispose: () => (ended ??= end()),
    notices: {
      warn,
      dismiss: text => store.dispatch({ type: "notice/dismissed", text }),
    },
  };
  return { engine, inside: { store, threads, connect } };
}
