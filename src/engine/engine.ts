import { join } from "node:path";
import type { ServerConnection } from "../appserver/connection.ts";
import type { ServerProcess } from "../appserver/launch.ts";
import type { Located } from "../appserver/locate.ts";
import { isKnownNotification } from "../model/reduce/reduce.ts";
import type { Ask, NotificationEvent } from "../model/state.ts";
import type { Policy } from "../policy/question.ts";
import type { JsonValue } from "../protocol/types.gen.ts";
import { createAccount } from "./account.ts";
import { createAsks } from "./asks/asks.ts";
import { createAudit } from "./asks/audit.ts";
import { changeWarnings, conflictOf } from "./judge/conflicts.ts";
import { createEffects } from "./effects.ts";
import { FolioError } from "./errors.ts";
import { createFiles } from "./files.ts";
import { lateJudge, lateSupervisor } from "./late.ts";
import { endParts } from "./ending.ts";
import { report, type Log } from "./log.ts";
import { createNames } from "./names.ts";
import { watchQuiet } from "./threads/quiet.ts";
import { createSharing } from "./threads/sharing.ts";
import { createWatching } from "./threads/watching.ts";
import type { Engine } from "./api.ts";
import { createStore, onTurnsLoaded, type Store } from "./store.ts";
import { createThreads, type OpenThreads, type ThreadDefaults } from "./threads/threads.ts";
import { createUnattended } from "./threads/unattended.ts";
import { keepUnfinished } from "./threads/unfinished.ts";

