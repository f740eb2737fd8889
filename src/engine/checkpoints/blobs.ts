import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hashOf } from "../disk/look.ts";

/** Contents of files by their hash; the same content is kept once. */
export interface Blobs {
  /** Keeps a content and gives its hash: SHA-256 in hexadecimal. */
  put(content: Uint8Array): Promise<string>;
  /** Null when it is not kept any more, or is not what was kept: a damaged one is removed. */
  get(hash: string): Promise<Uint8Array | null>;
  /**
   * Forgets contents until `maxBytes` are left, the lowest worth first, never one that is worth Infinity. `worth` calls
   * `begin` when it begins to look: what is put from then on stays, because it may not know of that.
   */
  collect(worth: Worth, maxBytes: number): Promise<void>;
}

/** Resolves with what a content is worth, by its hash. */
export type Worth = (begin: () => void) => Promise<(hash: string) => number>;

const halfForMs = 3_600_000;

export function createBlobs(folder: string): Blobs {
  const place = (hash: string) => join(folder, hash.slice(0, 2), hash);
  let count = 0;
  /** What was put since contents were last looked over, and those that are being removed. */
  const fresh = new Set<string>();
  const removing = new Map<string, Promise<void>>();
  return {
    async put(content) {
      const hash = hashOf(content);
      const file = place(hash);
      fresh.add(hash);
      await removing.get(hash);
      const isThere = await stat(file).then(
        () => true,
        () => false,
      );
      if (isThere) return hash;
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true, mode: 0o700 });
      // Whole or not at all: a crash leaves no half content under its hash.
      const half = `${file}.${process.pid}-${++count}.new`;
      await writeFile(half, content, { mode: 0o600 });
      await rename(half, file);
      return hash;
    },
    async get(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return null;
      const content = await readFile(place(hash)).catch(() => null);
      if (content === null || hashOf(content) === hash) return content;
      await rm(place(hash), { force: true });
      return null;
    },
    async collect(worth, maxBytes) {
      const worthOf = await worth(() => fresh.clear());
      const found: { hash: string; file: string; size: number; worth: number }[] = [];
      for (const part of await readdir(folder).catch(() => []))
        for (const hash of await readdir(join(folder, part)).catch(() => [])) {
          const file = join(folder, part, hash);
          const entry = await stat(file).catch(() => null);
          // A killed window left it half written.
          if (entry && hash.endsWith(".new") && Date.now() - entry.mtimeMs > halfForMs)
            await rm(file, { force: true });
          else if (entry) found.push({ hash, file, size: entry.size, worth: worthOf(hash) });
        }
      let total = found.reduce((sum, { size }) => sum + size, 0);
      for (const { hash, file, size, worth: value } of found.toSorted(
        (left, right) => left.worth - right.worth,
      )) {
        if (total <= maxBytes || value === Infinity) return;
        if (fresh.has(hash)) continue;
        const gone = rm(file, { force: true }).finally(() => removing.delete(hash));
        removing.set(hash, gone);
        await gone;
        total -= size;
      }
    },
  };
}
