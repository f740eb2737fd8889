import { constants } from "node:fs";
import { lstat, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { openFile, readText, UnfitError } from "../disk/openFile.ts";
import { putAside, type Speak } from "../disk/putAside.ts";
import { ownFolder } from "../disk/writeWhole.ts";

export interface AuditFileOptions extends Speak {
  /** For the names of full files. */
  now(): Date;
}

const current = "audit.jsonl";
const fullBytes = 1024 * 1024;
/** Full files that are kept beside the current one: as many as hold this much. */
const keptBytes = 7 * fullBytes;
/** No window lets a file grow to this: it is not ours. */
const maxBytes = 16 * fullBytes;

/**
 * Lines in `folder` to which several windows append: 1 MiB a file, the last 8 files. A line is whole or it is not counted
 * as written: what a full disk cut off before is closed with a newline first.
 */
export function createAuditFile(folder: string, { log, tell, now }: AuditFileOptions) {
  const file = join(folder, current);

  /** One that is full has made room already; what is no plain file is put aside. */
  const openCurrent = async () => {
    const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;
    try {
      return await openFile(file, flags, maxBytes);
    } catch (error) {
      if (!(error instanceof UnfitError) || !(await putAside(file, error, { log, tell })))
        throw error;
      return await openFile(file, flags, maxBytes);
    }
  };

  const appendOnce = async (line: string): Promise<boolean> => {
    const { handle, size } = await openCurrent();
    try {
      const from = Math.max(size - 1, 0);
      const tail = await readFrom(handle, from, 1);
      const bytes = Buffer.from(size === 0 || tail.toString() === "\n" ? line : `\n${line}`);
      const { bytesWritten } = await handle.write(bytes);
      if (bytesWritten < bytes.length) throw new Error("the disk is full");
      // Another window may have left a half line between the look and the write: then this one is glued to it.
      const { size: after } = await handle.stat();
      const written = await readFrom(handle, from, after - from);
      return `${size === 0 ? "\n" : ""}${written.toString()}`.includes(`\n${line}`);
    } finally {
      await handle.close();
    }
  };

  return {
    /** Appends a line, which ends with a newline. Rejects when it is not whole on the disk. */
    async append(line: string): Promise<void> {
      await ownFolder(folder);
      await rotate(folder, file, now).catch((error: unknown) =>
        log("warn", `A full audit log could not be moved: ${String(error)}`),
      );
      if (await appendOnce(line)) return;
      if (!(await appendOnce(line))) throw new Error("other windows leave half lines in it");
    },
    /** All lines that are kept, oldest first. */
    async lines(): Promise<readonly string[]> {
      const texts: string[] = [];
      for (const name of [...(await fullFiles(folder)), current])
        try {
          texts.push(await readText(join(folder, name), maxBytes));
        } catch (error) {
          if (error instanceof UnfitError) await putAside(join(folder, name), error, { log, tell });
          else if (!isCode(error, "ENOENT"))
            log("warn", `${name} cannot be read: ${String(error)}`);
        }
      return texts.flatMap(text => text.split("\n"));
    },
  };
}

async function readFrom(
  handle: Awaited<ReturnType<typeof open>>,
  from: number,
  length: number,
): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
}

/** Names of the files that are full, oldest first. */
const fullFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter(name => /^audit-.*\.jsonl$/.test(name)).sort();

/**
 * Moves a full file aside and forgets the oldest. Another window may do the same at the same time: then one of them finds
 * nothing to move, or moves a file that has just begun; no line is lost by either.
 */
async function rotate(folder: string, file: string, now: () => Date): Promise<void> {
  const size = await sizeOf(file);
  if (size < fullBytes || size > maxBytes) return;
  const stamp = now().toISOString().replace(/[:.]/g, "-");
  const newest = (await fullFiles(folder))
    .at(-1)
    ?.slice("audit-".length, "audit-".length + stamp.length);
  // When the clock was set back, this file must not become the oldest.
  const target = await reserve(folder, newest !== undefined && newest > stamp ? newest : stamp);
  try {
    await rename(file, target);
  } catch (error) {
    await rm(target, { force: true });
    if (!isCode(error, "ENOENT")) throw error;
  }
  let newer = 0;
  for (const name of (await fullFiles(folder)).toReversed()) {
    if (newer >= keptBytes) await rm(join(folder, name), { force: true });
    newer += await sizeOf(join(folder, name));
  }
}

/** Makes an empty file of a name that no other window has: a full file is never renamed onto another one. */
async function reserve(folder: string, stamp: string): Promise<string> {
  for (let at = 0; ; at++) {
    const target = join(folder, `audit-${stamp}_${String(at).padStart(4, "0")}.jsonl`);
    try {
      await (await open(target, "wx", 0o600)).close();
      return target;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
  }
}

const sizeOf = (file: string): Promise<number> =>
  lstat(file).then(
    found => (found.isFile() ? found.size : 0),
    () => 0, // not there yet, or gone by now
  );

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
