import type { ReadingPlace } from "../../model/wire.ts";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Log, readJson, type Tell, within, writeJson } from "../../engine/api.ts";

/** The content of the side bar's file, the only one that has an older form. */
interface Remembered {
  readonly version: 1 | 2;
  readonly threadId: string | null;
  readonly place?: unknown;
  /** Version 1 kept all drafts here, by thread; version 2 keeps each in a file of its own. */
  readonly drafts?: Readonly<Record<string, string>>;
}

interface TabRecord {
  readonly version: 1;
  readonly threadId: string | null;
  readonly place?: unknown;
  /** Milliseconds since 1970: the oldest are forgotten first. */
  readonly at: number;
}

/** What a surface showed last: a thread (null: a new one), and how far it was read (null: to its end). */
export interface ShownThread {
  readonly threadId: string | null;
  readonly place: ReadingPlace | null;
}

/** What each surface showed last. */
export interface Shown {
  /** Undefined when nothing is known of the surface. */
  of(surfaceId: string): ShownThread | undefined;
  set(surfaceId: string, shown: ShownThread): void;
  /** Forgets a tab that was closed. */
  forget(tabId: string): void;
  /** Reads the files. Resolves with the drafts that version 1 kept in the side bar's file. */
  load(): Promise<Readonly<Record<string, string>>>;
  /** Writes all changes. What fails is written again with the next call. */
  write(): Promise<void>;
}

export const sideBarId = "sideBar";

/** Crashes and other windows leave tabs behind. Only so many are remembered. */
const keptTabs = 50;
const listLimitMs = 5000;
/** Folio never makes more files than this; the rest are ignored. */
const mostFiles = 1000;

/** The id of a tab is a file's name too. A file of another form is not read. */
export type TabId = `tab-${string}-${string}-${string}-${string}-${string}`;

export const isTabId = (id: unknown): id is TabId =>
  typeof id === "string" && /^tab-[0-9a-f-]{36}$/.test(id);

/** The side bar's thread is kept in `window.json`. Each tab has its own file, so that windows do not overwrite each other's tabs. */
export function createShown(folder: string, log: Log, tell: Tell): Shown {
  const sideBarFile = join(folder, "window.json");
  const tabFolder = join(folder, "tabs");
  const fileOf = (tabId: string) => join(tabFolder, `${tabId}.json`);
  const shown = new Map<string, ShownThread>();
  const dirty = new Set<string>();

  const writeOne = async (id: string) => {
    dirty.delete(id);
    const now = shown.get(id);
    try {
      if (!now) await rm(fileOf(id), { force: true });
      else if (id === sideBarId) await writeJson(sideBarFile, { version: 2, ...now }, log);
      else await writeJson(fileOf(id), { version: 1, ...now, at: Date.now() }, log);
    } catch (error) {
      dirty.add(id);
      throw error;
    }
  };
  const loadTabs = async () => {
    const names = await within(listLimitMs, `Reading ${tabFolder}`, () => readdir(tabFolder)).catch(
      () => [], // there is no folder before the first tab
    );
    const found: { readonly id: TabId; readonly record: TabRecord }[] = [];
    for (const name of names.slice(0, mostFiles)) {
      const id = name.replace(/\.json$/, "");
      if (!isTabId(id)) continue;
      const record = await readJson(fileOf(id), isTabRecord, log, tell);
      if (record) found.push({ id, record });
    }
    const sorted = found.toSorted((left, right) => left.record.at - right.record.at);
    for (const { id } of sorted.slice(0, -keptTabs)) dirty.add(id);
    for (const { id, record } of sorted.slice(-keptTabs))
      if (!dirty.has(id)) shown.set(id, shownIn(record));
  };

  return {
    of: id => shown.get(id),
    set(id, now) {
      shown.set(id, now);
      dirty.add(id);
    },
    forget(tabId) {
      shown.delete(tabId);
      dirty.add(tabId);
    },
    async load() {
      const found = await readJson(sideBarFile, isRemembered, log, tell);
      if (found && !shown.has(sideBarId)) shown.set(sideBarId, shownIn(found));
      if (found?.version === 1) dirty.add(sideBarId);
      await loadTabs();
      return found?.drafts ?? {};
    },
    async write() {
      const written = await Promise.allSettled([...dirty].map(writeOne));
      const failed = written.find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw failed.reason;
    },
  };
}

const shownIn = ({ threadId, place }: Remembered | TabRecord): ShownThread => ({
  threadId,
  place: isPlace(place) ? place : null,
});

function isPlace(value: unknown): value is ReadingPlace {
  if (typeof value !== "object" || value === null) return false;
  // Every member is checked below before it is used.
  const { turnId, index, itemId, offset } = value as Partial<ReadingPlace>;
  return (
    typeof turnId === "string" &&
    typeof index === "number" &&
    typeof itemId === "string" &&
    typeof offset === "number"
  );
}

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== "object" || value === null) return false;
  // Every member is checked below before it is used.
  const { version, threadId, drafts = {} } = value as Partial<Remembered>;
  return (
    (version === 1 || version === 2) &&
    (threadId === null || typeof threadId === "string") &&
    typeof drafts === "object" &&
    drafts !== null &&
    Object.values(drafts).every(text => typeof text === "string")
  );
}

function isTabRecord(value: unknown): value is TabRecord {
  if (typeof value !== "object" || value === null) return false;
  // Every member is checked below before it is used.
  const { version, threadId, at } = value as Partial<TabRecord>;
  return (
    version === 1 && (threadId === null || typeof threadId === "string") && typeof at === "number"
  );
}
