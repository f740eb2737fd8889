import type { ServerConnection } from "../appserver/connection.ts";
import type { SuperviseOptions } from "../appserver/superviseOptions.ts";
import type { Connection } from "../model/state.ts";
import { FolioError, withReason } from "./errors.ts";
import { lateSupervisor } from "./late.ts";
import type { Log } from "./log.ts";
import type { ServerPort } from "./options.ts";
import type { Scope } from "./scope.ts";
import { causeReason, endReason, isFound, problemReason } from "./serverReasons.ts";
import type { Store } from "./store.ts";

export interface ConnectingOptions extends Pick<SuperviseOptions, "onNotification" | "onRequest"> {
  readonly server: ServerPort;
  readonly store: Pick<Store, "dispatch">;
  /** From its end on nothing is started. What runs then is ended by `stop`, which can be waited for. */
  readonly scope: Scope;
  readonly log: Log;
  isTrusted(): boolean;
  /** A server process is ready; `generation` counts them from 1. */
  onReady(generation: number): void;
}

/** The server process, as far as the workspace may have one. Its life is told to the state. */
export interface Connecting {
  /**
   * Starts the server if it does not run. Rejects with `FolioError`, as do the requests of what it resolves with:
   * "untrusted", "disposed", "notInstalled", "gaveUp", "superseded".
   */
  ensure(): Promise<ServerConnection>;
  /** Ends the server however it is, and starts it anew. Rejects as `ensure`. */
  restart(): Promise<void>;
  /** Ends the server; resolves when its process is gone. */
  stop(): Promise<void>;
}

export function createConnecting(options: ConnectingOptions): Connecting {
  const { server, store, scope, isTrusted } = options;
  const show = (connection: Connection) =>
    store.dispatch({ type: "connection/changed", connection });

  const supervisor = lateSupervisor({
    ...server,
    now: () => performance.now(),
    onStarting: attempt => show({ kind: "starting", attempt }),
    onNotInstalled: problem =>
      show({ kind: "notInstalled", isFound: isFound(problem), what: problemReason(problem) }),
    onReady(ready) {
      show({ kind: "ready", ...ready });
      options.onReady(ready.generation);
    },
    onLost: (_generation, cause) =>
      store.dispatch({ type: "server/lost", cause: causeReason(cause) }),
    onRestarting: (retryInMs, end) =>
      show({ kind: "restarting", retryInMs, cause: endReason(end) }),
    onGaveUp: end => show({ kind: "gaveUp", cause: endReason(end), hasOwnWords: end.hasOwnWords }),
    onOff: () => show({ kind: "off" }),
    onNotification: options.onNotification,
    onRequest: options.onRequest,
    log: options.log,
  });

  /** Rejects where nothing may be started. */
  const check = async (): Promise<void> => {
    if (scope.signal.aborted) throw new FolioError("disposed", "The engine has ended.");
    if (isTrusted()) return;
    show({ kind: "untrusted" });
    throw new FolioError("untrusted", "Nothing is started in a folder that is not trusted.");
  };

  return {
    async ensure() {
      await check();
      return speaking(await told(supervisor.ensure()));
    },
    async restart() {
      await check();
      await told(supervisor.restart());
    },
    stop: supervisor.stop,
  };
}

const speaking = (connection: ServerConnection): ServerConnection => ({
  ...connection,
  request: (...request) => told(connection.request(...request)),
});

const told = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw withReason(error);
  });
