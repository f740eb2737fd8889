import { join } from "node:path";
import { readJson, writeJson } from "./jsonFile.ts";
import { report, type Log } from "./log.ts";

interface Remembered {
  readonly version: 1;
  readonly threadId: string | null;
  /** Text that was typed and not sent, by thread; that of a thread to come under "". */
  readonly drafts: Readonly<Record<string, string>>;
}

const keptDrafts = 50;

/**
 * What a window remembers over a reload or a crash: the thread it showed, and what was typed but not sent. A file of our
 * own, because VS Code writes its memento when it sees fit.
 */
export function createMemory(folder: string, log: Log) {
  const file = join(folder, "window.json");
  let remembered: Remembered = { version: 1, threadId: null, drafts: {} };
  const loaded = readJson(file, isRemembered, log).then(found => {
    if (found) remembered = found;
  });
  let writing: Promise<unknown> = loaded;

  const change = (next: Remembered) => {
    remembered = next;
    writing = writing.then(() => (remembered === next ? writeJson(file, next) : undefined));
    report(log, "Remembering the window", writing);
  };

  return {
    /** Resolves when what was remembered is known; before, there is nothing. */
    loaded,
    threadId: () => remembered.threadId,
    draft: (threadId: string | null): string =>
      Object.hasOwn(remembered.drafts, threadId ?? "")
        ? (remembered.drafts[threadId ?? ""] ?? "")
        : "",
    setThread(threadId: string | null): void {
      if (threadId !== remembered.threadId) change({ ...remembered, threadId });
    },
    /** Keeps the last 50 drafts; an empty one is forgotten. */
    setDraft(threadId: string | null, text: string): void {
      const { [threadId ?? ""]: before = "", ...others } = remembered.drafts;
      if (before === text) return;
      const kept = Object.entries(others).slice(1 - keptDrafts);
      change({
        ...remembered,
        drafts: Object.fromEntries(text === "" ? kept : [...kept, [threadId ?? "", text]]),
      });
    },
    /** Resolves when everything is on disk. */
    flush: async (): Promise<void> => void (await writing),
  };
}

export type Memory = ReturnType<typeof createMemory>;

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== "object" || value === null) return false;
  const { version, threadId, drafts } = value as Partial<Remembered>;
  return (
    version === 1 &&
    (threadId === null || typeof threadId === "string") &&
    typeof drafts === "object" &&
    drafts !== null &&
    Object.values(drafts).every(text => typeof text === "string")
  );
}
