import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Log, readJson, type Tell, within, writeJson } from "../../engine/api.ts";

/** A text that was typed and not sent. The key of a new thread is "". */
export interface Draft {
  readonly version: 1;
  readonly threadId: string;
  readonly text: string;
  /** Milliseconds since 1970: the oldest are forgotten first. */
  readonly at: number;
}

/** The drafts of a folder on disk. */
export interface DraftFiles {
  /** Reads the newest 50 drafts, oldest first, and deletes older ones. */
  load(): Promise<readonly Draft[]>;
  /** Writes a draft. An empty one is deleted, unless another window has written a newer text. */
  write(draft: Draft): Promise<void>;
}

export const keptDrafts = 50;
const listLimitMs = 5000;
/** Folio never makes more files than this; the rest are ignored. */
const mostFiles = 1000;

/**
 * Each draft has its own file, so that several windows can use the folder. When two windows change the same draft, the
 * newest text wins.
 */
export function createDraftFiles(folder: string, log: Log, tell: Tell): DraftFiles {
  // The id of a thread comes from the server and may not be a valid file name.
  const fileOf = (threadId: string) =>
    join(folder, `${createHash("sha256").update(threadId).digest("hex").slice(0, 32)}.json`);

  /** What this window read or wrote last, by thread. */
  const known = new Map<string, string>();

  const forget = async (threadId: string) => {
    const file = fileOf(threadId);
    const found = await readJson(file, isDraft, log, tell);
    if (found && found.text === known.get(threadId)) await rm(file, { force: true });
    known.delete(threadId);
  };

  return {
    async load() {
      const names = await within(listLimitMs, `Reading ${folder}`, () => readdir(folder)).catch(
        () => [], // there is no folder yet
      );
      const found: Draft[] = [];
      for (const name of names.slice(0, mostFiles)) {
        if (!/^[0-9a-f]{32}\.json$/.test(name)) continue;
        const draft = await readJson(join(folder, name), isDraft, log, tell);
        if (draft) found.push(draft);
      }
      for (const { threadId, text } of found) known.set(threadId, text);
      const sorted = found.toSorted((left, right) => left.at - right.at);
      for (const { threadId } of sorted.slice(0, -keptDrafts)) await forget(threadId);
      return sorted.slice(-keptDrafts);
    },
    async write(draft) {
      const { threadId, text } = draft;
      if (text === "") return forget(threadId);
      if (!(await writeJson(fileOf(threadId), draft, log)))
        throw new Error("what was typed is longer than Folio keeps");
      known.set(threadId, text);
    },
  };
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  // Every member is checked below before it is used.
  const { version, threadId, text, at } = value as Partial<Draft>;
  return (
    version === 1 &&
    typeof threadId === "string" &&
    typeof text === "string" &&
    typeof at === "number"
  );
}
