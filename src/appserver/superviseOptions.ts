import type { ConnectionEvents } from "./connection.ts";
import type { End, EndCause } from "./end.ts";
import type { ServerProcess } from "./launch.ts";
import type { Located, LocateProblem } from "./locate.ts";

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
