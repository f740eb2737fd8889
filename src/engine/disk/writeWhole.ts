import { randomUUID } from "node:crypto";
import { chmod, lstat, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

const half = ".new";
const forgottenAfterMs = 3_600_000;

/** Makes a folder that only the person can look into, and takes an older one back from the others. */
export async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== "win32" && ((await stat(folder)).mode & 0o077) !== 0)
    await chmod(folder, 0o700);
}

/**
 * Writes the whole file or nothing of it, for the person alone. Several windows may write the same file at once: the last
 * one wins. After `signal` is aborted nothing changes any more.
 */
export async function writeWhole(file: string, text: string, signal?: AbortSignal): Promise<void> {
  await ownFolder(dirname(file));
  // Each write has a name of its own, because two windows may write the same file at once.
  const beside = `${file}.${randomUUID()}${half}`;
  try {
    const handle = await open(beside, "wx", 0o600);
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    signal?.throwIfAborted();
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Takes away the halves that killed windows left in a folder. */
export async function removeHalves(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith(half)) continue;
    const file = join(folder, name);
    const entry = await lstat(file).catch(() => null); // its window has just finished it
    if (entry?.isFile() && Date.now() - entry.mtimeMs > forgottenAfterMs)
      await rm(file, { force: true });
  }
}
