import type { ServerConnection } from "../../appserver/connection.ts";
import type { Effective } from "../../model/state.ts";
import type { AskForApproval, SandboxPolicy, Thread } from "../../protocol/types.gen.ts";
import { FolioError } from "../errors.ts";
import { report, type Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import { createLooking } from "./looking.ts";
import { hold, lastPage, turnPage } from "./stored.ts";
import type { OpenThreads } from "./threads.ts";
import type { Unattended } from "./unattended.ts";
import { together, unfinishedOf, type Unfinished } from "./unfinished.ts";

export interface OpeningOptions {
  readonly store: Store;
  readonly log: Log;
  /** With its end nothing is tried again. */
  readonly scope: Scope;
  readonly unattended: Pick<Unattended, "quieten" | "isRestless">;
  ensure(): Promise<ServerConnection>;
  loadUnfinished(threadId: string): Promise<Unfinished | null>;
}

/** Pauses between tries of a thread that another process holds: after a reload the old window keeps it for some seconds. */
const holdPausesMs = [1000, 2000, 3000];
/** A thread is opened without having shown its last turns when the server takes longer for them. */
const longestGlanceMs = 1000;

export interface Opening extends Pick<OpenThreads, "tryOpen" | "follow"> {
  /** Threads that the running server process has open for us. */
  readonly loaded: Set<string>;
  /** Opens a thread; one that another process holds is shown at once, and tried again for 6 s. */
  open(threadId: string): Promise<void>;
  /** Shows what is stored of a thread that another process holds. */
  look(server: ServerConnection, threadId: string): Promise<void>;
  /** The server with the thread open for writing; rejects with `heldElsewhere` where another process holds it. */
  ensureLoaded(threadId: string): Promise<ServerConnection>;
}

/** Opens stored threads: for writing, or to look at where another process holds them. */
export function createOpening(options: OpeningOptions): Opening {
  const { store, log, scope, unattended, ensure } = options;
  /** Threads that the running server process has open for us. */
  const loaded = new Set<string>();
  const inFlight = new Map<string, Promise<boolean>>();
  const look = createLooking(store, scope);

  const openOnce = createOpenOnce({ ...options, loaded, look });

  /** Opens a thread once, however often that is asked for: a second page would come in the middle of a new turn. */
  const tryOpen = (threadId: string): Promise<boolean> => {
    const known = inFlight.get(threadId);
    if (known) return known;
    const opened = openOnce(threadId).finally(() => inFlight.delete(threadId));
    inFlight.set(threadId, opened);
    return opened;
  };

  /** Opens a thread that another process held as soon as it is free; one that runs by itself there is only looked at. */
  const follow = async (threadId: string): Promise<void> => {
    const server = await ensure();
    if (await unattended.isRestless(server, threadId)) await look(server, threadId);
    else await tryOpen(threadId);
  };

  const keepTrying = async (threadId: string): Promise<void> => {
    for (const pauseMs of holdPausesMs) {
      if (!(await scope.pause(pauseMs))) return;
      if (loaded.has(threadId) || (await tryOpen(threadId))) return;
    }
  };

  const open = async (threadId: string): Promise<void> => {
    if (!(await tryOpen(threadId))) report(log, "Opening a thread", keepTrying(threadId));
  };

  const ensureLoaded = async (threadId: string): Promise<ServerConnection> => {
    const server = await ensure();
    if (!loaded.has(threadId) && !(await tryOpen(threadId))) await keepTrying(threadId);
    if (loaded.has(threadId)) return server;
    throw scope.signal.aborted
      ? new FolioError("disposed", "The engine ended while it waited for the thread.")
      : new FolioError("heldElsewhere", "Another process writes this thread.");
  };

  return { loaded, open, tryOpen, follow, look, ensureLoaded };
}

interface OnceOptions extends OpeningOptions, Pick<Opening, "loaded" | "look"> {}

/**
 * Opens a stored thread with its last turns, and puts back what was shown of a turn that was cut off. Nothing runs by
 * that. One that another process holds can only be looked at: that is shown, and false.
 */
function createOpenOnce(options: OnceOptions): (threadId: string) => Promise<boolean> {
  const { store, scope, unattended, ensure, loadUnfinished, loaded, look } = options;

  const openWith = async (
    server: ServerConnection,
    threadId: string,
    shown: Promise<void>,
  ): Promise<boolean> => {
    const here = unfinishedOf(store.state.threads[threadId]);
    const isWhole = here !== null && !store.state.index[threadId]?.forgotten;
    const left = isWhole ? here : together(await loadUnfinished(threadId), here);
    const quietened = await unattended.quieten(server, threadId);
    // The server answers much later what it is asked beside a resume.
    await Promise.race([shown, scope.pause(longestGlanceMs)]);
    const response = await hold(server, threadId);
    if (!response) {
      await quietened.putBack();
      await look(server, threadId);
      return false;
    }
    const page = await turnPage(server, threadId, null);
    loaded.add(threadId);
    store.dispatch({
      type: "thread/opened",
      thread: response.thread,
      effective: effectiveOf(response),
      page,
      isHeldElsewhere: false,
    });
    quietened.show();
    if (left) recoverTurns(store, left);
    return true;
  };

  return async threadId => {
    const server = await ensure();
    const glance = showLastTurns(options, server, threadId);
    try {
      return await openWith(server, threadId, glance.shown);
    } finally {
      glance.dispose();
    }
  };
}

/**
 * Shows the last turns of a thread before it is open: to open it takes the server as long as all that is stored of it.
 * `shown` never rejects; nothing is shown any more after `dispose`.
 */
function showLastTurns(
  { store, log }: Pick<OpeningOptions, "store" | "log">,
  server: ServerConnection,
  threadId: string,
): { readonly shown: Promise<void>; dispose(): void } {
  let isWanted = (store.state.threads[threadId]?.turns.length ?? 0) === 0;
  const show = async () => {
    const page = await lastPage(server, threadId);
    if (isWanted && page.turns.length > 0) store.dispatch({ type: "turns/last", threadId, page });
  };
  // What stands in the way is told when the thread is opened.
  const failed = (error: unknown) =>
    log("info", `The last turns could not be shown before: ${String(error)}`);
  return {
    shown: isWanted ? show().catch(failed) : Promise.resolve(),
    dispose: () => void (isWanted = false),
  };
}

/** Puts back what was shown of turns that were cut off. */
function recoverTurns(store: Pick<Store, "state" | "dispatch">, left: Unfinished): void {
  const { threadId, turns } = left;
  for (const { turnId, items, plan, cause } of turns) {
    const stored = store.state.threads[threadId]?.turns.find(({ id }) => id === turnId);
    if (stored?.status === "interrupted")
      store.dispatch({
        type: "turn/recovered",
        threadId,
        turnId,
        items,
        plan: plan ?? null,
        cause,
      });
  }
}

/** What the server says it applies to a thread. */
export function effectiveOf(response: {
  model: string;
  approvalPolicy: AskForApproval;
  sandbox: SandboxPolicy;
  thread: Thread;
}): Effective {
  const { model, approvalPolicy, sandbox } = response;
  return { model, approvalPolicy, sandbox };
}
