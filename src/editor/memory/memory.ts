import { reason } from "../../model/text/reason.ts";
import { join } from "node:path";
import type { ReadingPlace } from "../../model/wire.ts";
import { createQueue, type Log, removeHalves, report, type Tell } from "../../engine/api.ts";
import { createDraftFiles } from "./draftFiles.ts";
import { createDrafts } from "./drafts.ts";
import { createShown, sideBarId } from "./shown.ts";

/** What a surface remembers over a reload or a crash. */
export interface SurfaceMemory {
  /** Resolves when what was remembered is known; before, there is nothing. Never rejects. */
  readonly loaded: Promise<void>;
  /** The thread that was shown last; null for a new one. */
  threadId(): string | null;
  setThread(threadId: string | null): void;
  /** Where this thread is read; null at its end, and for another thread at first. */
  place(): ReadingPlace | null;
  setPlace(place: ReadingPlace | null): void;
  /** Text that was typed and not sent; null for a thread to come. */
  draft(threadId: string | null): string;
  /** Keeps the last 50 drafts of all surfaces; an empty one is forgotten. */
  setDraft(threadId: string | null, text: string): void;
}

export interface TabMemory extends SurfaceMemory {
  /** Whether anything is remembered of the tab. */
  isKnown(): boolean;
  /** Forgets the tab, and gives what was typed in it and not sent: the caller keeps that elsewhere. */
  forget(): readonly { readonly threadId: string | null; readonly text: string }[];
}

/** What a window remembers: of the side bar, and of each tab. */
export interface Memory extends SurfaceMemory {
  tab(tabId: string): TabMemory;
  /** Resolves when everything is on disk; rejects when it cannot be. What failed is tried again with the next change. */
  flush(): Promise<void>;
}

/**
 * Keeps in `folder` which thread each surface showed, and what was typed but not sent. Files of our own, because VS Code
 * writes its memento when it sees fit. Several windows may use the same folder.
 */
export function createMemory(folder: string, log: Log, tell: Tell = () => {}): Memory {
  const shown = createShown(folder, log, tell);
  const drafts = createDrafts(createDraftFiles(join(folder, "drafts"), log, tell));
  const queue = createQueue();
  let isLoaded = false;
  let isFailing = false;

  const writeAll = async () => {
    const written = await Promise.allSettled([shown.write(), drafts.write()]);
    const failed = written.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  };
  const save = () =>
    queue.run(async () => {
      try {
        await writeAll();
        isFailing = false;
      } catch (error) {
        if (!isFailing) tell(reason("notice.draftsNotKept"));
        isFailing = true;
        throw error;
      }
    });
  const saveSoon = () => report(log, "Remembering the window", save());

  const load = async () => {
    await drafts.load(await shown.load());
    isLoaded = true;
    await writeAll();
    for (const part of ["", "drafts", "tabs"]) await removeHalves(join(folder, part));
  };
  const loaded = queue.run(load).catch((error: unknown) => {
    log("warn", `What the window remembers could not be read: ${String(error)}`);
  });

  const surface = (id: string, keyOf: (threadId: string | null) => string): SurfaceMemory => ({
    loaded,
    threadId: () => shown.of(id)?.threadId ?? null,
    setThread(threadId) {
      if (shown.of(id)?.threadId === threadId) return;
      shown.set(id, { threadId, place: null });
      saveSoon();
    },
    place: () => shown.of(id)?.place ?? null,
    setPlace(place) {
      const { threadId = null, place: before = null } = shown.of(id) ?? {};
      if (place === before) return;
      shown.set(id, { threadId, place });
      saveSoon();
    },
    draft: threadId => drafts.text(keyOf(threadId)),
    setDraft(threadId, text) {
      const key = keyOf(threadId);
      if (isLoaded && drafts.text(key) === text) return;
      drafts.set(key, text);
      saveSoon();
    },
  });

  return {
    ...surface(sideBarId, threadId => threadId ?? ""),
    tab(id) {
      // No thread's id has a space, so that a tab's keys are never the side bar's.
      const prefix = `${id} `;
      return {
        ...surface(id, threadId => prefix + (threadId ?? "")),
        isKnown: () => shown.of(id) !== undefined,
        forget() {
          const left = drafts
            .keys()
            .filter(key => key.startsWith(prefix))
            .map(key => ({ threadId: key.slice(prefix.length) || null, text: drafts.text(key) }));
          for (const { threadId } of left) drafts.set(prefix + (threadId ?? ""), "");
          shown.forget(id);
          saveSoon();
          return left;
        },
      };
    },
    flush: () => save(),
  };
}
