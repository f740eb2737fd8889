import type { ServerConnection } from "./connection.ts";
import { endBy, logged, type End } from "./end.ts";
import { ServerUnavailable } from "./errors.ts";
import type { ServerProcess } from "./launch.ts";
import { isOlder, newestTried, type Found } from "./locate.ts";
import type { Restarts } from "./restarts.ts";
import { greet, serve, type Serving, type Ungreeted } from "./serving.ts";
import type { SuperviseOptions } from "./superviseOptions.ts";

/** What runs now. The parts that start the server and that end it share it. */
export interface Life {
  /** Counts starts and ends: work of an older number has been given up. */
  generation: number;
  run: Run;
  process: ServerProcess | undefined;
}

export type Run =
  | { readonly kind: "idle" }
  | { readonly kind: "starting"; readonly ready: Promise<ServerConnection> }
  | { readonly kind: "ready"; readonly connection: ServerConnection }
  | {
      readonly kind: "waiting";
      readonly ready: Promise<ServerConnection>;
      readonly cancel: () => void;
    };

/** Starts a server, and another one when it dies, until that makes no sense any more. `attempt` counts from 1. */
export type Start = (attempt: number) => Promise<ServerConnection>;

export function createStarts(options: SuperviseOptions, restarts: Restarts, life: Life): Start {
  const { log } = options;

  const start: Start = attempt => {
    const ready = tryStart(attempt);
    life.run = { kind: "starting", ready };
    ready.catch(() => {}); // whoever awaits it is told, and nobody has to
    return ready;
  };

  const tryStart = async (attempt: number): Promise<ServerConnection> => {
    const mine = ++life.generation;
    const isCurrent = () => mine === life.generation;
    options.onStarting(attempt);
    const found = await options.locate();
    if (!isCurrent()) throw superseded();
    if (!found.ok) {
      life.run = { kind: "idle" };
      options.onNotInstalled(found.problem);
      throw new ServerUnavailable(
        { reason: "notInstalled", problem: found.problem },
        `No Codex can be started: ${Object.values(found.problem).join(" ")}`,
      );
    }
    tell(found, log);
    const serving = open(options, found.path, { mine, isCurrent });
    life.process = serving.process;
    const ungreeted = await greet(serving, greeting(options));
    if (!isCurrent()) {
      void serving.process.stop();
      throw superseded();
    }
    return ungreeted ? again(ungreeted, attempt) : use(serving, found, mine);
  };

  const use = (
    { connection, lost }: Serving,
    { version, path }: Found,
    mine: number,
  ): ServerConnection => {
    life.run = { kind: "ready", connection };
    void lost.then(cause => {
      if (mine !== life.generation) return;
      options.onLost(mine, cause);
      retry(endBy(cause), 0).catch(() => {}); // the events tell of it
    });
    options.onReady({ generation: mine, version, path });
    return connection;
  };

  // A server that hangs twice will hang again. The person should not have to wait for five tries.
  const again = ({ hangs, end }: Ungreeted, attempt: number) =>
    hangs && attempt > 1 ? giveUp({ ...end, logFile: options.logFile }) : retry(end, attempt);

  const retry = (end: End, attempt: number): Promise<ServerConnection> => {
    const delay = restarts.delay(options.now());
    log("warn", `The server is gone: ${logged(end)}.`);
    if (delay === null) return giveUp(end);
    options.onRestarting(delay, end);
    const { over, cancel } = createWait(delay);
    const ready = over.then(() => start(attempt + 1));
    life.run = { kind: "waiting", ready, cancel };
    ready.catch(() => {}); // as in `start`
    return ready;
  };

  const giveUp = (end: End): Promise<never> => {
    life.run = { kind: "idle" };
    options.onGaveUp(end);
    return Promise.reject(
      new ServerUnavailable({ reason: "gaveUp", end }, `Codex does not run: ${logged(end)}`),
    );
  };

  return start;
}

export const superseded = () =>
  new ServerUnavailable({ reason: "superseded" }, "The start was given up for a newer one.");

const greeting = ({
  clientVersion,
  initializeTimeoutMs: timeoutMs = 10_000,
}: SuperviseOptions) => ({ clientVersion, timeoutMs });

function tell({ path, version, from }: Found, log: SuperviseOptions["log"]): void {
  if (isOlder(newestTried, version))
    log("warn", `Codex ${version} is newer than ${newestTried}, which Folio was tried on.`);
  log("info", `Starting ${path} (${version}, from ${from}).`);
}

/** A process that answers nothing any more once it is being ended. */
const open = (
  { launch, onNotification, onRequest, now, log }: SuperviseOptions,
  binary: string,
  { mine, isCurrent }: { readonly mine: number; isCurrent(): boolean },
): Serving =>
  serve({
    process: launch(binary),
    notification: onNotification,
    request: (...request) =>
      isCurrent() ? onRequest(mine, ...request) : Promise.reject(superseded()),
    now,
    log,
  });

/** A wait that rejects when it is cancelled; whoever ends the server cancels it. */
function createWait(ms: number): { readonly over: Promise<void>; cancel(): void } {
  let cancel = () => {};
  const over = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    cancel = () => {
      clearTimeout(timer);
      reject(superseded());
    };
  });
  return { over, cancel };
}
