import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Contents of files by their hash; the same content is kept once. */
export interface Blobs {
  /** Keeps a content and gives its hash: SHA-256 in hexadecimal. */
  put(content: Uint8Array): Promise<string>;
  /** Null when it is not kept any more. */
  get(hash: string): Promise<Uint8Array | null>;
  /** Forgets what is not in `used`, oldest first, until `maxBytes` are left. */
  collect(used: ReadonlySet<string>, maxBytes: number): Promise<void>;
}

export function createBlobs(folder: string): Blobs {
  const place = (hash: string) => join(folder, hash.slice(0, 2), hash);
  const known = new Set<string>();
  return {
    async put(content) {
      const hash = createHash("sha256").update(content).digest("hex");
      if (known.has(hash)) return hash;
      const file = place(hash);
      const isThere = await stat(file).then(
        () => true,
        () => false,
      );
      if (isThere) await utimes(file, new Date(), new Date());
      else {
        await mkdir(join(folder, hash.slice(0, 2)), { recursive: true, mode: 0o700 });
        // Whole or not at all: a crash leaves no half content under its hash.
        await writeFile(`${file}.new`, content, { mode: 0o600 });
        await rename(`${file}.new`, file);
      }
      known.add(hash);
      return hash;
    },
    get: hash => readFile(place(hash)).catch(() => null),
    async collect(used, maxBytes) {
      const found: { file: string; hash: string; size: number; at: number }[] = [];
      for (const part of await readdir(folder).catch(() => []))
        for (const hash of await readdir(join(folder, part)).catch(() => [])) {
          const file = join(folder, part, hash);
          const entry = await stat(file).catch(() => null);
          if (entry) found.push({ file, hash, size: entry.size, at: entry.mtimeMs });
        }
      let total = found.reduce((sum, { size }) => sum + size, 0);
      for (const { file, hash, size } of found.toSorted((left, right) => left.at - right.at)) {
        if (total <= maxBytes) return;
        if (used.has(hash)) continue;
        await rm(file, { force: true });
        known.delete(hash);
        total -= size;
      }
    },
  };
}
