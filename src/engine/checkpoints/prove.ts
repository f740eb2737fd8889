import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { atOnce } from "../disk/atOnce.ts";
import { isBeside } from "../disk/steps.ts";
import { folderOf, isFileEntry, stampOf, statAt, type LookAt } from "./entry.ts";
import {
  entriesOf,
  entryAt,
  isFolder,
  isSameEntry,
  type Entry,
  type Snapshot,
} from "./snapshot.ts";
import { relativeTo, type Place } from "./walk.ts";

/** Few at once: a turn has just begun, or ended, and the person waits for that. */
const sideBySide = 2;
/** Some clocks of file systems tick so slowly. */
const slowTickNs = 2_000_000_000n;
const second = 1_000_000_000n;
/** Paths that are gone through before other work gets a turn. */
const inOneGo = 2000;

export interface ProveOptions {
  readonly roots: readonly string[];
  readonly lookAt: LookAt;
}

interface SeenFolder {
  /** Since the moment nothing came into it or went. */
  readonly isUnchanged: boolean;
  /** It stood at its path at the moment. */
  readonly isProven: boolean;
}

/**
 * Compares a snapshot of a moment that is just over with what stands there now, file by file. What was not touched since
 * the moment stood there then just as it does now: gives that wherever the snapshot says something else. Of what was
 * touched since, nothing is known but what the snapshot says.
 */
export async function prove(
  snapshot: Snapshot,
  /** In the clock of the file system. */
  moment: bigint,
  { roots, lookAt }: ProveOptions,
): Promise<ReadonlyMap<string, Entry | null>> {
  const corrections = new Map<string, Entry | null>();
  const folders = new Map<string, SeenFolder>();
  const seen = new Set<string>();
  const isOlder = olderThan(moment);

  /** Looks at one path; true for a folder that is to be looked into. */
  const look = async ({ root, folder }: Place, name: string, above: SeenFolder) => {
    const path = join(folder, name);
    const before = entryAt(snapshot, path);
    seen.add(path);
    const stats = await statAt(path);
    if (!stats) return false;
    if (before && "mark" in before && before.stamp === stampOf(stats)) return false;
    if (stats.isDirectory() && before && isFolder(before)) return true;
    const now = await lookAt(path, relativeTo(root, path), before);
    if (!now || isSameEntry(now, before) || isAlike(now, before)) return isFolder(now);
    const again = await statAt(path);
    const isUntouched = again !== null && isOlder(again.ctimeNs) && above.isProven;
    const wasThere = above.isProven && above.isUnchanged;
    if (isFolder(now) ? wasThere : isUntouched) corrections.set(path, now);
    else if (!before && wasThere) corrections.set(path, { why: "unreadable", stamp: "" });
    return isFolder(now);
  };

  const places: Place[] = roots.map(root => ({ root, folder: root }));
  for (const place of places) {
    const { root, folder } = place;
    const names = await readdir(folder).catch(() => null);
    // After the listing: a folder that was not touched until then was listed as it stood at the moment.
    const stats = await stat(folder, { bigint: true }).catch(() => null);
    if (!names || !stats) continue;
    const isUnchanged = isOlder(stats.ctimeNs);
    const above = folder === root ? null : folders.get(dirname(folder));
    const known = entryAt(snapshot, folder);
    const isProven =
      above === null ||
      (above?.isProven === true &&
        (above.isUnchanged ||
          isUnchanged ||
          (known !== undefined && "mark" in known && known.stamp === folderOf(stats).stamp)));
    const here = { isUnchanged, isProven };
    folders.set(folder, here);
    await atOnce(names, sideBySide, async name => {
      if (!isBeside(name) && (await look(place, name, here)))
        places.push({ root, folder: join(folder, name) });
    });
  }
  for (const path of await missing(snapshot, seen))
    if (wasGone(path, { folders, seen, corrections })) corrections.set(path, null);
  return corrections;
}

/** Paths of the snapshot that do not stand there any more. */
async function missing(snapshot: Snapshot, seen: ReadonlySet<string>): Promise<readonly string[]> {
  const found: string[] = [];
  let count = 0;
  for (const [path] of entriesOf(snapshot)) {
    if (!seen.has(path)) found.push(path);
    if (++count % inOneGo === 0) await new Promise(setImmediate);
  }
  return found;
}

/** Whether what does not stand there now stood there at the moment no more: the listing that lacks it is as old. */
function wasGone(
  path: string,
  {
    folders,
    seen,
    corrections,
  }: {
    readonly folders: ReadonlyMap<string, SeenFolder>;
    readonly seen: ReadonlySet<string>;
    readonly corrections: ReadonlyMap<string, Entry | null>;
  },
): boolean {
  for (let at = path, above = dirname(at); above !== at; at = above, above = dirname(above)) {
    const there = corrections.get(at);
    // Something else stood in the place of its folder.
    if (there && !isFolder(there)) return true;
    const folder = folders.get(above);
    if (folder) return folder.isProven && folder.isUnchanged && !seen.has(at);
  }
  return false;
}

/** Of contents that there is no room for, and of links, only the look of the file counts. */
const isAlike = (now: Entry, before: Entry | undefined): boolean =>
  before !== undefined &&
  "why" in before &&
  ("why" in now ? now.stamp === before.stamp : isFileEntry(now) && before.why === "beyond");

/** Whether a time of a file lies before the moment for certain, also where its clock counts whole seconds. */
const olderThan =
  (moment: bigint) =>
  (time: bigint): boolean =>
    time < (time % second === 0n ? moment - slowTickNs : moment);
