import { constants, mkdirSync, renameSync, rmdirSync } from "node:fs";
import { open, symlink } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { codeOf } from "./codeOf.ts";
import type { Work } from "./inspect.ts";
import { isAs, lookAt, lookAtNow, nothing, type Look } from "./look.ts";
import { LinkError, openFolder, type OpenFolder } from "./openFolder.ts";
import type { Entry } from "./steps.ts";
import { place, placeLink, removeIfThere, swap } from "./swap.ts";

/** Writes what shall stand there beside it, down to the disk; makes the folders that are missing. */
export async function writeFresh(
  { step: { wanted }, entry, found }: Work,
  making: (folder: string) => void,
): Promise<void> {
  if (wanted.kind === "missing") return;
  await within(entry, making, async folder => {
    const fresh = folder.at(entry.fresh);
    // A link can always be made again, so its second name is made in advance.
    if (entry.expected.kind === "link") await symlink(entry.expected.target, folder.at(entry.kept));
    if (wanted.kind === "link" && found.kind !== "missing") await symlink(wanted.target, fresh);
    if (wanted.kind !== "file") return;
    const mode = wanted.mode ?? (found.kind === "file" ? found.mode : undefined);
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    const file = await open(fresh, O_WRONLY | O_CREAT | O_EXCL, mode === undefined ? 0o666 : 0o600);
    try {
      await file.writeFile(wanted.bytes);
      if (found.kind === "file") await keepOwner(file, found);
      if (mode !== undefined) await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

type OpenFile = Awaited<ReturnType<typeof open>>;

async function keepOwner(file: OpenFile, { uid, gid }: Look): Promise<void> {
  const own = await file.stat();
  if (own.uid === uid && own.gid === gid) return;
  await file.chown(uid, gid).catch((error: unknown) => {
    // Only an administrator gives files away; everybody may replace a file in a folder of theirs.
    if (codeOf(error) !== "EPERM") throw error;
  });
}

/** Puts the new in the place of the old, if that still is what was found; false when it is not. */
export function flip({ entry, found }: Work): boolean {
  const folder = stillFolder(entry);
  if (!folder) return false;
  try {
    const target = folder.at(basename(entry.path));
    const now = lookAtNow(target);
    // It was made on the way to another file.
    if (entry.wanted.kind === "folder" && now.kind === "folder") return true;
    if (now.stamp !== found.stamp) return false;
    return put(entry, target, folder.at(entry.fresh), folder.at(entry.kept));
  } catch (error) {
    // Somebody was quicker.
    if (["ENOENT", "EEXIST"].includes(codeOf(error))) return false;
    throw error;
  } finally {
    folder.close();
  }
}

/** Null also when a link or a file took the folder's place. */
function stillFolder({ root, path }: Entry): OpenFolder | null {
  try {
    return openFolder(root, dirname(path));
  } catch (error) {
    if (error instanceof LinkError || codeOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

function put({ expected, wanted }: Entry, target: string, fresh: string, kept: string): boolean {
  if (wanted.kind === "folder") {
    mkdirSync(target);
    return true;
  }
  if (expected.kind === "folder") return wanted.kind === "missing"; // when all else stands
  if (expected.kind === "missing") {
    if (wanted.kind === "link") return placeLink(wanted.target, target);
    return wanted.kind === "file" && place(fresh, target);
  }
  if (wanted.kind === "missing") renameSync(target, kept);
  else if (expected.kind === "link") renameSync(fresh, target);
  else swap(fresh, target, kept);
  return true;
}

/**
 * Whether what was replaced was what was expected up to now: another program may have written it until it was moved, or
 * after. Gives what it looks like, null when it was not.
 */
export async function verify({ expected, ...entry }: Entry): Promise<Look | null> {
  if (expected.kind !== "file") return nothing;
  return within(entry, undefined, async folder => {
    const kept = folder.at(entry.kept);
    const look = await lookAt(kept);
    return (await isAs(kept, look, expected)) ? look : null;
  });
}

/** Removes what stood there; false when somebody wrote into it since it was verified, then it stays. */
export function clean(entry: Entry, verified: Look): boolean {
  const folder = openFolder(entry.root, dirname(entry.path));
  if (!folder) return true;
  try {
    const kept = folder.at(entry.kept);
    if (verified.kind === "file" && lookAtNow(kept).stamp !== verified.stamp) return false;
    removeIfThere(kept);
    removeIfThere(folder.at(entry.fresh));
    return true;
  } finally {
    folder.close();
  }
}

/** Removes a folder; false when something is in it. */
export function removeEmpty(root: string, path: string): boolean {
  const folder = openFolder(root, dirname(path));
  if (!folder) return true;
  try {
    rmdirSync(folder.at(basename(path)));
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return true;
    if (["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(codeOf(error))) return false;
    throw error;
  } finally {
    folder.close();
  }
}

async function within<T>(
  { root, path }: Pick<Entry, "root" | "path">,
  making: ((folder: string) => void) | undefined,
  work: (folder: OpenFolder) => Promise<T>,
): Promise<T> {
  const folder = openFolder(root, dirname(path), making);
  if (!folder) throw Object.assign(new Error(`${path} lost its folder`), { code: "ENOENT" });
  try {
    return await work(folder);
  } finally {
    folder.close();
  }
}
