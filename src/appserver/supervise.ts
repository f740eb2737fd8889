import { connect, type ConnectionEvents, type ServerConnection } from "./connection.ts";
import type { ServerProcess } from "./launch.ts";
import { isOlder, newestTried, type Located, type LocateProblem } from "./locate.ts";
import { createRestarts } from "./restarts.ts";

/** Where the server is in its life. */
export type ServerStatus =
  | { readonly kind: "off" }
  | { readonly kind: "notInstalled"; readonly problem: LocateProblem; readonly message: string }
  | { readonly kind: "starting"; readonly attempt: number }
  | {
      readonly kind: "ready";
      readonly generation: number;
      readonly version: string;
      readonly path: string;
    }
  | { readonly kind: "restarting"; readonly retryInMs: number; readonly cause: string }
  | { readonly kind: "gaveUp"; readonly cause: string };

export interface SuperviseOptions {
  locate(): Promise<Located>;
  launch(binary: string): ServerProcess;
  readonly clientVersion: string;
  /** Where the log is, for a person who must look into it. */
  readonly logFile: string;
  /** How long the handshake may take; 10 000 ms unless given. */
  readonly initializeTimeoutMs?: number;
  /** Milliseconds on a monotonic clock. */
  now(): number;
  onStatus(status: ServerStatus): void;
  /** A handshaken connection; `generation` counts from 1 and names its server process. */
  onReady(connection: ServerConnection, generation: number): void;
  /** The process of this generation is gone and nobody asked for it. Comes before the status of what follows. */
  onLost(generation: number, cause: string): void;
  onNotification(generation: number, method: string, params: unknown): void;
  onRequest: (
    generation: number,
    ...request: Parameters<ConnectionEvents["request"]>
  ) => Promise<unknown>;
  log(level: "info" | "warn" | "error" | "debug", text: string): void;
}

export interface Supervisor {
  /** Starts the server when it is off; resolves when it is ready, or rejects with what the person should know. */
  ensure(): Promise<ServerConnection>;
  /** Ends the process (however it is) and starts anew, with a clean slate for restarts. */
  restart(): Promise<void>;
  /** Ends the process; no more restarts until `ensure` or `restart`. Resolves when it is gone. */
  stop(): Promise<void>;
}

/** The server could not be made ready; the message says why and what to do. */
class ServerUnavailable extends Error {
  override readonly name = "ServerUnavailable";
}

const restartLimit = 4;
const restartWindowMs = 180_000;

/** Voice and raw model traffic: nothing of Folio shows them (PROTOCOL section 8). */
const mutedNotifications = [
  ...[
    "started",
    "itemAdded",
    "item/started",
    "item/transcript/delta",
    "item/completed",
    "transcript/delta",
  ].map(realtime),
  ...["transcript/done", "outputAudio/delta", "sdp", "error", "closed"].map(realtime),
  "rawResponseItem/completed",
  "rawResponse/completed",
  "remoteControl/status/changed",
  "item/fileChange/outputDelta",
  "thread/compacted",
];

function realtime(name: string): string {
  return `thread/realtime/${name}`;
}

type Run =
  | { readonly kind: "idle" }
  | { readonly kind: "starting"; readonly ready: Promise<ServerConnection> }
  | { readonly kind: "ready"; readonly connection: ServerConnection }
  | {
      readonly kind: "waiting";
      readonly ready: Promise<ServerConnection>;
      readonly cancel: () => void;
    };

