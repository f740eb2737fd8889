import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";

// Windows has neither; what is not there counts as 0.
const { O_NONBLOCK, O_NOFOLLOW } = constants;

/** What stands in a file's place is no plain file, or larger than any of ours. */
export class UnfitError extends Error {
  override readonly name = "UnfitError";
}

/**
 * Opens a plain file of at most `maxBytes`, and gives its size. Nothing else is followed or waited for: a link, a pipe, a
 * device and a folder are an `UnfitError`. The caller closes.
 */
export async function openFile(
  file: string,
  flags: number,
  maxBytes: number,
): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  const handle = await open(file, flags | O_NONBLOCK | O_NOFOLLOW, 0o600).catch(translate);
  try {
    const entry = await handle.stat();
    if (!entry.isFile()) throw new UnfitError("it is not a plain file");
    if (entry.size > maxBytes) throw new UnfitError("it is too large");
    return { handle, size: entry.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** How open() tells that there is a link, a folder, or a pipe without a reader or a device without a driver. */
const unfitCodes: readonly unknown[] = ["ELOOP", "EMLINK", "EISDIR", "ENXIO", "ENODEV"];

function translate(error: unknown): never {
  if (error instanceof Error && "code" in error && unfitCodes.includes(error.code))
    throw new UnfitError("it is not a plain file", { cause: error });
  throw error;
}

/** The text of such a file. */
export async function readText(file: string, maxBytes: number): Promise<string> {
  const { handle, size } = await openFile(file, constants.O_RDONLY, maxBytes);
  try {
    const bytes = Buffer.alloc(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(bytes, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.toString("utf8", 0, length);
  } finally {
    await handle.close();
  }
}
