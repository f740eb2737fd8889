import { lstat } from "node:fs/promises";
import { readText } from "./openFile.ts";
import { putAside, type Tell } from "./putAside.ts";
import { within } from "./within.ts";
import { writeWhole } from "./writeWhole.ts";
import type { Log } from "../log.ts";

const maxBytes = 8 * 1024 * 1024;
/** A disk that hangs must not hold the window up. */
const readLimitMs = 5000;
const writeLimitMs = 10_000;

/**
 * What `writeJson` wrote; null when there is no such file. What is no plain file, too large, broken or of another shape is
 * put aside as `NAME.bad-TIME` and told: it is neither used nor lost. Never rejects; takes 5 s at most.
 */
export async function readJson<T>(
  file: string,
  isValid: (value: unknown) => value is T,
  log: Log,
  tell?: Tell,
): Promise<T | null> {
  try {
    return await within(readLimitMs, `Reading ${file}`, async signal => {
      try {
        const found: unknown = JSON.parse(await readText(file, maxBytes));
        if (!isValid(found)) throw new Error("it is not what this version of Folio writes");
        return found;
      } catch (error) {
        if (!isMissing(error) && !signal.aborted) await putAside(file, error, { log, tell });
        return null;
      }
    });
  } catch (error) {
    log("warn", String(error));
    return null;
  }
}

/** Writes the whole file or nothing of it. A value beyond 8 MiB is left out: it could not be read again. */
export async function writeJson(
  file: string,
  value: unknown,
  log: Log = () => {},
): Promise<boolean> {
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > maxBytes) return false;
  await within(writeLimitMs, `Writing ${file}`, async signal => {
    try {
      await writeWhole(file, text, signal);
    } catch (error) {
      // A folder in the file's place is the one thing that no file can be renamed onto.
      const isFolder = (await lstat(file).catch(() => null))?.isDirectory() ?? false;
      if (!isFolder || signal.aborted || !(await putAside(file, error, { log }))) throw error;
      await writeWhole(file, text, signal);
    }
  });
  return true;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";
