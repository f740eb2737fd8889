import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Log, readJson, type Tell, within, writeJson } from "../../engine/api.ts";

/** Text that was typed and not sent; that for a thread to come belongs to "". */
export interface Draft {
  readonly version: 1;
  readonly threadId: string;
  readonly text: string;
  /** Milliseconds since 1970: the oldest are forgotten first. */
  readonly at: number;
}

/** The drafts of a folder on disk. */
export interface DraftFiles {
  /** The newest 50, oldest first; older ones are forgotten. */
  load(): Promise<readonly Draft[]>;
  /** Keeps a draft, or forgets an empty one, unless another window has written a newer text to it. */
  write(draft: Draft): Promise<void>;
}

export const keptDrafts = 50;
const listLimitMs = 5000;
/** More files than this in the folder are not of Folio's making. */
const mostFiles = 1000;

/**
 * One file for each draft, so that windows on the same folder never write over each other's: of the same draft the newest
 * text wins.
 */
export function createDraftFiles(folder: string, log: Log, tell: Tell): DraftFiles {
  // A hash, because a thread's id is the server's and may be no file name.
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
        () => [], // there is none yet
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
  // Nothing is believed of it before it was looked at, member by member.
  const { version, threadId, text, at } = value as Partial<Draft>;
  return (
    version === 1 &&
    typeof threadId === "string" &&
    typeof text === "string" &&
    typeof at === "number"
  );
}