export interface EngineOptions {
  locate(): Promise<Located>;
  launch(binary: string): ServerProcess;
  defaults(): ThreadDefaults;
  /** Whether the folder's content may be acted upon; while it may not, no server starts. */
  isTrusted(): boolean;
  readonly clientVersion: string;
  /** Where the log is, for a person who must look into it. */
  readonly logFile: string;
  /** A folder of ours where running turns are kept. */
  readonly storage: string;
  /** A folder of ours that all windows share: for the audit log, and for handing threads over. */
  readonly sharedStorage: string;
  /** The rules and whether they may approve; read anew for every verdict. */
  policy(): Policy;
  /** Absolute paths of the workspace folders. */
  roots(): readonly string[];
  /** With what the server is started. */
  environment(): NodeJS.ProcessEnv;
  /** Milliseconds after which an ask that nobody answered is declined; null for never. */
  askTimeoutMs(): number | null;
  /** Whether an editor holds unsaved text for a path. */
  isUnsaved(path: string): boolean;
  /** Globs of files of which the checkpoints keep no copy. */
  excluded(): readonly string[];
  /** Waits for the look through the folders before a turn as long as the person has patience; never rejects. */
  patience(looking: Promise<void>): Promise<void>;
  readonly log: Log;
}

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
  const { log } = options;
  const store = createStore(log);
  const warn = (text: string) =>
    store.dispatch({ type: "notice/added", notice: { level: "warning", text } });
  const audit = createAudit(join(options.sharedStorage, "audit"), undefined, { log, tell: warn });
  const conflict = (ask: Ask, path: string) =>
    conflictOf({ state: store.state, ask, path, isUnsaved: options.isUnsaved });
  const policy = lateJudge({
    ...options,
    state: () => store.state,
    conflict,
    mcpConfig: server =>
      ensure()
        .then(connection => mcpConfigOf(connection, server, options.defaults().cwd))
        .catch(() => null),
  });
  const answering = createAsks({
    store,
    audit,
    log,
    judge: policy.judge,
    timeoutMs: options.askTimeoutMs,
    onAuditLost: () =>
      warn(
        "Folio cannot write its audit log (is the disk full?). Nothing is approved automatically until the window is reloaded; you can still answer everything yourself.",
      ),
  });
  const { checkpoints, reviews, lookThrough } = createFiles({
    ...options,
    store,
    warn,
  });
  const unfinished = keepUnfinished(store, options.storage, log, warn);
  const names = createNames(options.roots);
  const quiet = watchQuiet(store);
  const unknownMethods = new Set<string>();
  const watching = createWatching();

  const supervisor = lateSupervisor({
    locate: options.locate,
    launch: options.launch,
    clientVersion: options.clientVersion,
    logFile: options.logFile,
    now: () => performance.now(),
    onStatus: connection => store.dispatch({ type: "connection/changed", connection }),
    onReady(_connection, generation) {
      threads.forgetLoaded();
      report(log, "Looking where the folders lead", names.refresh());
      report(log, "Listening to other windows", sharing.listen());
      report(log, "Reading the account", account.refresh());
      // The first look through the folders takes longest: it is done before anybody has typed.
      report(log, "Looking through the folders", lookThrough());
      if (generation > 1)
        for (const threadId of watching.watched())
          report(log, "Opening a thread again", threads.open(threadId));
    },
    onLost: (_generation, cause) => store.dispatch({ type: "server/lost", cause }),
    onNotification(_generation, method, params) {
      if (!isKnownNotification(method)) {
        if (!unknownMethods.has(method))
          log("info", `The server notifies of something newer than Folio: ${method}`);
        unknownMethods.add(method);
        return;
      }
      // Method and params came in one message; a wrong shape is caught where it is reduced.
      store.dispatch({
        type: "notification",
        notification: names.renamed({ method, params } as NotificationEvent),
      });
      if (method === "account/updated" || method === "account/login/completed")
        report(log, "Reading the account", account.refresh());
    },
    onRequest: answering.handle,
    log,
  });

  const ensure = () => {
    if (options.isTrusted()) return supervisor.ensure();
    store.dispatch({ type: "connection/changed", connection: { kind: "untrusted" } });
    return Promise.reject(
      new FolioError(
        "untrusted",
        "Trust this workspace first: Folio starts nothing in Restricted Mode.",
      ),
    );
  };
  const account = createAccount(store, ensure, log);
  const threads = createThreads({
    store,
    log,
    ensure,
    defaults: options.defaults,
    loadUnfinished: unfinished.load,
    unattended: createUnattended({ store, log, folder: join(options.sharedStorage, "held") }),
    async beforeTurn(threadId) {
      await Promise.all([names.refresh(), checkpoints.prepare(threadId)]);
    },
  });
  const sharing = createSharing({
    store,
    log,
    threads,
    folder: join(options.sharedStorage, "handover"),
    watched: watching.watched,
  });
  const opened = onTurnsLoaded(store, threadId =>
    report(log, "Looking up what turns changed", checkpoints.load(threadId)),
  );

  const engine: Engine = {
    store,
    effects: createEffects(store),
    asks: answering.asks,
    audit,
    policy: { test: policy.test, suggest: policy.suggest, judgeAgain: answering.judgeAgain },
    describe: (key, files) => store.dispatch({ type: "ask/described", key, files }),
    changeWarnings: (ask, paths) =>
      changeWarnings({ paths, roots: options.roots(), conflict: path => conflict(ask, path) }),
    threads: { ...threads, takeOver: sharing.takeOver },
    checkpoints,
    reviews,
    account,
    server: {
      start: async () => void (await ensure()),
      restart: () => (options.isTrusted() ? supervisor.restart() : ensure().then(() => {})),
    },
    watch: watching.watch,
    async dispose() {
      await endParts(log, {
        flushes: [unfinished.flush(), checkpoints.flush()],
        parts: [sharing, opened, checkpoints, reviews, unfinished, quiet, answering],
      });
      await supervisor.stop();
    },
    notices: {
      warn,
      dismiss: text => store.dispatch({ type: "notice/dismissed", text }),
    },
  };
  return { engine, inside: { store, threads, connect: ensure } };
}

/** How an MCP server is configured for a folder; null when it is not. */
async function mcpConfigOf(
  connection: ServerConnection,
  server: string,
  cwd: string | null,
): Promise<JsonValue | null> {
  const { config } = await connection.request("config/read", { includeLayers: false, cwd });
  const servers: unknown = Object.hasOwn(config, "mcp_servers") ? config["mcp_servers"] : null;
  return typeof servers === "object" && servers !== null && Object.hasOwn(servers, server)
    ? ((servers as Record<string, JsonValue>)[server] ?? null)
    : null;
}
