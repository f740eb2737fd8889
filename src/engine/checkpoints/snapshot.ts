import { dirname } from "node:path";
import { folderMark, type Mark } from "./mark.ts";

/** Why something is known by its name only. `managed`: others bring it back, as version control and package managers. */
export type Why = "large" | "special" | "unreadable" | "excluded" | "beyond" | "managed";

/** What is not kept: why, and a text that changes when it does. */
export interface Unkept {
  readonly why: Why;
  readonly stamp: string;
}

/** A folder, file or link that can be brought back. */
export interface Kept {
  readonly mark: Mark;
  /** The same text means: untouched since. Of a folder: the same folder. "" where that is not known. */
  readonly stamp: string;
  /** Bytes of a file's content; 0 for anything else. */
  readonly size: number;
}

export type Entry = Kept | Unkept;

/** What stands in the folders at one moment. It never changes: another moment is another snapshot over the same base. */
export interface Snapshot {
  /** By absolute path. */
  readonly base: ReadonlyMap<string, Entry>;
  /** What differs from the base; null for what is gone. */
  readonly changes: ReadonlyMap<string, Entry | null>;
  /** False when there is more than can be listed. */
  readonly isWhole: boolean;
}

export const snapshotOf = (base: ReadonlyMap<string, Entry>, isWhole: boolean): Snapshot => ({
  base,
  changes: new Map(),
  isWhole,
});

/** What is known of the path itself; undefined when nothing stands there. */
export const entryAt = ({ base, changes }: Snapshot, path: string): Entry | undefined => {
  const changed = changes.get(path);
  return changed === undefined ? base.get(path) : (changed ?? undefined);
};

export function* entriesOf({ base, changes }: Snapshot): Generator<readonly [string, Entry]> {
  for (const known of base) if (!changes.has(known[0])) yield known;
  for (const [path, entry] of changes) if (entry) yield [path, entry];
}

/** The marks of what can be brought back. */
export function* marksOf(snapshot: Snapshot): Generator<Mark> {
  for (const [, entry] of entriesOf(snapshot)) if ("mark" in entry) yield entry.mark;
}

/** The same but for some paths; the same object when nothing is different. */
export const withChanges = (
  snapshot: Snapshot,
  changes: ReadonlyMap<string, Entry | null>,
): Snapshot =>
  changes.size === 0
    ? snapshot
    : { ...snapshot, changes: new Map([...snapshot.changes, ...changes]) };

/** The paths at which two snapshots may differ. */
export function* pathsBetween(before: Snapshot, after: Snapshot): Generator<string> {
  const sameBase = before.base === after.base;
  const seen = new Set<string>();
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const)
    for (const path of sameBase ? one.changes.keys() : pathsOf(one))
      if (!seen.has(path) && entryAt(one, path) !== entryAt(other, path)) {
        seen.add(path);
        yield path;
      }
}

function* pathsOf(snapshot: Snapshot): Generator<string> {
  for (const [path] of entriesOf(snapshot)) yield path;
}

export const isFolder = (entry: Entry | null | undefined): boolean =>
  entry != null && "mark" in entry && entry.mark === folderMark;

/** Whether two entries tell the same. */
export const isSameEntry = (
  one: Entry | null | undefined,
  other: Entry | null | undefined,
): boolean =>
  one === other ||
  (one != null &&
    other != null &&
    ("mark" in one
      ? "mark" in other && one.mark === other.mark
      : "why" in other && one.why === other.why && one.stamp === other.stamp));

/**
 * Gives what stood at an absolute path; null when nothing did; undefined when that is not known.
 * What is not known is never restored.
 */
export function lookUp(snapshot: Snapshot): (path: string) => Mark | null | undefined {
  return path => {
    const entry = entryAt(snapshot, path);
    if (entry && "mark" in entry) return entry.mark;
    if (!snapshot.isWhole) return undefined;
    for (let above = path, last = ""; above !== last; last = above, above = dirname(above)) {
      const known = entryAt(snapshot, above);
      if (known && "why" in known) return undefined;
    }
    return null;
  };
}
