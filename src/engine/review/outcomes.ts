import { join } from "node:path";
import type { ChangeOutcome, FileOutcome } from "../../model/state.ts";
import { isKeptReason, restored, type KeptReason } from "../../model/text/reason.ts";
import { readJson, writeJson } from "../disk/jsonFile.ts";
import { report, type Log } from "../log.ts";
import { createQueue } from "../disk/queue.ts";
import type { Store } from "../store.ts";

/** The item of a thread that holds a change. */
export interface ChangePlace {
  readonly threadId: string;
  readonly turnId: string;
  readonly itemId: string;
}

/** What became of changes that a person took in part. The server does not know it, so it is kept here over restarts. */
export interface Outcomes {
  /** Tells the state, and writes it down. Resolves when it is on disk; a failure to write is told to the log. */
  record(place: ChangePlace, outcome: ChangeOutcome): Promise<void>;
  /** Tells the state of every change of a thread that is kept; later calls do no harm. */
  load(threadId: string): Promise<void>;
}

interface Change extends Omit<ChangePlace, "threadId"> {
  readonly outcome: ChangeOutcome;
}
/** As it was written, also by earlier versions. */
export interface KeptOutcome extends Omit<ChangeOutcome, "files"> {
  readonly files: readonly (Omit<FileOutcome, "why"> & { readonly why: KeptReason | null })[];
}
interface Kept extends Omit<Change, "outcome"> {
  readonly outcome: KeptOutcome;
}
interface KeptThread {
  readonly version: 1;
  readonly changes: readonly Kept[];
}

const maxChanges = 500;

/** Keeps outcomes in `folder`, one file a thread, the last 500 changes of each. */
export function createOutcomes(store: Pick<Store, "dispatch">, folder: string, log: Log): Outcomes {
  const queue = createQueue();
  /** What this window itself recorded, by item. */
  const live = new Map<string, Change>();
  const fileOf = (threadId: string) => join(folder, `${encodeURIComponent(threadId)}.json`);
  const read = async (threadId: string): Promise<readonly Change[]> => {
    const kept = (await readJson(fileOf(threadId), isKeptThread, log))?.changes ?? [];
    return kept.map(change => ({ ...change, outcome: restoredOutcome(change.outcome) }));
  };
  const tell = (threadId: string, { turnId, itemId, outcome }: Change) =>
    store.dispatch({ type: "change/reviewed", threadId, turnId, itemId, outcome });

  const keep = async (threadId: string, change: Change): Promise<void> => {
    const others = (await read(threadId)).filter(({ itemId }) => itemId !== change.itemId);
    let changes = [...others, change].slice(-maxChanges);
    while (!(await writeJson(fileOf(threadId), { version: 1, changes } satisfies KeptThread))) {
      if (changes.length === 1) throw new Error("it holds too many files");
      changes = changes.slice(Math.ceil(changes.length / 4));
    }
  };

  return {
    async record({ threadId, turnId, itemId }, outcome) {
      const change: Change = { turnId, itemId, outcome };
      live.set(itemId, change);
      tell(threadId, change);
      // How to take it back is known only to this window.
      const kept = { ...change, outcome: { ...outcome, canUndo: false } };
      const keeping = queue.run(() => keep(threadId, kept));
      report(log, "Keeping what became of a change", keeping);
      await keeping.catch(() => {}); // told to the log above: it is shown all the same, as long as the window lives
    },
    async load(threadId) {
      for (const change of await queue.run(() => read(threadId)))
        tell(threadId, live.get(change.itemId) ?? change);
    },
  };
}

export const restoredOutcome = ({ files, canUndo }: KeptOutcome): ChangeOutcome => ({
  files: files.map(file => ({ ...file, why: file.why === null ? null : restored(file.why) })),
  canUndo,
});

const results = new Set(["taken", "part", "edited", "refused", "failed", "undone"]);
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const isKeptThread = (value: unknown): value is KeptThread =>
  isRecord(value) &&
  value["version"] === 1 &&
  Array.isArray(value["changes"]) &&
  value["changes"].every(isKept);

const isKept = (value: unknown): value is Kept =>
  isRecord(value) &&
  typeof value["turnId"] === "string" &&
  typeof value["itemId"] === "string" &&
  isKeptOutcome(value["outcome"]);

export const isKeptOutcome = (value: unknown): value is KeptOutcome =>
  isRecord(value) &&
  typeof value["canUndo"] === "boolean" &&
  Array.isArray(value["files"]) &&
  value["files"].every(
    (file: unknown) =>
      isRecord(file) &&
      typeof file["path"] === "string" &&
      (file["movedTo"] === null || typeof file["movedTo"] === "string") &&
      results.has(String(file["result"])) &&
      (file["why"] === null || isKeptReason(file["why"])),
  );
