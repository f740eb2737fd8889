import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ServerConnection } from "../../appserver/connection.ts";
import type { HeldMessage } from "../../model/state.ts";
import type { QueuedSubmission } from "../../protocol/types.gen.ts";
import { readJson, writeJson } from "../disk/jsonFile.ts";
import { FolioError, isRefused } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store.ts";

/** Keeps the server from working where nobody asked it to. */
export interface Unattended {
  /**
   * Call before `thread/resume`, which runs an active goal and, after a crash, the thread's queue (test/FACTS.md): pauses
   * the goal and takes the queue out. What was queued is on disk before the server forgets it. Rejects when the server
   * refuses: then the thread must not be resumed.
   */
  quieten(server: ServerConnection, threadId: string): Promise<Quietened>;
  /** Whether resuming would have to quieten something. */
  isRestless(server: ServerConnection, threadId: string): Promise<boolean>;
  /** Pauses a goal that is active, so that no turn follows the one that ends. */
  pauseGoal(server: ServerConnection, threadId: string): Promise<void>;
  /** Forgets a held message, once it was sent or the person threw it away. */
  forget(threadId: string, id: string): Promise<void>;
}

export interface Quietened {
  /** Tells the state what is held; call once the thread is open. */
  show(): void;
  /** Another process holds the thread: its goal and its queue are its own, so they go back. */
  putBack(): Promise<void>;
}

interface HeldFile {
  readonly version: 1;
  readonly messages: readonly HeldMessage[];
}

export interface UnattendedOptions {
  readonly store: Store;
  readonly log: Log;
  /** A folder of ours that all windows share. */
  readonly folder: string;
}

export function createUnattended({ store, log, folder }: UnattendedOptions): Unattended {
  const fileOf = (threadId: string) => join(folder, `${encodeURIComponent(threadId)}.json`);
  const read = async (threadId: string): Promise<readonly HeldMessage[]> =>
    (await readJson(fileOf(threadId), isHeldFile, log))?.messages ?? [];
  const keep = async (threadId: string, messages: readonly HeldMessage[]): Promise<void> => {
    if (messages.length === 0) return rm(fileOf(threadId), { force: true });
    const file: HeldFile = { version: 1, messages };
    if (!(await writeJson(fileOf(threadId), file)))
      throw new FolioError("queueTooLarge", "What is queued cannot be kept.");
  };
  const show = (threadId: string, messages: readonly HeldMessage[]) =>
    store.dispatch({ type: "thread/held", threadId, messages });

  const takeOut = async (server: ServerConnection, threadId: string) => {
    const before = await read(threadId);
    const queued = await queueOf(server, threadId);
    if (queued.length === 0) return { before, queued, held: before };
    const known = new Set(before.map(({ id }) => id));
    const news = queued.filter(({ id }) => !known.has(id));
    const held = [...before, ...news.map(({ id, input }): HeldMessage => ({ id, input }))];
    await keep(threadId, held);
    for (const { id: queuedSubmissionId } of queued)
      await server.request("thread/queue/delete", { threadId, queuedSubmissionId });
    return { before, queued, held };
  };

  const pauseGoal = async (server: ServerConnection, threadId: string): Promise<boolean> => {
    if (!(await hasActiveGoal(server, threadId))) return false;
    await server.request("thread/goal/set", { threadId, status: "paused", origin: "automatic" });
    return true;
  };

  return {
    async quieten(server, threadId) {
      const wasActive = await pauseGoal(server, threadId);
      const { before, queued, held } = await takeOut(server, threadId);
      return {
        show: () => show(threadId, held),
        async putBack() {
          for (const { input, clientUserMessageId } of queued)
            await server.request("thread/queue/add", { threadId, input, clientUserMessageId });
          await keep(threadId, before);
          if (wasActive)
            await server.request("thread/goal/set", {
              threadId,
              status: "active",
              origin: "automatic",
            });
        },
      };
    },
    isRestless: async (server, threadId) =>
      (await hasActiveGoal(server, threadId)) || (await queueOf(server, threadId)).length > 0,
    pauseGoal: async (server, threadId) => void (await pauseGoal(server, threadId)),
    async forget(threadId, id) {
      const left = (await read(threadId)).filter(message => message.id !== id);
      await keep(threadId, left);
      show(threadId, left);
    },
  };
}

const hasActiveGoal = async (server: ServerConnection, threadId: string): Promise<boolean> =>
  (await readable(() => server.request("thread/goal/get", { threadId })))?.goal?.status ===
  "active";

async function queueOf(
  server: ServerConnection,
  threadId: string,
  cursor: string | null = null,
): Promise<readonly QueuedSubmission[]> {
  const page = await readable(() => server.request("thread/queue/list", { threadId, cursor }));
  if (!page?.nextCursor) return page?.data ?? [];
  return [...page.data, ...(await queueOf(server, threadId, page.nextCursor))];
}

/** Null where the server refuses: an older one has no goals and no queue. */
async function readable<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

function isHeldFile(value: unknown): value is HeldFile {
  if (typeof value !== "object" || value === null) return false;
  // Nothing is believed of it before it was looked at, member by member.
  const { version, messages } = value as Partial<HeldFile>;
  return (
    version === 1 &&
    Array.isArray(messages) &&
    messages.every(
      ({ id, input }: Partial<HeldMessage>) => typeof id === "string" && Array.isArray(input),
    )
  );
}
