import { lstat, opendir, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isSecret, isWithin } from "../policy/paths.ts";

/** Where a path leads, links followed; for one that does not exist, where its folder does. Null when neither is known. */
export async function realPathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    const folder = dirname(path);
    if (folder === path) return null;
    const real = await realPathOf(folder);
    // A link to nowhere is something: what it will lead to is not known.
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    return real === null || isThere ? null : join(real, basename(path));
  }
}

/** Whether a path below a root is still there when links are followed; false where nobody can tell. */
export async function isReallyWithin(path: string, root: string): Promise<boolean> {
  const [real, realRoot] = await Promise.all([realPathOf(path), realPathOf(root)]);
  return real !== null && realRoot !== null && isWithin(real, realRoot);
}

/** Whether a name leads to a file that has other names, or to none of its own; true where nobody can tell. */
export const isShared = (path: string): Promise<boolean> =>
  lstat(path).then(
    found =>
      found.isSymbolicLink() || (!found.isDirectory() && (found.nlink > 1 || !found.isFile())),
    (error: unknown) => !(error instanceof Error && "code" in error && error.code === "ENOENT"),
  );

const maxEntries = 60_000;
const maxScanMs = 1500;

/** Paths of files with secret-like names below a folder, relative to it, with `/`; null when it is too large to tell. */
export async function secretsBelow(root: string): Promise<readonly string[] | null> {
  const found: string[] = [];
  const folders = [""];
  const end = performance.now() + maxScanMs;
  let entries = 0;
  try {
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for await (const entry of await opendir(join(root, folder))) {
        if (++entries > maxEntries || performance.now() > end) return null;
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (isSecret(entry.name)) found.push(path);
        else if (entry.isDirectory() && entry.name !== ".git") folders.push(path);
      }
    }
  } catch {
    return null; // a folder that may not be read, or went away meanwhile
  }
  return found;
}
