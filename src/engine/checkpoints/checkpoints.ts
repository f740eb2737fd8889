import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Transactions } from "../disk/transaction.ts";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import { createQueue } from "../disk/queue.ts";
import type { Store } from "../store.ts";
import { applyRestore, undoRestore, type ApplyResult } from "./apply.ts";
import { createBlobs } from "./blobs.ts";
import { createKeeping, type Keeping } from "./keeping.ts";
import { readMark, type Mark } from "./mark.ts";
import { planRestore, type FileRestore, type RestorePlan } from "./plan.ts";
import { createRecords, type TurnRecord } from "./records.ts";
import { createSnapshots } from "./snapshots.ts";
import { createWatcher, type WatchPath } from "./watcher.ts";

export interface CheckpointsOptions {
  readonly store: Store;
  readonly log: Log;
  readonly scope: Scope;
  /** A folder of ours. */
  readonly folder: string;
  readonly transactions: Transactions;
  roots(): readonly string[];
  /** Globs of what is never kept; read anew for every look. */
  excluded(): readonly string[];
  /** Waits for a look through the folders as long as a person has patience; never rejects. */
  patience(looking: Promise<void>): Promise<void>;
  /** How many contents are kept at most; without it 100,000. */
  readonly limit?: number;
  /** How files are watched; without it as the system offers it. */
  readonly watchPath?: WatchPath;
}

/** What a mark of a file or a link stands for. */
export type Content =
  | { readonly kind: "file"; readonly bytes: Uint8Array }
  | { readonly kind: "link"; readonly target: string };

/**
 * What files were before each turn, kept outside of any version control: of patches and of shell commands, binary or
 * not, tracked or not. A turn begins only when the folders were looked through for it.
 */
export interface Checkpoints extends Omit<Keeping, "tell"> {
  /** Tells the state which turns of a thread changed files. */
  load(threadId: string): Promise<void>;
  /** What the turn did to files; null when nothing is kept of it. */
  changes(threadId: string, turnId: string): Promise<TurnRecord | null>;
  /** What a mark stands for; null when it is not kept any more. */
  content(mark: Mark): Promise<Content | null>;
  /**
   * What would bring the files back to where they were before the turn, later edits of a person kept. `unsaved`: texts
   * that editors hold, by path.
   */
  plan(
    threadId: string,
    turnId: string,
    unsaved: ReadonlyMap<string, string>,
  ): Promise<RestorePlan>;
  /** Carries a plan out, wholly or, where the system refuses a file, not at all. */
  apply(threadId: string, files: readonly FileRestore[]): Promise<ApplyResult>;
  /** Takes a restore back, for files that are still as it left them. */
  undo(threadId: string, restore: Pick<ApplyResult, "undo" | "went">): Promise<ApplyResult>;
}

export function createCheckpoints(options: CheckpointsOptions): Checkpoints {
  const { store, log, scope, folder, roots, transactions, excluded, patience, limit, watchPath } =
    options;
  const blobs = createBlobs(join(folder, "blobs"));
  const records = createRecords(join(folder, "threads"), log);
  const queue = createQueue();
  const { tell, ...keeping } = createKeeping({
    store,
    log,
    scope,
    folder,
    runningFolder: join(folder, "running"),
    blobs,
    records,
    queue,
    patience,
    snapshots: createSnapshots({
      roots,
      blobs,
      excluded,
      watcher: createWatcher({ log, scope, folder, ...(watchPath && { watchPath }) }),
      ...(limit === undefined ? {} : { limit }),
    }),
  });
  const recordsOf = (threadId: string) => queue.run(() => records.read(threadId));

  /** What a restore did stands among the turns: going back further begins from there. */
  const note = async (threadId: string, { went }: ApplyResult): Promise<void> => {
    if (Object.keys(went).length === 0) return;
    const turnId = `restore-${randomUUID()}`;
    await queue.run(() =>
      records.add(threadId, { turnId, at: Date.now(), files: went, unkept: {}, known: "all" }),
    );
  };

  return {
    ...keeping,
    async load(threadId) {
      for (const turn of await recordsOf(threadId)) tell(threadId, turn);
    },
    changes: async (threadId, turnId) =>
      (await recordsOf(threadId)).find(turn => turn.turnId === turnId) ?? null,
    async content(mark) {
      const marked = readMark(mark);
      if (marked.kind === "link") return marked;
      const bytes = marked.kind === "file" ? await blobs.get(marked.hash) : null;
      return bytes && { kind: "file", bytes };
    },
    async plan(threadId, turnId, unsaved) {
      const turns = await recordsOf(threadId);
      // The turn itself may have changed nothing, and those after it something.
      const known = store.state.threads[threadId]?.turns ?? [];
      const at = known.findIndex(({ id }) => id === turnId);
      const ids = new Set(at < 0 ? [turnId] : known.slice(at).map(({ id }) => id));
      const from = turns.findIndex(turn => ids.has(turn.turnId));
      return planRestore({ turns: from < 0 ? [] : turns.slice(from), blobs, unsaved });
    },
    async apply(threadId, files) {
      const result = await applyRestore(files, transactions);
      await note(threadId, result);
      return result;
    },
    async undo(threadId, restore) {
      const result = await undoRestore(restore, transactions);
      await note(threadId, result);
      return result;
    },
    async flush() {
      await transactions.idle();
      await keeping.flush();
    },
  };
}
