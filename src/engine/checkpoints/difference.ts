import type { Mark } from "./mark.ts";
import type { FileRecord } from "./records.ts";
import { entryAt, lookUp, pathsBetween, type Entry, type Snapshot, type Why } from "./snapshot.ts";

export interface Difference {
  readonly files: Readonly<Record<string, FileRecord>>;
  /** What changed and cannot be brought back, with the reason. */
  readonly unkept: Readonly<Record<string, Why>>;
}

/**
 * What differs between two moments. `byPerson` is what stood at paths when a person saved over them; undefined when that
 * is not known.
 */
export function difference(
  before: Snapshot,
  after: Snapshot,
  byPerson: ReadonlyMap<string, Mark | null | undefined>,
): Difference {
  const [markBefore, markAfter] = [lookUp(before), lookUp(after)];
  const files: Record<string, FileRecord> = {};
  const unkept: Record<string, Why> = {};
  for (const path of new Set([...pathsBetween(before, after), ...byPerson.keys()])) {
    const [entryBefore, entryAfter] = [entryAt(before, path), entryAt(after, path)];
    if (isKept(entryBefore) || isKept(entryAfter)) {
      const old = markBefore(path);
      const now = byPerson.has(path) ? byPerson.get(path) : markAfter(path);
      if (old !== undefined && now !== undefined && old !== now)
        files[path] = { before: old, after: now };
    }
    const [old, now] = [unkeptIn(entryBefore), unkeptIn(entryAfter)];
    const why = old?.why ?? now?.why;
    if (!why || byPerson.has(path)) continue;
    // Known on one end only: on the other it may be gone, or of a kind that is kept.
    const isSame =
      old && now
        ? old.stamp === now.stamp
        : (old ? markAfter(path) : markBefore(path)) === undefined;
    if (!isSame) unkept[path] = why;
  }
  return { files, unkept };
}

const isKept = (entry: Entry | undefined): boolean => entry !== undefined && "mark" in entry;
const unkeptIn = (entry: Entry | undefined) => (entry && "why" in entry ? entry : undefined);
