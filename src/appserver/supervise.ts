import type { ConnectionEvents, ServerConnection } from "./connection.ts";
import { endBy, type End, type EndCause } from "./end.ts";
import type { ServerProcess } from "./launch.ts";
import type { Located, LocateProblem } from "./locate.ts";
import { createRestarts } from "./restarts.ts";
import { createStarts, superseded, type Life } from "./starts.ts";

/** What becomes of the server process, in the order in which it happens. A `generation` counts from 1 and names a process. */
export interface ServerEvents {
  onStarting(attempt: number): void;
  onNotInstalled(problem: LocateProblem): void;
  /** A handshaken connection. */
  onReady(server: ReadyServer): void;
  /** The process of this generation is gone and nobody asked for it. Comes before what is told of its successor. */
  onLost(generation: number, cause: EndCause): void;
  onRestarting(retryInMs: number, end: End): void;
  onGaveUp(end: End): void;
  /** It was stopped, and stays so until it is asked for. */
  onOff(): void;
  onNotification(method: string, params: unknown): void;
  onRequest: (
    generation: number,
    ...request: Parameters<ConnectionEvents["request"]>
  ) => Promise<unknown>;
}

export interface ReadyServer {
  readonly generation: number;
  readonly version: string;
  readonly path: string;
}

export interface SuperviseOptions extends ServerEvents {
  locate(): Promise<Located>;
  launch(binary: string): ServerProcess;
  readonly clientVersion: string;
  /** Where the log is, for a person who must look into it. */
  readonly logFile: string;
  /** How long the handshake may take; 10 000 ms unless given. */
  readonly initializeTimeoutMs?: number;
  /** Milliseconds on a monotonic clock. */
  now(): number;
  log(level: "info" | "warn" | "error" | "debug", text: string): void;
}

export interface Supervisor {
  /** Starts the server when it is off; resolves when it is ready, or rejects with `ServerUnavailable`. */
  ensure(): Promise<ServerConnection>;
  /** Ends the process (however it is) and starts anew, with a clean slate for restarts. */
  restart(): Promise<void>;
  /** Ends the process; no more restarts until `ensure` or `restart`. Resolves when it is gone. */
  stop(): Promise<void>;
}

const restartLimit = 4;
const restartWindowMs = 180_000;

/** Keeps one server process alive while it is wanted. The caller stops it. */
export function supervise(options: SuperviseOptions): Supervisor {
  const restarts = createRestarts(restartLimit, restartWindowMs);
  const life: Life = { generation: 0, run: { kind: "idle" }, process: undefined };
  const start = createStarts(options, restarts, life);

  const end = async () => {
    life.generation++;
    if (life.run.kind === "waiting") life.run.cancel();
    life.run = { kind: "idle" };
    const { process } = life;
    life.process = undefined;
    await process?.stop();
  };

  return {
    ensure() {
      const { run } = life;
      if (run.kind === "ready") return Promise.resolve(run.connection);
      if (run.kind === "starting" || run.kind === "waiting") return run.ready;
      return start(1);
    },
    async restart() {
      const lost = life.run.kind === "ready" ? life.generation : null;
      const cause = { kind: "restarted" } as const;
      if (lost !== null) options.onRestarting(0, endBy(cause));
      const ended = end();
      const mine = life.generation;
      const ready = ended.then(() => {
        if (lost !== null) options.onLost(lost, cause);
        if (mine !== life.generation) throw superseded();
        restarts.forget();
        return start(1);
      });
      life.run = { kind: "starting", ready };
      await ready;
    },
    async stop() {
      await end();
      options.onOff();
    },
  };
}
