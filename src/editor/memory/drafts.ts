import { keptDrafts, type DraftFiles } from "./draftFiles.ts";

/** Texts that were typed and not sent, by key. Knows which of them are not on disk yet. */
export interface Drafts {
  /** The text of a key; "" when there is none. */
  text(key: string): string;
  /** The keys that have a text, oldest first. */
  keys(): readonly string[];
  /** Keeps a text and marks it for writing. An empty text deletes the draft. Beyond 50 drafts the oldest is dropped. */
  set(key: string, text: string): void;
  /** Loads the drafts on disk; newer typed texts win. `inherited`: drafts that an older version kept elsewhere. */
  load(inherited: Readonly<Record<string, string>>): Promise<void>;
  /** Writes all changed drafts. One that fails is written again with the next call. */
  write(): Promise<void>;
}

export function createDrafts(files: DraftFiles): Drafts {
  const drafts = new Map<string, string>();
  /** Keys of drafts that differ from what is on disk. */
  const dirty = new Set<string>();

  const put = (key: string, text: string) => {
    drafts.delete(key); // a Map keeps the order of insertion: the newest is last
    if (text !== "") drafts.set(key, text);
    const [oldest] = drafts.keys();
    if (drafts.size <= keptDrafts || oldest === undefined) return;
    // Its file stays until the next start: another window may have it open.
    drafts.delete(oldest);
    dirty.delete(oldest);
  };
  const writeOne = async (key: string) => {
    dirty.delete(key);
    try {
      const text = drafts.get(key) ?? "";
      await files.write({ version: 1, threadId: key, text, at: Date.now() });
    } catch (error) {
      dirty.add(key);
      throw error;
    }
  };

  return {
    text: key => drafts.get(key) ?? "",
    keys: () => [...drafts.keys()],
    set(key, text) {
      put(key, text);
      dirty.add(key);
    },
    async load(inherited) {
      const stored = await files.load();
      const typed = [...drafts];
      const add = (key: string, text: string, isOnDisk: boolean) => {
        if (dirty.has(key)) return; // a newer text was typed
        put(key, text);
        if (!isOnDisk) dirty.add(key);
      };
      const isStored = (key: string) => stored.some(({ threadId }) => threadId === key);
      for (const [key, text] of Object.entries(inherited))
        if (!isStored(key)) add(key, text, false);
      for (const { threadId, text } of stored) add(threadId, text, true);
      for (const [key, text] of typed) put(key, text);
    },
    async write() {
      const written = await Promise.allSettled([...dirty].map(writeOne));
      const failed = written.find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw failed.reason;
    },
  };
}
