import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { readJson, writeJson } from "../jsonFile.ts";
import type { Log } from "../log.ts";

/** What one turn did to files: the hash of each content before and after; null for "not there". */
export interface TurnRecord {
  readonly turnId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly files: Readonly<Record<string, FileRecord>>;
}
export interface FileRecord {
  readonly before: string | null;
  readonly after: string | null;
}

interface ThreadRecord {
  readonly version: 1;
  readonly turns: readonly TurnRecord[];
}

const maxAgeMs = 30 * 24 * 3_600_000;
const maxTurns = 500;

/** The records of turns on disk, a file for each thread in `folder`. */
export function createRecords(folder: string, log: Log) {
  const fileOf = (threadId: string) => join(folder, `${encodeURIComponent(threadId)}.json`);
  const read = async (threadId: string): Promise<readonly TurnRecord[]> =>
    (await readJson(fileOf(threadId), isThreadRecord, log))?.turns ?? [];

  return {
    /** Oldest first. */
    read,
    async add(threadId: string, record: TurnRecord): Promise<void> {
      const others = (await read(threadId)).filter(({ turnId }) => turnId !== record.turnId);
      let turns = [...others, record].slice(-maxTurns);
      while (!(await writeJson(fileOf(threadId), { version: 1, turns } satisfies ThreadRecord))) {
        if (turns.length === 1) {
          log(
            "warn",
            `A turn changed too many files to be kept: ${Object.keys(record.files).length}`,
          );
          return;
        }
        turns = turns.slice(Math.ceil(turns.length / 4));
      }
    },
    /** Forgets threads of long ago; gives when each content was last part of a turn, in milliseconds since 1970. */
    async lastUses(): Promise<Map<string, number>> {
      const uses = new Map<string, number>();
      for (const name of await readdir(folder).catch(() => [])) {
        const file = join(folder, name);
        if (Date.now() - (await stat(file)).mtimeMs > maxAgeMs) {
          await rm(file, { force: true });
          continue;
        }
        for (const { at, files } of (await readJson(file, isThreadRecord, log))?.turns ?? [])
          for (const { before, after } of Object.values(files))
            for (const hash of [before, after])
              if (hash !== null) uses.set(hash, Math.max(at, uses.get(hash) ?? 0));
      }
      return uses;
    },
  };
}

function isThreadRecord(value: unknown): value is ThreadRecord {
  if (typeof value !== "object" || value === null) return false;
  const { version, turns } = value as Partial<ThreadRecord>;
  return (
    version === 1 &&
    Array.isArray(turns) &&
    turns.every(
      turn =>
        typeof turn === "object" &&
        turn !== null &&
        typeof turn.turnId === "string" &&
        typeof turn.files === "object" &&
        turn.files !== null,
    )
  );
}
