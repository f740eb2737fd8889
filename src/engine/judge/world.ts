import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isWithin, type FileKind } from "../../policy/paths.ts";
import { isThere } from "../disk/isThere.ts";

/** Where a path leads, links followed; for one that does not exist, where its folder does. Null when neither is known. */
export async function realPathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    const folder = dirname(path);
    if (folder === path) return null;
    const real = await realPathOf(folder);
    // A link to nowhere stands there, and nobody knows what it will lead to.
    return real === null || (await isThere(path)) ? null : join(real, basename(path));
  }
}

/** What is at a path, links followed; "special" too where that could not be found out. */
export async function kindOf(path: string): Promise<FileKind> {
  try {
    const found = await stat(path);
    return found.isFile() ? "file" : found.isDirectory() ? "folder" : "special";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    return code === "ENOENT" || code === "ENOTDIR" ? "missing" : "special";
  }
}

const maxNames = 5000;

/** Names in a folder; null where they are too many or could not be found out. None where there is no folder. */
export async function namesIn(folder: string): Promise<readonly string[] | null> {
  try {
    const names = await readdir(folder);
    return names.length > maxNames ? null : names;
  } catch {
    return (await kindOf(folder)) === "special" ? null : [];
  }
}

/** Whether a path below a root is still there when links are followed; false where nobody can tell. */
export async function isReallyWithin(path: string, root: string): Promise<boolean> {
  const [real, realRoot] = await Promise.all([realPathOf(path), realPathOf(root)]);
  return real !== null && realRoot !== null && isWithin(real, realRoot);
}

/** Whether a change under this name reaches another one too: it is a link, or its file has several names. True when unknown. */
export const isShared = (path: string): Promise<boolean> =>
  lstat(path).then(
    found =>
      found.isSymbolicLink() || (!found.isDirectory() && (found.nlink > 1 || !found.isFile())),
    (error: unknown) => !(error instanceof Error && "code" in error && error.code === "ENOENT"),
  );
