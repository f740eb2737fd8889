import { watch, type FSWatcher } from "node:fs";
import { readFile, statfs } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import { codeOf } from "../disk/codeOf.ts";
import { createFences, momentOf } from "./fences.ts";
import type { Place } from "./walk.ts";

/** What changed since it was last asked for. */
export interface Changed {
  readonly paths: ReadonlySet<string>;
  /**
   * A moment in the clock of the file system, in nanoseconds, up to which `paths` are all: what was changed before it has
   * an earlier time. Null where that cannot be said.
   */
  readonly moment: Promise<bigint | null>;
}

/** Hears which files change, so that the folders need not be looked through before every turn. */
export interface Watcher {
  /** Forgets all that was heard and begins anew; call before the folders are looked through. */
  begin(roots: readonly string[]): Promise<void>;
  /** Hears of a folder from now on; call before it is listed. `device` is where it lies, null where that is not known. */
  add(place: Place, device: bigint | null): void;
  /** Hears no more of a folder and what is in it. */
  remove(folder: string): void;
  /**
   * Resolves with the paths that changed since they were last taken, all of them up to this call; null when that cannot
   * be said: then everything must be looked at.
   */
  changed(): Promise<Changed | null>;
  /** It was found out that something changed unheard. */
  mistrust(): void;
}

/** Starts one watcher of a file or folder; in tests one that hears badly. */
export type WatchPath = (
  path: string,
  how: {
    /** Also what is in folders in it. */
    readonly isDeep: boolean;
    /** Null where the system does not say what changed. */
    hear(name: string | null): void;
    fail(error: Error): void;
  },
) => { close(): void };

export interface WatcherOptions {
  readonly log: Log;
  readonly scope: Scope;
  /** A folder of ours, for files by which the watcher finds out that it has heard all. */
  readonly folder: string;
  readonly watchPath?: WatchPath;
}

/** Linux tells of one folder at a time; the other systems of all that is in one. */
const isByFolder = process.platform === "linux";
/** More changes than these are cheaper looked for by looking at everything. */
const maxChanged = 5000;
/** How many times something may have changed unheard until the watcher is not believed any more. */
const maxMisses = 3;
/** Linux keeps so many events for us where it does not say how many, and drops what comes on top without telling Node. */
const usualQueue = 16_384;
const usualWatches = 8192;

/**
 * File systems of Linux on which every change is made by this machine, so that it is heard: ext, XFS, btrfs, tmpfs, ZFS,
 * F2FS, overlay, bcachefs.
 */
const heardOf = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x2fc12fc1, 0xf2f52010, 0x794c7630, 0xca451a4e,
]);

export function createWatcher(options: WatcherOptions): Watcher {
  const { log, scope, watchPath = watchBySystem } = options;
  const fences = createFences({ ...options, watchPath });
  const folders = new Map<string, { close(): void }>();
  const devices = new Map<string, bigint>();
  let limits: Limits = { queue: usualQueue, watches: usualWatches };
  let misses = 0;
  /** Something may have gone unheard since the last `begin`. */
  let isDeaf = true;
  /** It is not worth trying again. */
  let isHopeless = false;

  const close = () => {
    for (const watcher of folders.values()) watcher.close();
    folders.clear();
    devices.clear();
  };
  /** `why` is for the log alone. */
  const giveUp = (why: string, isForGood: boolean) => {
    if (isDeaf) return;
    isDeaf = true;
    isHopeless ||= isForGood;
    log("info", `The files must be looked through before the next turn: ${why}.`);
    close();
  };
  const heard = createHeard(
    () => limits.queue / 4,
    () => giveUp("flooded", false),
  );
  scope.add({ dispose: close });

  return {
    async begin(roots) {
      isDeaf = true;
      close();
      heard.take();
      limits = isByFolder ? await readLimits() : limits;
      // Ours too: times of both are compared.
      const areHeard = await Promise.all([...roots, options.folder].map(isHeard));
      isHopeless ||= misses >= maxMisses || areHeard.includes(false);
      isDeaf = isHopeless || scope.signal.aborted || !(await fences.begin());
    },
    add({ root, folder }, device) {
      // One that is gone meanwhile is heard of where it was.
      if (isDeaf || device === null || folders.has(folder)) return;
      const known = devices.get(root) ?? device;
      devices.set(root, known);
      if (device !== known) return giveUp("foreign", true);
      if (!isByFolder && folder !== root) return;
      if (folders.size >= limits.watches / 4) return giveUp("crowded", true);
      try {
        const hear = (name: string | null) => heard.add(folder, name);
        const fail = (error: Error) => giveUp(error.message, false);
        folders.set(folder, watchPath(folder, { isDeep: !isByFolder, hear, fail }));
      } catch (error) {
        if (codeOf(error) !== "ENOENT") giveUp(String(error), true);
      }
    },
    remove(folder) {
      for (const [path, watcher] of folders)
        if (path === folder || path.startsWith(folder + sep)) {
          watcher.close();
          folders.delete(path);
        }
    },
    async changed() {
      if (isDeaf) return null;
      const fence = await fences.pass();
      if (!fence) giveUp("late", false);
      if (!fence || isDeaf) return null;
      return { paths: heard.take(), moment: momentOf(fence) };
    },
    mistrust() {
      misses++;
      giveUp("mistrusted", misses >= maxMisses);
    },
  };
}

/** What was heard; `overflow` is called where that may not be all. */
function createHeard(longestRun: () => number, overflow: () => void) {
  let paths = new Set<string>();
  let run: { count: number } | null = null;
  return {
    add(folder: string, name: string | null): void {
      if (!run) {
        // The system drops what is too much while nobody reads, so that one long run of events follows.
        run = { count: 0 };
        setImmediate(() => (run = null));
      }
      if (name === null || paths.size >= maxChanged || ++run.count > longestRun())
        return overflow();
      paths.add(join(folder, name));
    },
    take(): ReadonlySet<string> {
      const taken = paths;
      paths = new Set();
      return taken;
    },
  };
}

interface Limits {
  readonly queue: number;
  readonly watches: number;
}

/** A part of what the system allows: others watch too. */
async function readLimits(): Promise<Limits> {
  const read = async (name: string, usual: number) => {
    const text = await readFile(`/proc/sys/fs/inotify/${name}`, "utf8").catch(() => "");
    return Number.parseInt(text, 10) || usual;
  };
  return {
    queue: await read("max_queued_events", usualQueue),
    watches: await read("max_user_watches", usualWatches),
  };
}

async function isHeard(root: string): Promise<boolean> {
  if (process.platform !== "linux") return true;
  const found = await statfs(root).catch(() => null);
  return found !== null && heardOf.has(found.type);
}

const watchBySystem: WatchPath = (path, { isDeep, hear, fail }) => {
  const watcher: FSWatcher = watch(path, { persistent: false, recursive: isDeep }, (_event, name) =>
    hear(name),
  );
  watcher.on("error", fail);
  return watcher;
};
