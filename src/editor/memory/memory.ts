import { reason } from "../../model/text/reason.ts";
import { join } from "node:path";
import type { ReadingPlace } from "../../model/wire.ts";
import { createQueue, type Log, removeHalves, report, type Tell } from "../../engine/api.ts";
import { createDraftFiles } from "./draftFiles.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createShown, sideBarId, type TabId } from "./shown.ts";

/** What a surface remembers over a reload or a crash. */
export interface SurfaceMemory {
  /** Resolves when the memory was read; before that it is empty. Never rejects. */
  readonly loaded: Promise<void>;
  /** The thread that was shown last; null for a new one. */
  threadId(): string | null;
  setThread(threadId: string | null): void;
  /** How far the shown thread was read; null for its end, and after another thread was chosen. */
  place(): ReadingPlace | null;
  setPlace(place: ReadingPlace | null): void;
  /** The text that was typed in a thread and not sent; null names the new thread. */
  draft(threadId: string | null): string;
  /** Keeps a draft; an empty one is deleted. Only the last 50 of all surfaces are kept. */
  setDraft(threadId: string | null, text: string): void;
}

export interface TabMemory extends SurfaceMemory {
  /** Whether anything is remembered of the tab. */
  isKnown(): boolean;
  /** Forgets the tab and returns its unsent texts. The caller must keep them elsewhere. */
  forget(): readonly TabDraft[];
}

/** An unsent text; `threadId` is null for a thread that was not started yet. */
interface TabDraft {
  readonly threadId: string | null;
  readonly text: string;
}

/** What a window remembers of the side bar and of each tab. */
export interface Memory extends SurfaceMemory {
  tab(tabId: TabId): TabMemory;
  /** Writes everything to the disk. Rejects when that fails; what failed is written again with the next change. */
  flush(): Promise<void>;
}

/**
 * Keeps in `folder` which thread each surface showed and what was typed but not sent. VS Code's memento is no good for that:
 * it is written late, and a crash would lose text. Several windows may use the same folder.
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
      // The id of a thread has no space, so a key with this prefix is never one of the side bar.
      const prefix = `${id} `;
      return {
        ...surface(id, threadId => prefix + (threadId ?? "")),
        isKnown: () => shown.of(id) !== undefined,
        forget() {
          const left = takeDrafts(drafts, prefix);
          shown.forget(id);
          saveSoon();
          return left;
        },
      };
    },
    flush: () => save(),
  };
}

/** Takes the drafts out whose keys begin with `prefix`, and gives them by thread. */
function takeDrafts(drafts: Drafts, prefix: string): readonly TabDraft[] {
  const left = drafts
    .keys()
    .filter(key => key.startsWith(prefix))
    .map(key => ({ threadId: key.slice(prefix.length) || null, text: drafts.text(key) }));
  for (const { threadId } of left) drafts.set(prefix + (threadId ?? ""), "");
  return left;
}
