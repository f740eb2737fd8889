import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Log } from "./log.ts";

const maxBytes = 8 * 1024 * 1024;

/**
 * What `writeJson` wrote; null when there is no such file. One that is too large, broken or of another shape is put
 * aside as `*.bad` and told to the log: it is neither used nor lost.
 */
export async function readJson<T>(
  file: string,
  isValid: (value: unknown) => value is T,
  log: Log,
): Promise<T | null> {
  try {
    if ((await stat(file)).size > maxBytes) throw new Error("it is too large");
    const found: unknown = JSON.parse(await readFile(file, "utf8"));
    if (!isValid(found)) throw new Error("it is not what this version of Folio writes");
    return found;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    log("warn", `${file} could not be used and was put aside: ${String(error)}`);
    await rename(file, `${file}.bad`).catch(() => {}); // the log line above is all that is left to say
    return null;
  }
}

/** Writes the whole file or nothing of it. A value beyond 8 MiB is left out: it could not be read again. */
export async function writeJson(file: string, value: unknown): Promise<boolean> {
  const text = JSON.stringify(value);
  if (text.length > maxBytes) return false;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
  return true;
}
