import { randomUUID } from "node:crypto";
import type { ServerConnection } from "../../appserver/connection.ts";
import { runningTurn } from "../../model/select/thread.ts";
import type {
  AskForApproval,
  SandboxMode,
  ThreadListResponse,
  UserInput,
} from "../../protocol/types.gen.ts";
import { createGoals } from "./goals.ts";
import type { Release } from "./handover.ts";
import type { Log } from "../log.ts";
import { createOpening } from "./opening.ts";
import { sandboxPolicy } from "./sandbox.ts";
import { createStarting } from "./starting.ts";
import { createSteer, type Steer } from "./steer.ts";
import { becomes, type Store } from "../store.ts";
import { turnPage } from "./stored.ts";
import type { Unattended } from "./unattended.ts";
import type { Unfinished } from "./unfinished.ts";

/** How threads run; read anew for every thread and turn. */
export interface ThreadDefaults {
  /** The folder that threads work in; null when no folder is open. */
  readonly cwd: string | null;
  readonly approvalPolicy: Extract<AskForApproval, string>;
  readonly sandbox: SandboxMode;
  /** Empty: the server's own choice. */
  readonly model: string;
}

export interface ThreadsOptions {
  readonly store: Store;
  readonly log: Log;
  ensure(): Promise<ServerConnection>;
  defaults(): ThreadDefaults;
  loadUnfinished(threadId: string): Promise<Unfinished | null>;
  readonly unattended: Unattended;
  /** Awaited before a turn begins: what must be known of the files before anything changes them. */
  beforeTurn(threadId: string): Promise<void>;
}

/** Threads and turns: what a person can start, open, say and stop. */
export interface Threads {
  /** Starts an empty thread in the folder, and resolves with its id. */
  start(): Promise<string>;
  /** Starts a thread with the same turns, and resolves with its id. */
  fork(threadId: string): Promise<string>;
  /** Opens a thread; one that another process holds is shown at once, and tried again for 6 s. */
  open(threadId: string): Promise<void>;
  /** One page of the stored threads of the workspace, latest first; null for the first page. */
  list(cursor: string | null): Promise<ThreadListResponse>;
  /** Loads the turns before the first one shown; does nothing when there are none. */
  loadEarlier(threadId: string): Promise<void>;
  /** Says something: a new turn, or a word to the turn that runs. Resolves when the server took it. */
  send(threadId: string, input: readonly UserInput[]): Promise<void>;
  /** Says something to the turn that runs; false when no turn takes it. It never starts a turn. */
  readonly steer: Steer;
  /**
   * Asks the running turn to stop, and pauses the goal that would start the next one. `deaf`: 5 s later the turn still
   * runs, and only ending the server would stop it.
   */
  interrupt(threadId: string): Promise<"stopped" | "nothingRuns" | "deaf">;
  /** Takes a turn and all after it out of the conversation; files stay as they are. */
  revert(threadId: string, beforeTurnId: string): Promise<void>;
  /** Has another window hand over the thread that it holds, and opens it here; rejects with what to do instead. */
  takeOver(threadId: string): Promise<void>;
  /** Lets Codex go on with a goal that is paused, under the approvals and the sandbox of the settings. */
  continueGoal(threadId: string): Promise<void>;
  /** Lets the running turn end, and no other follow it. */
  pauseGoal(threadId: string): Promise<void>;
  /** Gives the goal up; the running turn goes on. */
  clearGoal(threadId: string): Promise<void>;
  /** Forgets a held message, once it was sent or the person threw it away. */
  forgetHeld(threadId: string, id: string): Promise<void>;
}

/** What the rest of the engine does with threads besides. */
export interface OpenThreads {
  /** Opens a thread for writing; false when another process holds it, which is shown. */
  tryOpen(threadId: string): Promise<boolean>;
  /** Opens a thread that another process held as soon as it is free; one that runs by itself there is only looked at. */
  follow(threadId: string): Promise<void>;
  /** Lets go of a thread, so that another process can hold it; not of one in which something runs or waits. */
  release(threadId: string): Promise<Release>;
  /** The server process changed: nothing is loaded in the new one. */
  forgetLoaded(): void;
}

