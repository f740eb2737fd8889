import type { Queue } from "../disk/queue.ts";
import type { Store } from "../store.ts";
import { difference } from "./difference.ts";
import type { RunningTurn } from "./journal.ts";
import { folderMark } from "./mark.ts";
import type { Records, TurnRecord } from "./records.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Taken } from "./snapshots.ts";

export interface KeptOptions {
  readonly store: Pick<Store, "dispatch">;
  readonly records: Pick<Records, "add">;
  /** In which looks and records take turns. */
  readonly queue: Queue;
  /** Looks through the folders. */
  look(): Promise<Taken>;
}

/** Writes down what turns changed. */
export interface Kept {
  /**
   * Keeps what differs between the beginning of a turn and now. Without `before` only that nothing is known is kept;
   * `isOfTurn` says which changes may be the turn's.
   */
  keep(
    turn: RunningTurn,
    before: Snapshot | Promise<Snapshot | null>,
    isOfTurn?: (path: string) => Promise<boolean>,
  ): Promise<void>;
  /** Tells the state which files a turn changed. */
  tell(threadId: string, turn: TurnRecord): void;
}

export function createKept({ store, records, queue, look }: KeptOptions): Kept {
  const tell: Kept["tell"] = (threadId, { turnId, files }) =>
    store.dispatch({
      type: "turn/filesChanged",
      threadId,
      turnId,
      paths: Object.entries(files)
        .filter(([, { before, after }]) => before !== folderMark && after !== folderMark)
        .map(([path]) => path)
        .toSorted(),
    });

  return {
    tell,
    async keep({ threadId, turnId, at, known, byPerson }, began, isOfTurn) {
      // Now: what happens while the beginning is still compared is not the turn's.
      const after = await (await look()).proven();
      const before = await began;
      const found = before ? difference(before, after, byPerson) : { files: {}, unkept: {} };
      const isKept = async (path: string) => !isOfTurn || byPerson.has(path) || isOfTurn(path);
      const files = await filterKeys(found.files, isKept);
      const unkept = await filterKeys(found.unkept, isKept);
      if (before && Object.keys(files).length + Object.keys(unkept).length === 0) return;
      const record: TurnRecord = { turnId, at, files, unkept, known: before ? known : "nothing" };
      await queue.run(() => records.add(threadId, record));
      tell(threadId, record);
    },
  };
}

async function filterKeys<T>(
  all: Readonly<Record<string, T>>,
  isWanted: (key: string) => Promise<boolean>,
): Promise<Record<string, T>> {
  const kept: Record<string, T> = {};
  for (const [key, value] of Object.entries(all)) if (await isWanted(key)) kept[key] = value;
  return kept;
}
