import { randomUUID } from "node:crypto";
import { RequestError, type ServerConnection } from "../appserver/connection.ts";
import type { TurnPage } from "../model/event.ts";
import { runningTurn } from "../model/select/thread.ts";
import type { Effective } from "../model/state.ts";
import type {
  AskForApproval,
  SandboxMode,
  SandboxPolicy,
  Thread,
  ThreadListResponse,
  ThreadResumeResponse,
  UserInput,
} from "../protocol/types.gen.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store.ts";
import { unfinishedOf, type Unfinished } from "./unfinished.ts";

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
  /** Awaited before a turn begins: what must be known of the files before anything changes them. */
  beforeTurn(): Promise<void>;
}

/** A request that makes no sense now; the message says what to do. */
class ThreadError extends Error {
  override readonly name = "ThreadError";
}

const pageSize = 50;
const deafMs = 5000;
const writerTries = 12;
const writerPauseMs = 500;

/** Threads and turns: what a person can start, open, say and stop. */
export function createThreads(options: ThreadsOptions) {
  const { store, log, ensure, defaults, loadUnfinished, beforeTurn } = options;
  /** Threads that the running server process has open for us. */
  const loaded = new Set<string>();

  const start = async (): Promise<string> => {
    const { cwd, approvalPolicy, model } = defaults();
    if (cwd === null) throw new ThreadError("Open a folder first: Codex works in a folder.");
    const server = await ensure();
    const response = await server.request("thread/start", {
      cwd,
      approvalPolicy,
      // Anything wider would write trust into the user's config.toml (SAFETY fact 1): the sandbox comes with each turn.
      sandbox: "read-only",
      config: { "tools.update_plan.enabled": true },
      ...(model === "" ? {} : { model }),
    });
    loaded.add(response.thread.id);
    store.dispatch({
      type: "thread/opened",
      thread: response.thread,
      effective: effectiveOf(response),
      page: { turns: [], earlierCursor: null },
    });
    return response.thread.id;
  };

  /** Opens a stored thread with its last turns, and puts back what was shown of a turn that was cut off. */
  const open = async (threadId: string): Promise<void> => {
    const server = await ensure();
    const left = unfinishedOf(store.state.threads[threadId]) ?? (await loadUnfinished(threadId));
    const response = await resume(server, threadId);
    const page = await turnPage(server, threadId, null);
    loaded.add(threadId);
    store.dispatch({
      type: "thread/opened",
      thread: response.thread,
      effective: effectiveOf(response),
      page,
    });
    for (const { turnId, items, cause } of left?.turns ?? []) {
      const stored = store.state.threads[threadId]?.turns.find(({ id }) => id === turnId);
      if (stored?.status === "interrupted")
        store.dispatch({ type: "turn/recovered", threadId, turnId, items, cause });
    }
  };

  const turnPage = async (
    server: ServerConnection,
    threadId: string,
    cursor: string | null,
  ): Promise<TurnPage> => {
    const { data, nextCursor } = await server.request("thread/turns/list", {
      threadId,
      cursor,
      limit: pageSize,
      sortDirection: "desc",
      itemsView: "full",
    });
    return { turns: data.toReversed(), earlierCursor: nextCursor };
  };

  const ensureLoaded = async (threadId: string): Promise<ServerConnection> => {
    const server = await ensure();
    if (!loaded.has(threadId)) await open(threadId);
    return server;
  };

  return {
    start,
    open,
    /** Loads the turns before the first one shown; does nothing when there are none. */
    async loadEarlier(threadId: string): Promise<void> {
      const cursor = store.state.threads[threadId]?.earlierCursor ?? null;
      if (cursor === null) return;
      const server = await ensureLoaded(threadId);
      store.dispatch({
        type: "turns/earlier",
        threadId,
        page: await turnPage(server, threadId, cursor),
      });
    },
    /** Says something: a new turn, or a word to the turn that runs. Resolves when the server took it. */
    async send(threadId: string, input: readonly UserInput[]): Promise<void> {
      const server = await ensureLoaded(threadId);
      const clientUserMessageId = randomUUID();
      const running = runningTurn(store.state.threads[threadId]);
      if (running) {
        try {
          const expectedTurnId = running.id;
          await server.request("turn/steer", {
            threadId,
            input: [...input],
            expectedTurnId,
            clientUserMessageId,
          });
          return;
        } catch (error) {
          // The turn ended meanwhile: what was said starts the next one.
          if (!(error instanceof RequestError) || error.reason !== "refused") throw error;
          log("debug", `Steering was refused (${error.message}); a new turn takes the input.`);
        }
      }
      await beforeTurn();
      const { cwd, approvalPolicy, sandbox } = defaults();
      await server.request("turn/start", {
        threadId,
        clientUserMessageId,
        input: [...input],
        approvalPolicy,
        sandboxPolicy: sandboxPolicy(sandbox, cwd),
      });
    },
    /** Asks the running turn to stop. `deaf`: 5 s later it still runs, and only ending the server would stop it. */
    async interrupt(threadId: string): Promise<"stopped" | "nothingRuns" | "deaf"> {
      const running = runningTurn(store.state.threads[threadId]);
      if (!running) return "nothingRuns";
      const server = await ensure();
      const turnId = running.id;
      const isOver = () => runningTurn(store.state.threads[threadId])?.id !== turnId;
      const asked = server.request("turn/interrupt", { threadId, turnId }, { timeoutMs: deafMs });
      // One that does not even answer is as deaf as one that answers and goes on.
      asked.catch((error: unknown) => log("warn", `Stopping was refused: ${String(error)}`));
      return (await becomes(store, isOver, deafMs)) ? "stopped" : "deaf";
    },
    /** Takes a turn and all after it out of the conversation; files stay as they are. */
    async revert(threadId: string, beforeTurnId: string): Promise<void> {
      const server = await ensureLoaded(threadId);
      await server.request("thread/revert", { threadId, beforeTurnId });
      await open(threadId);
    },
    /** One page of the stored threads of the workspace, latest first. */
    async list(cursor: string | null): Promise<ThreadListResponse> {
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
    /** The server process changed: nothing is loaded in the new one. */
    forgetLoaded(): void {
      loaded.clear();
    },
  };
}

/** Whether something comes true within a time; every change of the state is looked at. */
function becomes(store: Store, isSo: () => boolean, limitMs: number): Promise<boolean> {
  return new Promise(resolve => {
    const end = (isDone: boolean) => {
      subscription.dispose();
      clearTimeout(timer);
      resolve(isDone);
    };
    const subscription = store.onChange(() => isSo() && end(true));
    const timer = setTimeout(() => end(isSo()), limitMs);
  });
}

export type Threads = ReturnType<typeof createThreads>;

/** Resumes without turns (they are paged); a writer lock of a server that is just ending is waited for, 6 s at most. */
async function resume(server: ServerConnection, threadId: string): Promise<ThreadResumeResponse> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await server.request("thread/resume", { threadId, excludeTurns: true });
    } catch (error) {
      const locked =
        error instanceof RequestError && error.message.includes("already has an active writer");
      if (!locked) throw error;
      if (attempt >= writerTries)
        throw new ThreadError(
          "This thread is open in another window. Close it there, or start a new one.",
          { cause: error },
        );
      await new Promise(resolve => setTimeout(resolve, writerPauseMs));
    }
  }
}

function effectiveOf(response: {
  model: string;
  approvalPolicy: AskForApproval;
  sandbox: SandboxPolicy;
  thread: Thread;
}): Effective {
  const { model, approvalPolicy, sandbox } = response;
  return { model, approvalPolicy, sandbox };
}

function sandboxPolicy(mode: SandboxMode, cwd: string | null): SandboxPolicy {
  switch (mode) {
    case "danger-full-access":
      return { type: "dangerFullAccess" };
    case "read-only":
      return { type: "readOnly", networkAccess: false };
    case "workspace-write":
      return {
        type: "workspaceWrite",
        writableRoots: cwd === null ? [] : [cwd],
        networkAccess: false,
        excludeTmpdirEnvVar: false,
        excludeSlashTmp: false,
      };
  }
}