const deafMs = 5000;
const unloadMs = 4000;

export function createThreads(options: ThreadsOptions): Omit<Threads, "takeOver"> & OpenThreads {
  const { store, log, ensure, defaults, beforeTurn } = options;
  const opening = createOpening(options);
  const { loaded } = opening;
  const steer = createSteer({ store, log, ensureLoaded: opening.ensureLoaded });

  return {
    ...createStarting({ ...options, loaded }),
    ...createGoals({ ...options, ensureLoaded: opening.ensureLoaded }),
    open: opening.open,
    tryOpen: opening.tryOpen,
    follow: opening.follow,
    async loadEarlier(threadId) {
      const cursor = store.state.threads[threadId]?.earlierCursor ?? null;
      if (cursor === null) return;
      const server = await ensure();
      store.dispatch({
        type: "turns/earlier",
        threadId,
        page: await turnPage(server, threadId, cursor),
      });
    },
    async send(threadId, input) {
      const server = await opening.ensureLoaded(threadId);
      const clientUserMessageId = randomUUID();
      // Of a turn that ended meanwhile nobody hears: what was said starts the next one.
      if (await steer(threadId, { input, clientUserMessageId })) return;
      await beforeTurn(threadId);
      const { cwd, approvalPolicy, sandbox } = defaults();
      store.dispatch({ type: "policy/asked", threadId, approvalPolicy });
      await server.request("turn/start", {
        threadId,
        clientUserMessageId,
        input: [...input],
        approvalPolicy,
        sandboxPolicy: sandboxPolicy(sandbox, cwd),
      });
    },
    steer,
    async interrupt(threadId) {
      const thread = store.state.threads[threadId];
      const isPursuing = thread?.goal?.status === "active";
      if (!isPursuing && !runningTurn(thread)) return "nothingRuns";
      const server = await ensure();
      if (isPursuing) await options.unattended.pauseGoal(server, threadId);
      const running = runningTurn(store.state.threads[threadId]);
      if (!running) return "stopped";
      const turnId = running.id;
      const isOver = () => runningTurn(store.state.threads[threadId])?.id !== turnId;
      const asked = server.request("turn/interrupt", { threadId, turnId }, { timeoutMs: deafMs });
      // One that does not even answer is as deaf as one that answers and goes on.
      asked.catch((error: unknown) => log("warn", `Stopping was refused: ${String(error)}`));
      return (await becomes(store, isOver, deafMs)) ? "stopped" : "deaf";
    },
    async revert(threadId, beforeTurnId) {
      const server = await opening.ensureLoaded(threadId);
      await server.request("thread/revert", { threadId, beforeTurnId });
      await opening.open(threadId);
    },
    async release(threadId) {
      if (!loaded.has(threadId)) return "notHeld";
      const { state } = store;
      const waits = [...state.asks, ...state.judging].some(ask => ask.threadId === threadId);
      if (waits || runningTurn(state.threads[threadId])) return "busy";
      const server = await ensure();
      loaded.delete(threadId);
      const isClosed = () => store.state.threads[threadId]?.status.type === "notLoaded";
      const closed = becomes(store, isClosed, unloadMs);
      await server.request("thread/unsubscribe", { threadId });
      if (!(await closed)) {
        await opening.tryOpen(threadId);
        return "busy";
      }
      await opening.look(server, threadId);
      return "released";
    },
    async list(cursor) {
      const { cwd } = defaults();
      const server = await ensure();
      return server.request("thread/list", {
        cursor,
        limit: 30,
        sortKey: "updated_at",
        sortDirection: "desc",
        ...(cwd === null ? {} : { cwd }),
      });
    },
    forgetLoaded() {
      loaded.clear();
    },
  };
}
