import type { BigIntStats } from "node:fs";
import { lstat, readFile, readlink } from "node:fs/promises";
import { basename } from "node:path";
import type { Blobs } from "./blobs.ts";
import { fileMark, folderMark, linkMark } from "./mark.ts";
import type { Entry, Kept, Why } from "./snapshot.ts";

/** Folders that are someone else's business: version control keeps its own history, packages are installed again. */
const managed = new Set([".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"]);

export const maxFileBytes = 5 * 1024 * 1024;
/** A clock tick of the file system: within it a file may change twice and look the same. */
const tickMs = 20;

/** How many more contents may be kept; counts down. */
export interface Room {
  files: number;
  bytes: number;
}

export interface LookerOptions {
  readonly blobs: Blobs;
  readonly room: Room;
  /** Whether globs leave a path out that is relative to its root. */
  isExcluded(relative: string): boolean;
}

/** Looks at what stands at one path, which is `relative` to its root. Null when nothing does. */
export type LookAt = (
  path: string,
  relative: string,
  before: Entry | undefined,
) => Promise<Entry | null>;

/** Reads a file only when it looks different from `before`, and keeps its content. */
export function createLooker({ blobs, room, isExcluded }: LookerOptions): LookAt {
  const lookAtFile = async (
    path: string,
    stat: BigIntStats,
    before: Entry | undefined,
  ): Promise<Entry | null> => {
    const stamp = stampOf(stat);
    const size = Number(stat.size);
    const known = before && "mark" in before && isFileEntry(before) ? before : null;
    if (known?.stamp === stamp) return known;
    const why = whyNot(stat, known !== null, room);
    if (why !== null) return { why, stamp };
    const content = await readFile(path).catch(() => null);
    if (!content) return { why: "unreadable", stamp };
    // What cannot be kept on a full disk is not unreadable: then the whole look fails.
    const mark = fileMark(await blobs.put(content), Number(stat.mode & 0o7777n));
    if (!known) {
      room.files--;
      room.bytes -= size;
    }
    const isSettled = Date.now() - Number(stat.ctimeMs) > tickMs;
    return { mark, stamp: isSettled ? stamp : "", size };
  };

  return async (path, relative, before) => {
    const stat = await statAt(path);
    if (isExcluded(relative))
      return {
        why: "excluded",
        // What changes in such a folder is not looked at.
        stamp: !stat || stat.isDirectory() ? "" : `${stat.mtimeNs} ${stat.size} ${stat.ino}`,
      };
    if (!stat) return null;
    if (stat.isDirectory())
      return managed.has(basename(path)) ? { why: "managed", stamp: "" } : folderOf(stat);
    if (!stat.isSymbolicLink()) return lookAtFile(path, stat, before);
    const target = await readlink(path).catch(() => null);
    return target === null ? null : { mark: linkMark(target), stamp: "", size: 0 };
  };
}

/** Null where nothing stands. */
export const statAt = (path: string): Promise<BigIntStats | null> =>
  lstat(path, { bigint: true }).catch(() => null);

export const stampOf = ({ mtimeNs, ctimeNs, size, ino, mode }: BigIntStats): string =>
  `${mtimeNs} ${ctimeNs} ${size} ${ino} ${mode}`;

export const folderOf = ({ dev, ino }: BigIntStats): Kept => ({
  mark: folderMark,
  stamp: `${dev} ${ino}`,
  size: 0,
});

/** Whether this is of a file whose content is kept. */
export const isFileEntry = (entry: Entry): boolean =>
  "mark" in entry && entry.mark !== folderMark && !entry.mark.startsWith(linkMark(""));

/** Why a file is known by its name only; null for one that is kept. */
function whyNot(stat: BigIntStats, isKnown: boolean, room: Room): Why | null {
  if (!stat.isFile()) return "special";
  if (stat.size > maxFileBytes) return "large";
  // What was kept the last time is kept again: what a turn changed must be known on both its ends.
  return !isKnown && (room.files <= 0 || stat.size > room.bytes) ? "beyond" : null;
}
