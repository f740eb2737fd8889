import { join } from "node:path";
import {
  createQueue,
  type Log,
  readJson,
  removeHalves,
  report,
  type Tell,
  writeJson,
} from "../engine/api.ts";
import { createDraftFiles, keptDrafts } from "./drafts.ts";

interface Remembered {
  readonly version: 1 | 2;
  readonly threadId: string | null;
  /** Version 1 kept all drafts here, by thread; version 2 keeps each in a file of its own. */
  readonly drafts?: Readonly<Record<string, string>>;
}

/** What a window remembers over a reload or a crash. */
export interface Memory {
  /** Resolves when what was remembered is known; before, there is nothing. Never rejects. */
  readonly loaded: Promise<void>;
  threadId(): string | null;
  /** Text that was typed and not sent; null for a thread to come. */
  draft(threadId: string | null): string;
  setThread(threadId: string | null): void;
  /** Keeps the last 50 drafts; an empty one is forgotten. */
  setDraft(threadId: string | null, text: string): void;
  /** Resolves when everything is on disk; rejects when it cannot be. What failed is tried again with the next change. */
  flush(): Promise<void>;
}

/**
 * Keeps in `folder` which thread the window showed, and what was typed but not sent. Files of our own, because VS Code
 * writes its memento when it sees fit. Several windows may use the same folder.
 */
export function createMemory(folder: string, log: Log, tell: Tell = () => {}): Memory {
  const file = join(folder, "window.json");
  const files = createDraftFiles(join(folder, "drafts"), log, tell);
  const queue = createQueue();
  const drafts = new Map<string, string>();
  /** Drafts that are not on disk as they are here. */
  const dirty = new Set<string>();
  let shown: { readonly threadId: string | null } | undefined;
  let isThreadDirty = false;
  let isLoaded = false;
  let isFailing = false;

  const writeThread = async () => {
    if (!isThreadDirty) return;
    isThreadDirty = false;
    try {
      await writeJson(file, { version: 2, threadId: shown?.threadId ?? null }, log);
    } catch (error) {
      isThreadDirty = true;
      throw error;
    }
  };
  const writeDraft = async (threadId: string) => {
    dirty.delete(threadId);
    try {
      const text = drafts.get(threadId) ?? "";
      await files.write({ version: 1, threadId, text, at: Date.now() });
    } catch (error) {
      dirty.add(threadId);
      throw error;
    }
  };
  const writeAll = async () => {
    const written = await Promise.allSettled([writeThread(), ...[...dirty].map(writeDraft)]);
    const failed = written.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  };

  const save = () =>
    queue.run(async () => {
      try {
        await writeAll();
        isFailing = false;
      } catch (error) {
        if (!isFailing)
          tell(
            "Folio cannot keep what you type (is the disk full?). It tries again with every change; until then a reload loses what you did not send.",
          );
        isFailing = true;
        throw error;
      }
    });
  const saveSoon = () => report(log, "Remembering the window", save());

  const set = (threadId: string, text: string) => {
    drafts.delete(threadId); // so that the newest stands last
    if (text !== "") drafts.set(threadId, text);
    const [oldest] = drafts.keys();
    if (drafts.size <= keptDrafts || oldest === undefined) return;
    // On disk it stays until the next start: another window may have it open.
    drafts.delete(oldest);
    dirty.delete(oldest);
  };

  const load = async () => {
    const found = await readJson(file, isRemembered, log, tell);
    const stored = await files.load();
    shown ??= found ?? undefined;
    const typed = [...drafts];
    const add = (threadId: string, text: string, isOnDisk: boolean) => {
      if (dirty.has(threadId)) return; // typed since: that is newer
      set(threadId, text);
      if (!isOnDisk) dirty.add(threadId);
    };
    const isStored = (threadId: string) => stored.some(known => known.threadId === threadId);
    for (const [threadId, text] of Object.entries(found?.drafts ?? {}))
      if (!isStored(threadId)) add(threadId, text, false);
    for (const { threadId, text } of stored) add(threadId, text, true);
    for (const [threadId, text] of typed) set(threadId, text);
    isThreadDirty ||= found?.version === 1;
    isLoaded = true;
    await writeAll();
    await removeHalves(folder);
    await removeHalves(join(folder, "drafts"));
  };

  return {
    loaded: queue.run(load).catch((error: unknown) => {
      log("warn", `What the window remembers could not be read: ${String(error)}`);
    }),
    threadId: () => shown?.threadId ?? null,
    draft: threadId => drafts.get(threadId ?? "") ?? "",
    setThread(threadId) {
      if (shown && threadId === shown.threadId) return;
      shown = { threadId };
      isThreadDirty = true;
      saveSoon();
    },
    setDraft(threadId, text) {
      const id = threadId ?? "";
      if (isLoaded && (drafts.get(id) ?? "") === text) return;
      set(id, text);
      dirty.add(id);
      saveSoon();
    },
    flush: () => save(),
  };
}

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== "object" || value === null) return false;
  const { version, threadId, drafts = {} } = value as Partial<Remembered>;
  return (
    (version === 1 || version === 2) &&
    (threadId === null || typeof threadId === "string") &&
    typeof drafts === "object" &&
    drafts !== null &&
    Object.values(drafts).every(text => typeof text === "string")
  );
}
