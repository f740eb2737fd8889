import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Event } from "../../model/event.ts";
import type { State } from "../../model/state.ts";
import { report, type Log } from "../log.ts";
import { createQueue } from "../queue.ts";
import type { Store } from "../store.ts";
import { applyRestore, undoRestore, type Restored } from "./apply.ts";
import { createBlobs } from "./blobs.ts";
import { createJournal, type RunningTurn } from "./journal.ts";
import { planRestore, type FileRestore, type RestorePlan } from "./plan.ts";
import { createRecords, type FileRecord, type TurnRecord } from "./records.ts";
import { createSnapshots, lookUp, maxFileBytes, type Snapshot } from "./snapshot.ts";

export interface CheckpointsOptions {
  readonly store: Store;
  readonly log: Log;
  /** A folder of ours. */
  readonly folder: string;
  roots(): readonly string[];
}

const longestWaitMs = 2000;
const maxBytes = 400 * 1024 * 1024;
const collectEveryMs = 3_600_000;
const recoverEveryMs = 3000;

/**
 * What files were before each turn, kept outside of any version control: of patches and of shell commands, binary or
 * not, tracked or not. A turn begins only when the folders were looked through (2 s at most).
 */
export function createCheckpoints({ store, log, folder, roots }: CheckpointsOptions) {
  const blobs = createBlobs(join(folder, "blobs"));
  const snapshots = createSnapshots(roots, blobs);
  const records = createRecords(join(folder, "threads"), log);
  const journal = createJournal(join(folder, "running"), log);
  const running = new Map<string, RunningTurn>();
  const queue = createQueue();
  let latest: Snapshot | null = null;
  let collectedAt = -Infinity;
  let again: NodeJS.Timeout | undefined;

  const snapshot = () =>
    queue.run(async () => {
      latest = await snapshots.take();
      return latest;
    });

  const recordsOf = (threadId: string) => queue.run(() => records.read(threadId));
  const tell = (threadId: string, { turnId, files }: TurnRecord) =>
    store.dispatch({
      type: "turn/filesChanged",
      threadId,
      turnId,
      paths: Object.keys(files).toSorted(),
    });

  /** Keeps what differs between the beginning of a turn and now. */
  const keep = async (
    { threadId, turnId, at, before, byPerson }: RunningTurn,
    isOfTurn: (path: string) => Promise<boolean>,
  ): Promise<void> => {
    const after = await snapshot();
    if (before === null) return;
    const [hashBefore, hashAfter] = [lookUp(before), lookUp(after)];
    const files: Record<string, FileRecord> = {};
    for (const path of new Set([...Object.keys(before.hashes), ...Object.keys(after.hashes)])) {
      const old = hashBefore(path);
      const isSaved = byPerson.has(path);
      const now = isSaved ? byPerson.get(path) : hashAfter(path);
      if (old === undefined || now === undefined || old === now) continue;
      if (isSaved || (await isOfTurn(path))) files[path] = { before: old, after: now };
    }
    if (Object.keys(files).length === 0) return;
    const record: TurnRecord = { turnId, at, files };
    await queue.run(() => records.add(threadId, record));
    tell(threadId, record);
  };

  const end = async (turn: RunningTurn): Promise<void> => {
    await keep(turn, () => Promise.resolve(true));
    await journal.end(turn.turnId);
    if (performance.now() - collectedAt < collectEveryMs) return;
    collectedAt = performance.now();
    await queue.run(collect);
  };

  /** Makes room: first goes what no turn needs, then what only the oldest turns do, never what stands in the folders. */
  const collect = async (): Promise<void> => {
    const lastUses = await records.lastUses();
    const needed = new Set(Object.values(latest?.hashes ?? {}));
    for (const { before, byPerson } of running.values())
      for (const hash of [...Object.values(before?.hashes ?? {}), ...byPerson.values()])
        if (hash) needed.add(hash);
    await blobs.collect(
      hash => (needed.has(hash) ? Infinity : (lastUses.get(hash) ?? -Infinity)),
      maxBytes,
    );
  };

  /**
   * Ends turns whose window was killed in the middle of them; what was changed after that is not theirs. A window that
   * is about to go, as after a reload, is waited for in the background.
   */
  const recover = async (): Promise<void> => {
    const { orphans, othersRun } = await journal.orphans();
    for (const { turn, isOfTurn, forget } of orphans) {
      await keep(turn, isOfTurn);
      await forget();
    }
    clearTimeout(again);
    if (othersRun)
      again = setTimeout(
        () => report(log, "Looking after turns that were cut off", recover()),
        recoverEveryMs,
      ).unref();
  };

  const subscription = store.onChange(({ event, state }) => {
    const started = startedTurn(event);
    if (started && !running.has(started.turnId)) {
      const turn = { ...started, at: Date.now(), before: latest, byPerson: new Map() };
      running.set(turn.turnId, turn);
      report(log, "Writing down that a turn runs", journal.begin(turn));
    }
    for (const known of running.values())
      if (!isRunning(state, known)) {
        running.delete(known.turnId);
        report(log, "Keeping what a turn changed", end(known));
      }
  });

  return {
    /** Looks through the folders before a turn begins; waits 2 s at most, and then goes on without. */
    async prepare(): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const looking = snapshot().catch((error: unknown) =>
        log("warn", `The files could not be kept before the turn: ${String(error)}`),
      );
      await Promise.race([looking, new Promise(resolve => setTimeout(resolve, longestWaitMs))]);
    },
    /** A person is about to save over a file: what the agent made of it until now is kept apart from that. */
    async beforeSave(path: string): Promise<void> {
      for (const turn of running.values()) {
        if (turn.byPerson.has(path)) continue;
        turn.byPerson.set(path, undefined);
        const content = await readFile(path).catch(() => null);
        if (content === null || content.length <= maxFileBytes)
          turn.byPerson.set(path, content && (await blobs.put(content)));
        await journal.saved(turn.turnId, { path, hash: turn.byPerson.get(path) });
      }
    },
    recover,
    /** Tells the state which turns of a thread changed files. */
    async load(threadId: string): Promise<void> {
      for (const turn of await recordsOf(threadId)) tell(threadId, turn);
    },
    /** What the turn did to files; null when nothing is kept of it. */
    changes: async (threadId: string, turnId: string): Promise<TurnRecord | null> =>
      (await recordsOf(threadId)).find(turn => turn.turnId === turnId) ?? null,
    content: (hash: string) => blobs.get(hash),
    /** What would bring the files back to where they were before the turn, later edits of a person kept. */
    async plan(
      threadId: string,
      turnId: string,
      unsaved: ReadonlyMap<string, string>,
    ): Promise<RestorePlan> {
      const turns = await recordsOf(threadId);
      const from = turns.findIndex(turn => turn.turnId === turnId);
      return planRestore({ turns: from < 0 ? [] : turns.slice(from), blobs, unsaved });
    },
    apply: (files: readonly FileRestore[]) => applyRestore(files, roots()),
    undo: (restored: readonly Restored[]) => undoRestore(restored, roots()),
    /** Resolves when everything that was asked for is on disk. */
    flush: queue.idle,
    dispose() {
      clearTimeout(again);
      subscription.dispose();
      journal.dispose();
    },
  };
}

export type Checkpoints = ReturnType<typeof createCheckpoints>;

function startedTurn(event: Event): { threadId: string; turnId: string } | null {
  if (event.type !== "notification" || event.notification.method !== "turn/started") return null;
  const { threadId, turn } = event.notification.params;
  return { threadId, turnId: turn.id };
}

const isRunning = ({ threads }: State, { threadId, turnId }: RunningTurn): boolean =>
  threads[threadId]?.turns.findLast(({ id }) => id === turnId)?.status === "inProgress";
