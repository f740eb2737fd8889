import type { ServerConnection } from "./connection.ts";
import { endBy } from "./end.ts";
import { createRestarts } from "./restarts.ts";
import { createStarts, superseded, type Life } from "./starts.ts";
import type { SuperviseOptions } from "./superviseOptions.ts";

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
