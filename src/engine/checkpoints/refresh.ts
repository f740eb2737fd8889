import { dirname, sep } from "node:path";
import { atOnce } from "../disk/atOnce.ts";
import type { LookAt } from "./entry.ts";
import { entryAt, isFolder, type Entry, type Snapshot } from "./snapshot.ts";
import { relativeTo, walk, type WalkOptions } from "./walk.ts";
import type { Watcher } from "./watcher.ts";

/** Folders that came, went or were replaced; beyond this number it is cheaper to look at everything. */
const maxFolders = 50;
const sideBySide = 16;

export interface RefreshOptions {
  readonly roots: readonly string[];
  readonly lookAt: LookAt;
  readonly watcher: Pick<Watcher, "add" | "remove">;
}

/** Looks anew at paths that changed; gives what is different then. Null where everything must be looked at. */
export async function refresh(
  snapshot: Snapshot,
  changed: ReadonlySet<string>,
  { roots, lookAt, watcher }: RefreshOptions,
): Promise<ReadonlyMap<string, Entry | null> | null> {
  const rootOf = (path: string) => roots.find(root => path.startsWith(root + sep));
  if (roots.some(root => changed.has(root))) return null;
  const changes = new Map<string, Entry | null>();
  /** Folders whose content is not what it was. */
  const folders: string[] = [];
  await atOnce([...changed], sideBySide, async path => {
    const root = rootOf(path);
    // Events of a folder that is gone may come after it went, and deep watchers tell of folders that are not looked into.
    if (root === undefined || !isListed(snapshot, path, root)) return;
    const before = entryAt(snapshot, path);
    const now = await lookAt(path, relativeTo(root, path), before);
    if (now !== (before ?? null)) changes.set(path, now);
    if (isFolder(before) || isFolder(now)) folders.push(path);
  });
  if (folders.length > maxFolders) return null;
  const options: WalkOptions = {
    lookAt,
    before: path => entryAt(snapshot, path),
    onFolder: watcher.add,
  };
  for (const folder of outermost(folders)) {
    watcher.remove(folder);
    for (const path of below(snapshot, folder)) changes.set(path, null);
    const now = changes.has(folder) ? changes.get(folder) : entryAt(snapshot, folder);
    const root = rootOf(folder);
    if (!isFolder(now) || root === undefined) continue;
    const { entries, isWhole } = await walk([{ root, folder }], options);
    if (!isWhole) return null;
    for (const [path, entry] of entries) changes.set(path, entry);
  }
  return changes;
}

/** Whether the folder of a path is one that is looked into. */
const isListed = (snapshot: Snapshot, path: string, root: string): boolean => {
  const folder = dirname(path);
  return folder === root || isFolder(entryAt(snapshot, folder));
};

const outermost = (folders: readonly string[]): readonly string[] =>
  folders.filter(folder => !folders.some(other => folder.startsWith(other + sep)));

function* below({ base, changes }: Snapshot, folder: string): Generator<string> {
  const prefix = folder + sep;
  for (const known of [base, changes])
    for (const path of known.keys()) if (path.startsWith(prefix)) yield path;
}
