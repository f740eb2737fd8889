import { lstat, readFile, readdir, readlink } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { atOnce } from "../disk/atOnce.ts";
import { isBeside } from "../disk/steps.ts";
import type { Blobs } from "./blobs.ts";
import { excludedBy } from "./exclude.ts";
import { fileMark, folderMark, linkMark, type Mark } from "./mark.ts";

/** Why something is known by its name only. `managed`: others bring it back, as version control and package managers. */
export type Why = "large" | "special" | "unreadable" | "excluded" | "beyond" | "managed";

/** What is not kept: why, and a text that changes when it does. */
export interface Unkept {
  readonly why: Why;
  readonly stamp: string;
}

/** What stands in the folders; plain data, as it is written to disk. */
export interface Snapshot {
  /** By absolute path: every folder, file and link that can be brought back. */
  readonly marks: Readonly<Record<string, Mark>>;
  readonly unkept: Readonly<Record<string, Unkept>>;
  /** False when there is more than can be listed. */
  readonly isWhole: boolean;
}

/**
 * Gives what stood at an absolute path; null when nothing did; undefined when that is not known.
 * What is not known is never restored.
 */
export function lookUp({
  marks,
  unkept,
  isWhole,
}: Snapshot): (path: string) => Mark | null | undefined {
  return path => {
    if (Object.hasOwn(marks, path)) return marks[path];
    if (!isWhole) return undefined;
    for (let above = path, last = ""; above !== last; last = above, above = dirname(above))
      if (Object.hasOwn(unkept, above)) return undefined;
    return null;
  };
}

export interface Snapshots {
  /** Reads the folders anew: only files that look different from the last time are opened. */
  take(): Promise<Snapshot>;
}

/** Folders that are someone else's business: version control keeps its own history, packages are installed again. */
const managed = new Set([".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"]);

export const maxFileBytes = 5 * 1024 * 1024;
/** Files whose contents are kept; beyond that those nearest to the top of the folders are. */
const maxFiles = 20_000;
const maxTotalBytes = 256 * 1024 * 1024;
/** Names that are listed at all. */
const maxNames = 200_000;
/** Files that are looked at side by side: about four times as fast as one by one. */
const sideBySide = 16;

interface Seen {
  readonly stamp: string;
  readonly mark: Mark;
  readonly size: number;
}

export interface SnapshotsOptions {
  readonly blobs: Blobs;
  roots(): readonly string[];
  /** Globs of files and folders that are never kept. */
  excluded(): readonly string[];
  /** How many contents are kept at most. */
  readonly limit?: number;
}

/** Keeps what stands below the roots, within bounds; links are not followed. */
export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const { blobs, roots, excluded, limit = maxFiles } = options;
  let seen: ReadonlyMap<string, Seen> = new Map();

  return {
    async take() {
      const isExcluded = excludedBy(excluded());
      const now = new Map<string, Seen>();
      const marks: Record<string, Mark> = {};
      const unkept: Record<string, Unkept> = {};
      let names = 0;
      // What was kept the last time is kept again: what a turn changed must be known on both its ends.
      let room = limit - seen.size;
      let bytes = maxTotalBytes - [...seen.values()].reduce((sum, { size }) => sum + size, 0);

      const look = async (path: string): Promise<void> => {
        const entry = await lstat(path, { bigint: true }).catch(() => null);
        if (!entry) return; // gone meanwhile
        const stamp = `${entry.mtimeNs} ${entry.ctimeNs} ${entry.size} ${entry.ino} ${entry.mode}`;
        if (entry.isSymbolicLink()) {
          const target = await readlink(path).catch(() => null);
          if (target !== null) marks[path] = linkMark(target);
          return;
        }
        const size = Number(entry.size);
        const before = seen.get(path);
        const why = whyNot(entry, { isKnown: before !== undefined, room, bytes });
        if (why !== null) {
          unkept[path] = { why, stamp };
          return;
        }
        if (!before) {
          room--;
          bytes -= size;
        }
        const isKnown = before?.stamp === stamp;
        const content = isKnown ? null : await readFile(path).catch(() => null);
        if (!isKnown && !content) {
          unkept[path] = { why: "unreadable", stamp };
          return;
        }
        // What cannot be kept on a full disk is not unreadable: then the whole look fails.
        const found = content
          ? {
              stamp,
              size,
              mark: fileMark(await blobs.put(content), Number(entry.mode & 0o7777n)),
            }
          : before;
        if (!found) return;
        now.set(path, found);
        marks[path] = found.mark;
      };

      // Level by level, so that what is beyond the bound lies deep.
      const folders = roots().map(root => ({ root, folder: root }));
      for (const { root, folder } of folders) {
        const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
        if (!entries) unkept[folder] = { why: "unreadable", stamp: "" };
        await atOnce(entries ?? [], sideBySide, async entry => {
          const path = join(folder, entry.name);
          if (isBeside(entry.name) || ++names > maxNames) return;
          if (isExcluded(relative(root, path).split(sep).join("/")))
            unkept[path] = { why: "excluded", stamp: await stampOf(path) };
          else if (!entry.isDirectory()) await look(path);
          else if (managed.has(entry.name)) unkept[path] = { why: "managed", stamp: "" };
          else {
            marks[path] = folderMark;
            folders.push({ root, folder: path });
          }
        });
      }
      seen = now;
      return { marks, unkept, isWhole: names <= maxNames };
    },
  };
}

/** Why a file is known by its name only; null for one that is kept. */
function whyNot(
  entry: { isFile(): boolean; readonly size: bigint },
  {
    isKnown,
    room,
    bytes,
  }: { readonly isKnown: boolean; readonly room: number; readonly bytes: number },
): Why | null {
  if (!entry.isFile()) return "special";
  if (entry.size > maxFileBytes) return "large";
  return !isKnown && (room <= 0 || entry.size > bytes) ? "beyond" : null;
}

/** "" for a folder: what changes in it is not looked at. */
async function stampOf(path: string): Promise<string> {
  const entry = await lstat(path, { bigint: true }).catch(() => null);
  return !entry || entry.isDirectory() ? "" : `${entry.mtimeNs} ${entry.size} ${entry.ino}`;
}
