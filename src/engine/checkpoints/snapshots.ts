import type { Blobs } from "./blobs.ts";
import { createLooker, isFileEntry, type LookAt, type Room } from "./entry.ts";
import { excludedBy } from "./exclude.ts";
import { prove } from "./prove.ts";
import { refresh } from "./refresh.ts";
import {
  entriesOf,
  entryAt,
  snapshotOf,
  withChanges,
  type Entry,
  type Snapshot,
} from "./snapshot.ts";
import { walk } from "./walk.ts";
import type { Changed, Watcher } from "./watcher.ts";

/** What stands in the folders. */
export interface Taken {
  /** As far as is known at once. */
  readonly snapshot: Snapshot;
  /**
   * The same after all was compared file by file, which begins with `start`: what the watcher missed until this call is put
   * right. Never rejects. Call it once.
   */
  proven(start?: Promise<unknown>): Promise<Snapshot>;
}

export interface Snapshots {
  /**
   * Tells what stands in the folders: what changed since the last time is looked at, or everything where that is not known.
   * Only files that look different from the last time are opened. One call at a time.
   */
  take(): Promise<Taken>;
  /** What was found last; null before the first look. */
  latest(): Snapshot | null;
}

/** Files whose contents are kept; beyond that those nearest to the top of the folders are. Each costs a file of ours. */
const maxFiles = 100_000;
/** What may be kept of a folder is bounded by this long before the number of files is. */
const maxTotalBytes = 256 * 1024 * 1024;
/** So many changes are put into the base, which copies it, when nobody waits. */
const maxChanges = 1000;
/** Changes that come while changes are looked at are looked at too, so often. */
const maxRounds = 5;

export interface SnapshotsOptions {
  readonly blobs: Blobs;
  roots(): readonly string[];
  /** Globs of files and folders that are never kept. */
  excluded(): readonly string[];
  /** How many contents are kept at most. */
  readonly limit?: number;
  /** Without one everything is looked at every time. */
  readonly watcher?: Watcher;
}

interface Looked {
  readonly snapshot: Snapshot;
  readonly moment: Changed["moment"];
}

/** Keeps what stands below the roots, within bounds; links are not followed. */
export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const { watcher } = options;
  const known: Known = { latest: null, room: { files: 0, bytes: 0 } };
  /** Of what is known: other folders or other globs need a look at everything. */
  let scene = "";
  const looker = () =>
    createLooker({
      blobs: options.blobs,
      room: known.room,
      isExcluded: excludedBy(options.excluded()),
    });
  const proveLater = createProving(known, looker, watcher);

  const lookAtAll = async (roots: readonly string[]): Promise<Snapshot> => {
    await watcher?.begin(roots);
    const before = known.latest;
    const { entries, isWhole } = await walk(
      roots.map(root => ({ root, folder: root })),
      {
        lookAt: looker(),
        before: path => (before ? entryAt(before, path) : undefined),
        onFolder: (place, device) => watcher?.add(place, device),
      },
    );
    return snapshotOf(entries, isWhole);
  };

  return {
    latest: () => known.latest,
    async take() {
      const roots = options.roots();
      const now = JSON.stringify([roots, options.excluded()]);
      const looked =
        now === scene ? await lookAtChanged(known.latest, roots, looker(), watcher) : null;
      if (looked) {
        known.latest = looked.snapshot;
        return { snapshot: looked.snapshot, proven: start => proveLater(looked, roots, start) };
      }
      scene = "";
      known.room = roomIn(known.latest, options.limit ?? maxFiles);
      const snapshot = await lookAtAll(roots);
      scene = now;
      known.latest = snapshot;
      known.room = roomIn(snapshot, options.limit ?? maxFiles);
      return { snapshot, proven: () => Promise.resolve(snapshot) };
    },
  };
}

interface Known {
  latest: Snapshot | null;
  room: Room;
}

/** Null where everything must be looked at. */
async function lookAtChanged(
  latest: Snapshot | null,
  roots: readonly string[],
  lookAt: LookAt,
  watcher: Watcher | undefined,
): Promise<Looked | null> {
  if (!watcher || !latest?.isWhole) return null;
  let snapshot = latest;
  let moment: Changed["moment"] = Promise.resolve(null);
  for (let round = 0; round < maxRounds; round++) {
    const changed = await watcher.changed();
    if (!changed) return null;
    ({ moment } = changed);
    if (changed.paths.size === 0) break;
    const changes = await refresh(snapshot, changed.paths, { roots, lookAt, watcher });
    if (!changes) return null;
    snapshot = withChanges(snapshot, changes);
  }
  return { snapshot, moment };
}

/** Compares snapshots with the files, one after the other, and puts right what is known. */
function createProving(known: Known, looker: () => LookAt, watcher: Watcher | undefined) {
  let proving: Promise<unknown> = Promise.resolve();

  const putRight = (snapshot: Snapshot, corrections: ReadonlyMap<string, Entry | null>) => {
    const { latest } = known;
    if (latest)
      known.latest = withChanges(
        latest,
        new Map(
          [...corrections].filter(([path]) => entryAt(latest, path) === entryAt(snapshot, path)),
        ),
      );
    return withChanges(snapshot, corrections);
  };

  return (
    { snapshot, moment }: Looked,
    roots: readonly string[],
    start: Promise<unknown> | undefined,
  ): Promise<Snapshot> => {
    const proven = proving.then(async () => {
      const [at] = await Promise.all([moment, start]);
      if (at === null) return snapshot;
      const corrections = await prove(snapshot, at, { roots, lookAt: looker() });
      if (corrections.size > 0) watcher?.mistrust();
      const { latest } = known;
      if (latest && latest.changes.size > maxChanges) known.latest = rebased(latest);
      return putRight(snapshot, corrections);
    });
    const safe = proven.catch(() => snapshot); // as on a full disk: then the watcher's word counts
    proving = safe;
    return safe;
  };
}

const rebased = (snapshot: Snapshot): Snapshot =>
  snapshotOf(new Map(entriesOf(snapshot)), snapshot.isWhole);

function roomIn(snapshot: Snapshot | null, limit: number): Room {
  const room = { files: limit, bytes: maxTotalBytes };
  for (const [, entry] of snapshot ? entriesOf(snapshot) : [])
    if ("mark" in entry && isFileEntry(entry)) {
      room.files--;
      room.bytes -= entry.size;
    }
  return room;
}
