import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Scope } from "../scope.ts";
import { statAt } from "./entry.ts";
import type { WatchPath } from "./watcher.ts";

export interface FencesOptions {
  readonly scope: Scope;
  /** A folder of ours. */
  readonly folder: string;
  readonly watchPath: WatchPath;
}

const longestFenceMs = 500;
const fenceFiles = 16;

/** Tells when all that changed was heard. */
export interface Fences {
  /** False where they cannot be watched. */
  begin(): Promise<boolean>;
  /** Resolves with the file that was touched when all that changed before this call was heard; null when it was not. */
  pass(): Promise<string | null>;
}

/** A file that is touched now is heard of after all that changed before: the system tells everything in order. */
export function createFences(options: FencesOptions): Fences {
  const { folder, scope, watchPath } = options;
  const place = join(folder, `fences-${process.pid}`);
  const waiting = new Map<string, (isHeard: boolean) => void>();
  let watcher: { close(): void } | undefined;
  let count = 0;

  const end = () => {
    watcher?.close();
    watcher = undefined;
    for (const resolve of waiting.values()) resolve(false);
    rm(place, { recursive: true, force: true }).catch(() => {}); // the next window's is beside it, and it is tiny
  };
  scope.add({ dispose: end });

  return {
    async begin() {
      if (watcher) return true;
      const hear = (name: string | null) => waiting.get(name ?? "")?.(true);
      try {
        await mkdir(place, { recursive: true, mode: 0o700 });
        for (let at = 0; at < fenceFiles; at++) await writeFile(join(place, String(at)), "");
        watcher = watchPath(place, { isDeep: false, hear, fail: end });
      } catch {
        return false; // as on a full disk: then everything is looked at before every turn
      }
      if (scope.signal.aborted) end();
      return watcher !== undefined;
    },
    async pass() {
      // Another file each time: what is heard late of one that was given up is not taken for the next.
      const name = String(count++ % fenceFiles);
      const heard = new Promise<boolean>(resolve => waiting.set(name, resolve));
      const late = scope.child();
      const now = new Date();
      // Not awaited: more may change between the word of it and the end of the call. Somebody may have removed it.
      utimes(join(place, name), now, now).catch(() => waiting.get(name)?.(false));
      try {
        const isHeard = await Promise.race([heard, late.pause(longestFenceMs).then(() => false)]);
        return isHeard ? join(place, name) : null;
      } finally {
        late.dispose();
        waiting.delete(name);
      }
    },
  };
}

/** When it was touched, in the clock of its file system; null where that cannot be said. */
export const momentOf = async (fence: string): Promise<bigint | null> =>
  (await statAt(fence))?.ctimeNs ?? null;
