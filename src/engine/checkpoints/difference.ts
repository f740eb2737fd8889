import type { Mark } from "./mark.ts";
import type { FileRecord } from "./records.ts";
import { lookUp, type Snapshot, type Why } from "./snapshot.ts";

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
  for (const path of new Set([...Object.keys(before.marks), ...Object.keys(after.marks)])) {
    const old = markBefore(path);
    const now = byPerson.has(path) ? byPerson.get(path) : markAfter(path);
    if (old !== undefined && now !== undefined && old !== now)
      files[path] = { before: old, after: now };
  }
  const unkept: Record<string, Why> = {};
  for (const path of new Set([...Object.keys(before.unkept), ...Object.keys(after.unkept)])) {
    if (byPerson.has(path)) continue;
    const [old, now] = [before.unkept[path], after.unkept[path]];
    // Known on one end only: on the other it may be gone, or of a kind that is kept.
    const isSame =
      old && now
        ? old.stamp === now.stamp
        : (old ? markAfter(path) : markBefore(path)) === undefined;
    const why = old?.why ?? now?.why;
    if (!isSame && why) unkept[path] = why;
  }
  return { files, unkept };
}
