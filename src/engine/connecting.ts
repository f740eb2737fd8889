import type { ServerConnection } from "../appserver/connection.ts";
import type { SuperviseOptions } from "../appserver/supervise.ts";
import { FolioError } from "./errors.ts";
import { lateSupervisor } from "./late.ts";
import type { Log } from "./log.ts";
import type { ServerPort } from "./options.ts";
import type { Store } from "./store.ts";

export interface ConnectingOptions extends Pick<SuperviseOptions, "onNotification" | "onRequest"> {
  readonly server: ServerPort;
  readonly store: Pick<Store, "dispatch">;
  readonly log: Log;
  isTrusted(): boolean;
  /** A server process is ready; `generation` counts them from 1. */
  onReady(generation: number): void;
}

/** The server process, as far as the workspace may have one. */
export interface Connecting {
  /** Starts the server if it does not run; rejects with "untrusted" while the workspace is not trusted. */
  ensure(): Promise<ServerConnection>;
  /** Ends the server however it is, and starts it anew. Rejects as `ensure`. */
  restart(): Promise<void>;
  /** Ends the server; resolves when its process is gone. */
  stop(): Promise<void>;
}

export function createConnecting(options: ConnectingOptions): Connecting {
  const { server, store, isTrusted } = options;
  const supervisor = lateSupervisor({
    ...server,
    now: () => performance.now(),
    onStatus: connection => store.dispatch({ type: "connection/changed", connection }),
    onReady: (_connection, generation) => options.onReady(generation),
    onLost: (_generation, cause) => store.dispatch({ type: "server/lost", cause }),
    onNotification: options.onNotification,
    onRequest: options.onRequest,
    log: options.log,
  });
  const refuse = (): Promise<never> => {
    store.dispatch({ type: "connection/changed", connection: { kind: "untrusted" } });
    return Promise.reject(
      new FolioError(
        "untrusted",
        "Trust this workspace first: Folio starts nothing in Restricted Mode.",
      ),
    );
  };
  return {
    ensure: () => (isTrusted() ? supervisor.ensure() : refuse()),
    restart: () => (isTrusted() ? supervisor.restart() : refuse()),
    stop: supervisor.stop,
  };
}
