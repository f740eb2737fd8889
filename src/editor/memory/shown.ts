import type { ReadingPlace } from "../../model/wire.ts";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Log, readJson, type Tell, within, writeJson } from "../../engine/api.ts";

/** The side bar's part of the memory: the oldest file, and the only one that knew an older form. */
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

/** What a surface showed last: a thread (null: a new one), and where it was read (null: at its end). */
export interface ShownThread {
  readonly threadId: string | null;
  readonly place: ReadingPlace | null;
}

/** What each surface showed last. */
export interface Shown {
  /** Undefined where nothing is known of the surface. */
  of(surfaceId: string): ShownThread | undefined;
  set(surfaceId: string, shown: ShownThread): void;
  /** Forgets a tab that was closed. */
  forget(tabId: string): void;
  /** Reads what is on disk, and gives the drafts of version 1. */
  load(): Promise<Readonly<Record<string, string>>>;
  /** Writes what changed; what fails is tried again with the next write. */
  write(): Promise<void>;
}

export const sideBarId = "sideBar";

/** Tabs that a crash or another window left behind are forgotten beyond this number. */
const keptTabs = 50;
const listLimitMs = 5000;
/** More files than this in the folder are not of Folio's making. */
const mostFiles = 1000;

/** What names a tab is a file's name too. */
export const isTabId = (id: unknown): id is string =>
  typeof id === "string" && /^tab-[0-9a-f-]{36}$/.test(id);

/** Keeps the side bar's thread in `window.json`, and each tab's in a file of its own, so that windows do not write over each other. */
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
      () => [], // no tab was ever open
    );
    const found: { readonly id: string; readonly record: TabRecord }[] = [];
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
  // Nothing is believed of it before it was looked at, member by member.
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
  // Nothing is believed of it before it was looked at, member by member.
  const { version, threadId, at } = value as Partial<TabRecord>;
  return (
    version === 1 && (threadId === null || typeof threadId === "string") && typeof at === "number"
  );
}
