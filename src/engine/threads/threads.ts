import type { ServerConnection } from "../../appserver/connection.ts";
import type {
  AskForApproval,
  SandboxMode,
  ThreadListResponse,
  UserInput,
} from "../../protocol/types.gen.ts";
import { createGoals } from "./goals.ts";
import type { Release } from "./handover.ts";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import { createOpening } from "./opening.ts";
import { createPages } from "./pages.ts";
import { createReleasing } from "./releasing.ts";
import { createStarting } from "./starting.ts";
import { createTerms, type RunOptions } from "./terms.ts";
import { createTurns, type Said, type SayOptions } from "./turns.ts";
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
  readonly scope: Scope;
  ensure(): Promise<ServerConnection>;
  defaults(): ThreadDefaults;
  /** Absolute paths of the workspace folders. */
  roots(): readonly string[];
  loadUnfinished(threadId: string): Promise<Unfinished | null>;
  readonly unattended: Unattended;
  /** Awaited before a turn begins: what must be known of the files before anything changes them. */
  beforeTurn(threadId: string): Promise<void>;
}

/** Threads and turns: what a person can start, open, say and stop. */
export interface Threads {
  /**
   * Starts an empty thread and resolves with its id. The options hold for its turns, as those of `say` do; they are never
   * granted wider than the settings. Rejects with "noFolder", or with "outsideRoots" for a folder that is not in the workspace.
   */
  start(options?: RunOptions): Promise<string>;
  /** Starts a thread with the same turns, and resolves with its id. Options as of `start`, over those of the thread. */
  fork(threadId: string, options?: RunOptions): Promise<string>;
  /** Opens a thread; one that another process holds is shown at once, and tried again for 6 s. */
  open(threadId: string): Promise<void>;
  /** One page of the stored threads of the workspace, latest first; null for the first page. */
  list(cursor: string | null): Promise<ThreadListResponse>;
  /** Loads the turns before the first one shown; does nothing when there are none. */
  loadEarlier(threadId: string): Promise<void>;
  /**
   * Says something: a new turn, or a word to the turn that runs. Resolves when the server took it. Nothing in the options
   * is granted wider than the settings; what was not is told. Rejects with "outsideRoots" as `start`, before anything is said.
   */
  say(threadId: string, input: readonly UserInput[], options?: SayOptions): Promise<Said>;
  /**
   * Asks the running turn to stop, and pauses the goal that would start the next one. `deaf`: 5 s later the turn still
   * runs, and only ending the server would stop it.
   */
  interrupt(threadId: string): Promise<"stopped" | "nothingRuns" | "deaf">;
  /** Takes a turn and all after it out of the conversation; files stay as they are. */
  revert(threadId: string, beforeTurnId: string): Promise<void>;
  /** Has another window hand over the thread that it holds, and opens it here; rejects with what to do instead. */
  takeOver(threadId: string): Promise<void>;
  /** Lets Codex go on with a goal that is paused, under what a turn that is started now would run under. */
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

export function createThreads(options: ThreadsOptions): Omit<Threads, "takeOver"> & OpenThreads {
  const opening = createOpening(options);
  const { loaded, open, tryOpen, follow, ensureLoaded } = opening;
  const terms = createTerms(options);
  return {
    ...createStarting({ ...options, terms, loaded }),
    ...createTurns({ ...options, terms, open, ensureLoaded }),
    ...createGoals({ ...options, terms, ensureLoaded }),
    ...createPages(options),
    ...createReleasing({ ...options, opening }),
    open,
    tryOpen,
    follow,
    forgetLoaded: () => loaded.clear(),
  };
}
