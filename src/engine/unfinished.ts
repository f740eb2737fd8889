import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ItemState, State, ThreadState } from "../model/state.ts";
import { report, type Log } from "./log.ts";
import type { Store } from "./store.ts";

/** What was shown of a turn and would be gone with its server: it stores only items that completed. */
export interface Unfinished {
  readonly version: 1;
  readonly threadId: string;
  readonly turnId: string;
  readonly items: readonly ItemState[];
}

const writeEveryMs = 500;
const maxBytes = 8 * 1024 * 1024;

/** The items of a thread's running (or lost) turn that the server has not stored. */
export function unfinishedOf(thread: ThreadState | undefined): Unfinished | null {
  const turn = thread?.turns.findLast(
    ({ status, lostBecause }) => status === "inProgress" || lostBecause !== null,
  );
  if (!thread || !turn) return null;
  const items = turn.items.filter(item => item.phase !== "done" && item.phase !== "superseded");
  return items.length > 0 ? { version: 1, threadId: thread.id, turnId: turn.id, items } : null;
}

/**
 * Keeps what runs on disk, one file a thread in `folder`, at most twice a second, so that a crash or a reload of the
 * editor loses at most that. A file that cannot be read is put aside as `*.bad` and told to the log.
 */
export function keepUnfinished(store: Store, folder: string, log: Log) {
  const dirty = new Set<string>();
  const onDisk = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const fileOf = (threadId: string) => join(folder, `${encodeURIComponent(threadId)}.json`);

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const ids = [...dirty];
    dirty.clear();
    writing = writing.then(() => Promise.all(ids.map(write))).then(() => {});
    return writing;
  };

  const write = async (threadId: string) => {
    const unfinished = unfinishedOf(store.state.threads[threadId]);
    if (!unfinished) {
      if (onDisk.delete(threadId)) await rm(fileOf(threadId), { force: true });
      return;
    }
    const text = JSON.stringify(unfinished);
    if (text.length > maxBytes) return;
    await mkdir(folder, { recursive: true });
    const file = fileOf(threadId);
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    onDisk.add(threadId);
  };

  const subscription = store.onChange(({ before, state }) => {
    if (before.threads === state.threads) return;
    for (const id of changedThreads(before, state))
      if (mayMatter(state.threads[id], onDisk.has(id))) dirty.add(id);
    if (dirty.size > 0)
      timer ??= setTimeout(() => report(log, "Keeping the running turn", flush()), writeEveryMs);
  });

  return {
    /** What an earlier life of the editor left of this thread, once: the file is forgotten when the turn is recovered. */
    async load(threadId: string): Promise<Unfinished | null> {
      const file = fileOf(threadId);
      try {
        if ((await stat(file)).size > maxBytes) throw new Error("too large");
        const found: unknown = JSON.parse(await readFile(file, "utf8"));
        if (!isUnfinished(found, threadId))
          throw new Error("not what this version of Folio writes");
        onDisk.add(threadId);
        return found;
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        log("warn", `${file} could not be used and was put aside: ${String(error)}`);
        await rename(file, `${file}.bad`).catch(() => {}); // the log line above is all that is left to say
        return null;
      }
    },
    /** Writes what is waiting; resolves when it is on disk. */
    flush,
    dispose() {
      subscription.dispose();
      clearTimeout(timer);
    },
  };
}

const changedThreads = (before: State, state: State): readonly string[] =>
  Object.keys(state.threads).filter(id => before.threads[id] !== state.threads[id]);

const mayMatter = (thread: ThreadState | undefined, onDisk: boolean): boolean =>
  onDisk || thread?.turns.at(-1)?.status === "inProgress";

function isUnfinished(value: unknown, threadId: string): value is Unfinished {
  if (typeof value !== "object" || value === null) return false;
  const { version, threadId: id, turnId, items } = value as Partial<Unfinished>;
  return (
    version === 1 &&
    id === threadId &&
    typeof turnId === "string" &&
    Array.isArray(items) &&
    items.every(
      ({ id: itemId, phase, item }: Partial<ItemState>) =>
        typeof itemId === "string" && typeof phase === "string" && typeof item?.type === "string",
    )
  );
}