/** Keeps one server process alive while it is wanted. */
export function supervise(options: SuperviseOptions): Supervisor {
  const { log, initializeTimeoutMs = 10_000 } = options;
  const restarts = createRestarts(restartLimit, restartWindowMs);
  let generation = 0;
  let run: Run = { kind: "idle" };
  let current: ServerProcess | undefined;

  const start = (attempt: number): Promise<ServerConnection> => {
    const ready = tryStart(attempt);
    run = { kind: "starting", ready };
    ready.catch(() => {}); // who waits is told; nobody waiting is no fault
    return ready;
  };

  const tryStart = async (attempt: number): Promise<ServerConnection> => {
    const mine = ++generation;
    options.onStatus({ kind: "starting", attempt });
    const located = await options.locate();
    if (mine !== generation) throw new ServerUnavailable("The start was given up for a newer one.");
    if (!located.ok) {
      run = { kind: "idle" };
      options.onStatus({
        kind: "notInstalled",
        problem: located.problem,
        message: located.message,
      });
      throw new ServerUnavailable(located.message);
    }
    if (isOlder(newestTried, located.version))
      log(
        "warn",
        `Codex ${located.version} is newer than ${newestTried}, which Folio was tried on.`,
      );
    log("info", `Starting ${located.path} (${located.version}, from ${located.from}).`);
    const { process, connection, lost } = open(options, located.path, {
      mine,
      isCurrent: () => mine === generation,
    });
    current = process;
    let established = false;
    void lost.then(cause => {
      if (mine !== generation) return;
      if (established) options.onLost(mine, cause);
    });
    try {
      await connection.request("initialize", initializeParams(options.clientVersion), {
        timeoutMs: initializeTimeoutMs,
      });
    } catch (error) {
      const timedOut = error instanceof Error && "reason" in error && error.reason === "timeout";
      // One that hangs does not end by itself, and two must never run at a time.
      await (timedOut ? process.kill() : process.stop());
      const cause = timedOut
        ? `it starts, but did not answer within ${initializeTimeoutMs / 1000} s`
        : [await lost, process.lastWords()].filter(Boolean).join("\n");
      if (mine !== generation)
        throw new ServerUnavailable("The start was given up for a newer one.");
      // A server that hangs twice will hang again: the person should not wait for five of these.
      return timedOut && attempt > 1
        ? giveUp(`${cause}\nIts log: ${options.logFile}`)
        : retry(cause, attempt);
    }
    if (mine !== generation) {
      void process.stop();
      throw new ServerUnavailable("The start was given up for a newer one.");
    }
    established = true;
    run = { kind: "ready", connection };
    void lost.then(cause => {
      if (mine === generation) retry(cause, 0).catch(() => {}); // the status tells it
    });
    options.onStatus({
      kind: "ready",
      generation: mine,
      version: located.version,
      path: located.path,
    });
    options.onReady(connection, mine);
    return connection;
  };

  const retry = (cause: string, attempt: number): Promise<ServerConnection> => {
    const delay = restarts.delay(options.now());
    log("warn", `The server is gone: ${cause}.`);
    if (delay === null) return giveUp(cause);
    options.onStatus({ kind: "restarting", retryInMs: delay, cause });
    const ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, delay);
      run = {
        kind: "waiting",
        get ready() {
          return ready;
        },
        cancel: () => {
          clearTimeout(timer);
          reject(new ServerUnavailable("The start was given up."));
        },
      };
    }).then(() => start(attempt + 1));
    ready.catch(() => {}); // as in `start`
    return ready;
  };

  const giveUp = (cause: string): Promise<never> => {
    run = { kind: "idle" };
    options.onStatus({ kind: "gaveUp", cause });
    return Promise.reject(new ServerUnavailable(`Codex does not run: ${cause}`));
  };

  const end = async () => {
    generation++;
    if (run.kind === "waiting") run.cancel();
    run = { kind: "idle" };
    const process = current;
    current = undefined;
    await process?.stop();
  };

  return {
    ensure() {
      if (run.kind === "ready") return Promise.resolve(run.connection);
      if (run.kind === "starting" || run.kind === "waiting") return run.ready;
      return start(1);
    },
    async restart() {
      const lost = run.kind === "ready" ? generation : null;
      const cause = "it was restarted";
      if (lost !== null) options.onStatus({ kind: "restarting", retryInMs: 0, cause });
      const ended = end();
      const mine = generation;
      const ready = ended.then(() => {
        if (lost !== null) options.onLost(lost, cause);
        if (mine !== generation)
          throw new ServerUnavailable("The start was given up for a newer one.");
        restarts.forget();
        return start(1);
      });
      run = { kind: "starting", ready };
      await ready;
    },
    async stop() {
      await end();
      options.onStatus({ kind: "off" });
    },
  };
}

/** Starts one process and speaks with it; `lost` tells why it ended, after everything that it said was delivered. */
function open(
  options: SuperviseOptions,
  binary: string,
  { mine, isCurrent }: { readonly mine: number; isCurrent(): boolean },
) {
  const process = options.launch(binary);
  let failure: string | undefined;
  const connection = connect(
    process,
    {
      notification: (method, params) => options.onNotification(mine, method, params),
      request: (...request) =>
        isCurrent()
          ? options.onRequest(mine, ...request)
          : Promise.reject(new ServerUnavailable("This server is being ended.")),
      closed(cause) {
        failure ??= cause;
        void process.stop();
      },
      log: options.log,
    },
    options.now,
  );
  const lost = process.exited.then(async exit => {
    await connection.ended;
    return failure === undefined || failure.startsWith("the server closed")
      ? exit.description
      : failure;
  });
  return { process, connection, lost };
}

const initializeParams = (version: string) => ({
  clientInfo: { name: "folio_vscode", title: "Folio for Codex", version },
  capabilities: {
    experimentalApi: true,
    requestAttestation: false,
    optOutNotificationMethods: mutedNotifications,
  },
});
