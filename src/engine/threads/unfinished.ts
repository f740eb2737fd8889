import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ItemState, ThreadState, TurnState } from "../../model/state.ts";
import type { TurnPlanStep } from "../../protocol/types.gen.ts";
import {
  isKeptReason,
  reason,
  restored,
  type KeptReason,
  type Reason,
} from "../../model/text/reason.ts";
import { readJson, writeJson } from "../disk/jsonFile.ts";
import type { Tell } from "../disk/putAside.ts";
import { report, type Log } from "../log.ts";
import { createQueue } from "../disk/queue.ts";
import type { Scope } from "../scope.ts";
import { createEffects } from "../effects.ts";
import type { Store } from "../store.ts";

/** What was shown of turns and would be gone with their server: it stores only items that completed. */
export interface Unfinished {
  readonly version: 1;
  readonly threadId: string;
  readonly turns: readonly UnfinishedTurn[];
}

export interface UnfinishedTurn {
  readonly turnId: string;
  readonly items: readonly ItemState[];
  /** Its plan as it stood, which the server does not store; absent where it had none. */
  readonly plan?: TurnState["plan"];
  /** Why it ended when no server said so; null when the person stopped it. */
  readonly cause: Reason | null;
}

/** As it was written, also by earlier versions. */
interface Kept extends Omit<Unfinished, "turns"> {
  readonly turns: readonly KeptTurn[];
}

interface KeptTurn extends Omit<UnfinishedTurn, "cause"> {
  readonly cause: KeptReason | null;
}

const writeEveryMs = 500;
const maxTurns = 20;

/** The items of a thread that the server has not stored, by turn; null when there are none. */
export function unfinishedOf(thread: ThreadState | undefined): Unfinished | null {
  if (!thread) return null;
  const turns = thread.turns
    .map((turn): UnfinishedTurn => ({
      turnId: turn.id,
      items: turn.items
        .filter(item => item.phase !== "done" && item.phase !== "superseded")
        .map(close),
      ...(turn.plan && isCutOff(turn) ? { plan: turn.plan } : {}),
      cause:
        turn.lostBecause ?? (turn.status === "inProgress" ? reason("server.windowEnded") : null),
    }))
    .filter(({ items, plan }) => items.length > 0 || plan)
    .slice(-maxTurns);
  return turns.length > 0 ? { version: 1, threadId: thread.id, turns } : null;
}

/** What was left of a thread and what is there of it since, by turn. */
export function together(left: Unfinished | null, here: Unfinished | null): Unfinished | null {
  if (!left || !here) return left ?? here;
  const turns = [
    ...left.turns.filter(({ turnId }) => !here.turns.some(turn => turn.turnId === turnId)),
    ...here.turns,
  ];
  return { ...here, turns: turns.slice(-maxTurns) };
}

/** It runs, or ended without its end. */
const isCutOff = ({ status }: TurnState): boolean =>
  status === "inProgress" || status === "interrupted";

const close = (item: ItemState): ItemState =>
  item.phase === "open" ? { ...item, phase: "unfinished" } : item;

export interface UnfinishedOptions {
  readonly store: Store;
  readonly scope: Scope;
  readonly folder: string;
  readonly log: Log;
  readonly tell?: Tell;
}

export interface UnfinishedKeeper {
  /** What an earlier life of the editor left of this thread, once: the file is forgotten when the turn is recovered. */
  load(threadId: string): Promise<Unfinished | null>;
  /** Writes what is waiting; resolves when it is on disk. */
  flush(): Promise<void>;
}

/**
 * Keeps what runs on disk, one file a thread in `folder`, at most twice a second, so that a crash or a reload of the
 * editor loses at most that.
 */
export function keepUnfinished(options: UnfinishedOptions): UnfinishedKeeper {
  const { store, scope, folder, log, tell } = options;
  const dirty = new Set<string>();
  const onDisk = new Set<string>();
  let planned: { dispose(): void } | undefined;
  const queue = createQueue();

  const fileOf = (threadId: string) => join(folder, `${encodeURIComponent(threadId)}.json`);

  const flush = (): Promise<void> => {
    planned?.dispose();
    planned = undefined;
    return queue.run(async () => {
      const ids = [...dirty];
      dirty.clear();
      const written = await Promise.allSettled(ids.map(write));
      // What could not be written is tried again with the next change.
      for (const [at, id] of ids.entries()) if (written[at]?.status === "rejected") dirty.add(id);
      const failed = written.find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw failed.reason;
    });
  };

  const read = async (threadId: string): Promise<Unfinished | null> => {
    const isOurs = (value: unknown): value is Kept => isKept(value, threadId);
    const found = await readJson(fileOf(threadId), isOurs, log, tell);
    return found && { ...found, turns: found.turns.map(restoredTurn) };
  };

  const write = async (threadId: string) => {
    const { threads, index } = store.state;
    // What is on disk is put back once the thread is open.
    if (threads[threadId]?.isOpening) return;
    const here = unfinishedOf(threads[threadId]);
    // What a forgotten thread left is on disk alone.
    const unfinished = index[threadId]?.forgotten
      ? together(onDisk.has(threadId) ? await read(threadId) : null, here)
      : here;
    if (!unfinished) {
      if (onDisk.delete(threadId)) await rm(fileOf(threadId), { force: true });
      return;
    }
    if (await writeJson(fileOf(threadId), unfinished, log)) onDisk.add(threadId);
  };

  const flushSoon = () =>
    (planned ??= scope.after(writeEveryMs, () => report(log, "Keeping the running turn", flush())));

  scope.add(
    createEffects(store).onThreads(changes => {
      for (const { threadId, thread } of changes)
        if (thread && mayMatter(thread, onDisk.has(threadId))) dirty.add(threadId);
      if (dirty.size > 0) flushSoon();
    }),
  );

  return {
    async load(threadId) {
      const found = await read(threadId);
      if (found) onDisk.add(threadId);
      return found;
    },
    flush,
  };
}

const mayMatter = (thread: ThreadState, onDisk: boolean): boolean =>
  onDisk || thread.turns.at(-1)?.status !== "completed";

const restoredTurn = (turn: KeptTurn): UnfinishedTurn => ({
  ...turn,
  cause: turn.cause === null ? null : restored(turn.cause),
});

function isKept(value: unknown, threadId: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  // Nothing is believed of it before it was looked at, member by member.
  const { version, threadId: id, turns } = value as Partial<Kept>;
  return version === 1 && id === threadId && Array.isArray(turns) && turns.every(isKeptTurn);
}

function isKeptTurn({ turnId, items, plan, cause }: Partial<KeptTurn>): boolean {
  return (
    typeof turnId === "string" &&
    (plan == null || isKeptPlan(plan)) &&
    (cause === null || isKeptReason(cause)) &&
    Array.isArray(items) &&
    items.every(
      ({ id, phase, item }: Partial<ItemState>) =>
        typeof id === "string" && typeof phase === "string" && typeof item?.type === "string",
    )
  );
}

const isKeptPlan = ({ explanation, steps }: Partial<NonNullable<KeptTurn["plan"]>>): boolean =>
  (explanation === null || typeof explanation === "string") &&
  Array.isArray(steps) &&
  steps.every(
    ({ step, status }: Partial<TurnPlanStep>) =>
      typeof step === "string" && typeof status === "string",
  );
