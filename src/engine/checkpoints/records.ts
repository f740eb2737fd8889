import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { readJson, writeJson } from "../disk/jsonFile.ts";
import type { Log } from "../log.ts";
import { hashIn, type Mark } from "./mark.ts";
import type { Why } from "./snapshot.ts";

/** What one turn did to what stands in the folders. */
export interface TurnRecord {
  readonly turnId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly files: Readonly<Record<string, FileRecord>>;
  /** What it changed and cannot be brought back. */
  readonly unkept: Readonly<Record<string, Why>>;
  /**
   * How much of it is known. `partly`: it began without Folio, so that its first changes may not be among these.
   * `nothing`: looking through the folders took too long.
   */
  readonly known: "all" | "partly" | "nothing";
}
/** Null for "not there". */
export interface FileRecord {
  readonly before: Mark | null;
  readonly after: Mark | null;
}

const version = 2;
const maxAgeMs = 30 * 24 * 3_600_000;
const maxTurns = 500;
const maxUnkept = 1000;

/** The records of turns on disk: a folder for each thread, in it a file for each turn, so that two windows can write. */
export interface Records {
  /** Oldest first. */
  read(threadId: string): Promise<readonly TurnRecord[]>;
  add(threadId: string, record: TurnRecord): Promise<void>;
  /** Forgets turns of long ago; gives when each content was last part of a turn, in milliseconds since 1970. */
  lastUses(): Promise<ReadonlyMap<string, number>>;
}

export function createRecords(folder: string, log: Log): Records {
  const folderOf = (threadId: string) => join(folder, encodeURIComponent(threadId));
  const readTurn = async (file: string): Promise<TurnRecord | null> =>
    (await readJson(file, isStored, log))?.turn ?? null;
  /** The names of a folder's records; they begin with the time, so that sorted they are in order. */
  const names = async (of: string) =>
    (await readdir(of).catch(() => [])).filter(name => /^\d{15}-.*\.json$/.test(name)).toSorted();

  return {
    async read(threadId) {
      const of = folderOf(threadId);
      const turns: TurnRecord[] = [];
      for (const name of await names(of)) {
        const turn = await readTurn(join(of, name));
        if (turn) turns.push(turn);
      }
      return turns;
    },
    async add(threadId, record) {
      const of = folderOf(threadId);
      await mkdir(of, { recursive: true, mode: 0o700 });
      const turnPart = `-${encodeURIComponent(record.turnId)}.json`;
      const known = await names(of);
      const name =
        known.find(other => other.endsWith(turnPart)) ??
        `${String(Math.max(0, record.at)).padStart(15, "0")}${turnPart}`;
      const turn = {
        ...record,
        unkept: Object.fromEntries(Object.entries(record.unkept).slice(0, maxUnkept)),
      };
      const count = Object.keys(record.files).length;
      if (
        !(await writeJson(join(of, name), { version, turn })) &&
        !(await writeJson(join(of, name), {
          version,
          turn: { ...turn, files: {}, known: "nothing" } satisfies TurnRecord,
        }))
      )
        log("warn", `A turn changed too many files to be kept: ${count}`);
      for (const old of known.slice(0, Math.max(0, known.length - maxTurns)))
        await rm(join(of, old), { force: true });
    },
    async lastUses() {
      const uses = new Map<string, number>();
      for (const thread of await readdir(folder).catch(() => [])) {
        const of = join(folder, thread);
        const turns = await names(of);
        // Left by an earlier version, or by threads of which nothing is kept any more.
        if (turns.length === 0) await rm(of, { recursive: true, force: true });
        for (const name of turns) {
          const file = join(of, name);
          const written = (await stat(file).catch(() => null))?.mtimeMs;
          if (written === undefined) continue;
          if (Date.now() - written > maxAgeMs) await rm(file, { force: true });
          else collectUses(uses, await readTurn(file));
        }
      }
      return uses;
    },
  };
}

function collectUses(uses: Map<string, number>, turn: TurnRecord | null): void {
  for (const { before, after } of Object.values(turn?.files ?? {}))
    for (const mark of [before, after]) {
      const hash = hashIn(mark);
      if (hash !== null) uses.set(hash, Math.max(turn?.at ?? 0, uses.get(hash) ?? 0));
    }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isMark = (value: unknown): boolean => value === null || typeof value === "string";

function isStored(value: unknown): value is { readonly version: 2; readonly turn: TurnRecord } {
  if (!isRecord(value) || value["version"] !== version || !isRecord(value["turn"])) return false;
  const { turnId, at, files, unkept, known } = value["turn"];
  return (
    typeof turnId === "string" &&
    typeof at === "number" &&
    typeof known === "string" &&
    isRecord(unkept) &&
    isRecord(files) &&
    Object.values(files).every(
      file => isRecord(file) && isMark(file["before"]) && isMark(file["after"]),
    )
  );
}
