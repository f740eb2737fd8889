import { lstat, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import { isWithin } from "../policy/paths.ts";
import { realPathOf } from "./judge/world.ts";

/**
 * The name that the workspace has for a path. Codex names files by real paths; where a workspace folder was opened through
 * a link, that is another text for the same file. A path that is in no folder is given back as it is.
 */
export async function workspacePath(path: string, roots: readonly string[]): Promise<string> {
  if (roots.some(root => isWithin(path, root))) return path;
  const real = await ownPlace(path);
  for (const root of roots) {
    const realRoot = await realPathOf(root);
    // By its text first: a link within the folder may lead out of it, and it is the link that has a name here.
    for (const place of [path, real])
      if (realRoot !== null && place !== null && isWithin(place, realRoot))
        return join(root, place.slice(realRoot.length));
  }
  return path;
}

/**
 * The workspace's name for a place in it, without a link below the workspace folder; null for a path that is not absolute
 * or that leads out of all folders.
 */
export async function insideOf(path: string, roots: readonly string[]): Promise<string | null> {
  if (!isAbsolute(path)) return null;
  const real = await realPathOf(path);
  for (const root of roots) {
    const realRoot = await realPathOf(root);
    if (real !== null && realRoot !== null && isWithin(real, realRoot))
      return join(root, real.slice(realRoot.length));
  }
  return null;
}

/**
 * How a path is shown to a person: relative to its folder, with the folder's name in front where there are several; whole
 * outside of all.
 */
export function nameOf(path: string, roots: readonly string[]): string {
  const root = roots.find(folder => path !== folder && isWithin(path, folder));
  if (root === undefined) return path;
  const name = path.slice(root.length + 1).replaceAll(sep, "/");
  return roots.length > 1 ? `${basename(root)}/${name}` : name;
}

/** Where a path itself stands: links are followed in its folder, not in its last part. Null when nobody can tell. */
async function ownPlace(path: string): Promise<string | null> {
  const folder = await realPathOf(dirname(path));
  return folder === null ? null : join(folder, basename(path));
}

/** What a path is on disk, beyond its text. */
export interface Place {
  /** What goes when the path is deleted or moved away: the link itself where it is one. */
  readonly removes: string;
  /** What is written when the path is written: where its links lead. */
  readonly writes: string;
  readonly isLink: boolean;
}

/** Where writing and removing a path reach. What nobody can tell is taken by its text. */
export async function placeOf(path: string): Promise<Place> {
  const [own, real, isLink] = await Promise.all([
    ownPlace(path),
    realPathOf(path),
    lstat(path).then(
      found => found.isSymbolicLink(),
      () => false,
    ),
  ]);
  return { removes: own ?? path, writes: real ?? own ?? path, isLink };
}

/**
 * Whether two names that differ are one entry of a folder, as where `A.md` and `a.md` are the same. Two hard links to one
 * file are two entries.
 */
export async function isSameEntry(one: string, other: string): Promise<boolean> {
  const fold = (path: string) => path.normalize("NFC").toLowerCase();
  if (one === other) return true;
  if (fold(one) !== fold(other)) return false;
  try {
    const [left, right] = await Promise.all([stat(one), stat(other)]);
    return left.dev === right.dev && left.ino === right.ino && left.nlink === 1;
  } catch {
    return false; // one of them is not there: they are two
  }
}
