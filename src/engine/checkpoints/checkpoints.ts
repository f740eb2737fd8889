import { mkdir, readFile, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Event } from "../../model/event.ts";
import type { State } from "../../model/state.ts";
import { readJson, writeJson } from "../jsonFile.ts";
import { report, type Log } from "../log.ts";
import type { Store } from "../store.ts";
import { applyRestore, undoRestore } from "./apply.ts";
import { createBlobs } from "./blobs.ts";
import { planRestore, type RestorePlan } from "./plan.ts";
import { createSnapshots, maxFileBytes, type Snapshot } from "./snapshot.ts";

/** What one turn did to files: the hash of each content before and after; null for "not there". */
export interface TurnRecord {
  readonly turnId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly files: Readonly<Record<string, FileRecord>>;
}
export interface FileRecord {
  readonly before: string | null;
  readonly after: string | null;
}

interface ThreadRecord {
  readonly version: 1;
  readonly turns: readonly TurnRecord[];
}

/** A turn that runs: what stood in the folders when it began, and what a person saved meanwhile. */
interface Running {
  readonly threadId: string;
  readonly turnId: string;
  readonly at: number;
  /** Null while the folders are still looked through. */
  readonly before: Snapshot | null;
  /** By path: what the agent had made of a file when a person saved over it; undefined when that is not known. */
  readonly byPerson: Map<string, string | null | undefined>;
}

export interface CheckpointsOptions {
  readonly store: Store;
  readonly log: Log;
  /** A folder of ours. */
  readonly folder: string;
  roots(): readonly string[];
}

const longestWaitMs = 2000;
const maxBytes = 400 * 1024 * 1024;
const maxAgeMs = 30 * 24 * 3_600_000;
const maxTurns = 500;

/**
 * What files were before each turn, kept outside of any version control: of patches and of shell commands, binary or
 * not, tracked or not. A turn begins only when the folders were looked through (2 s at most).
 */
export function createCheckpoints({ store, log, folder, roots }: CheckpointsOptions) {
  const blobs = createBlobs(join(folder, "blobs"));
  const snapshots = createSnapshots(roots, blobs);
  const running = new Map<string, Running>();
  const fileOf = (threadId: string) =>
    join(folder, "threads", `${encodeURIComponent(threadId)}.json`);
  let latest: Snapshot | null = null;
  let working: Promise<unknown> = Promise.resolve();

  /** One thing at a time, in the order in which it was asked for. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = working.then(work);
    working = done.catch(() => {}); // whoever asked hears of it
    return done;
  };
  const snapshot = () =>
    inTurn(async () => {
      const taken = await snapshots.take();
      latest = taken;
      return taken;
    });

  const read = async (threadId: string): Promise<ThreadRecord> =>
    (await readJson(fileOf(threadId), isThreadRecord, log)) ?? { version: 1, turns: [] };

  const tell = (threadId: string, { turnId, files }: TurnRecord) =>
    store.dispatch({
      type: "turn/filesChanged",
      threadId,
      turnId,
      paths: Object.keys(files).toSorted(),
    });

  const end = async (turn: Running): Promise<void> => {
    const after = await snapshot();
    const files: Record<string, FileRecord> = {};
    for (const path of new Set([...(turn.before?.paths ?? []), ...after.paths])) {
      const before = turn.before?.hashOf(path);
      const now = turn.byPerson.has(path) ? turn.byPerson.get(path) : after.hashOf(path);
      if (before !== undefined && now !== undefined && before !== now)
        files[path] = { before, after: now };
    }
    if (Object.keys(files).length === 0) return;
    const record: TurnRecord = { turnId: turn.turnId, at: turn.at, files };
    await inTurn(async () => {
      const { turns } = await read(turn.threadId);
      await writeJson(fileOf(turn.threadId), {
        version: 1,
        turns: [...turns.filter(({ turnId }) => turnId !== turn.turnId), record].slice(-maxTurns),
      } satisfies ThreadRecord);
    });
    tell(turn.threadId, record);
    await inTurn(collect);
  };

  /** Forgets what is too old or too much. */
  const collect = async (): Promise<void> => {
    const used = new Set(latest?.hashes);
    const place = join(folder, "threads");
    for (const name of await readdir(place).catch(() => [])) {
      const file = join(place, name);
      const age = Date.now() - (await stat(file)).mtimeMs;
      if (age > maxAgeMs) await rm(file, { force: true });
      else
        for (const { files } of (await readJson(file, isThreadRecord, log))?.turns ?? [])
          for (const { before, after } of Object.values(files))
            for (const hash of [before, after]) if (hash !== null) used.add(hash);
    }
    await blobs.collect(used, maxBytes);
  };

  const subscription = store.onChange(({ event, state }) => {
    const turn = startedTurn(event);
    if (turn && !running.has(turn.turnId))
      running.set(turn.turnId, { ...turn, at: Date.now(), before: latest, byPerson: new Map() });
    for (const known of running.values())
      if (!isRunning(state, known)) {
        running.delete(known.turnId);
        report(log, "Keeping what a turn changed", end(known));
      }
  });

  return {
    /** Looks through the folders before a turn begins; waits 2 s at most, and then goes on without. */
    async prepare(): Promise<void> {
      if (running.size > 0) return;
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
      }
    },
    /** Tells the state which turns of a thread changed files. */
    async load(threadId: string): Promise<void> {
      for (const turn of (await inTurn(() => read(threadId))).turns) tell(threadId, turn);
    },
    /** What the turn did to files; null when nothing is kept of it. */
    changes: async (threadId: string, turnId: string): Promise<TurnRecord | null> =>
      (await inTurn(() => read(threadId))).turns.find(turn => turn.turnId === turnId) ?? null,
    content: (hash: string) => blobs.get(hash),
    /** What would bring the files back to where they were before the turn, later edits of a person kept. */
    async plan(
      threadId: string,
      turnId: string,
      unsaved: ReadonlyMap<string, string>,
    ): Promise<RestorePlan> {
      const { turns } = await inTurn(() => read(threadId));
      const from = turns.findIndex(turn => turn.turnId === turnId);
      return planRestore({ turns: from < 0 ? [] : turns.slice(from), blobs, unsaved });
    },
    apply: applyRestore,
    undo: undoRestore,
    /** Resolves when everything that was asked for is on disk. */
    async flush(): Promise<void> {
      await working;
    },
    dispose: () => subscription.dispose(),
  };
}

export type Checkpoints = ReturnType<typeof createCheckpoints>;

function startedTurn(event: Event): { threadId: string; turnId: string } | null {
  if (event.type !== "notification" || event.notification.method !== "turn/started") return null;
  const { threadId, turn } = event.notification.params;
  return { threadId, turnId: turn.id };
}

const isRunning = ({ threads }: State, { threadId, turnId }: Running): boolean =>
  threads[threadId]?.turns.findLast(({ id }) => id === turnId)?.status === "inProgress";

function isThreadRecord(value: unknown): value is ThreadRecord {
  if (typeof value !== "object" || value === null) return false;
  const { version, turns } = value as Partial<ThreadRecord>;
  return (
    version === 1 &&
    Array.isArray(turns) &&
    turns.every(
      turn =>
        typeof turn === "object" &&
        turn !== null &&
        typeof turn.turnId === "string" &&
        typeof turn.files === "object" &&
        turn.files !== null,
    )
  );
}
