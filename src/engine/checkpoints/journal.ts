import {
  appendFile,
  lstat,
  mkdir,
  readFile,
  readdir,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Log } from "../log.ts";
import { createQueue } from "../queue.ts";
import type { Snapshot } from "./snapshot.ts";

/** A turn that runs. */
export interface RunningTurn {
  readonly threadId: string;
  readonly turnId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What stood in the folders when it began; null while they are still looked through. */
  readonly before: Snapshot | null;
  /** By path: what the agent had made of a file when a person saved over it; undefined when that is not known. */
  readonly byPerson: Map<string, string | null | undefined>;
}

/** A turn whose window was ended before the turn was. */
export interface Orphan {
  readonly turn: RunningTurn & { readonly before: Snapshot };
  /** Whether what is at a path now was there before the window ended, and so may be the turn's. */
  isOfTurn(path: string): Promise<boolean>;
  forget(): Promise<void>;
}

interface Beginning {
  readonly version: 1;
  readonly threadId: string;
  readonly turnId: string;
  readonly at: number;
  readonly before: Snapshot;
}
interface Save {
  readonly path: string;
  readonly hash: string | null | undefined;
}

const beatMs = 5000;
const deadAfterMs = 30_000;

/**
 * Keeps on disk what is needed to end a turn whose window does not live to see its end: a file for each turn in
 * `folder`, named with the process that runs it; its first line is the beginning, then comes a line for every save of a
 * person. The time of its last change is the last sign of life.
 */
export function createJournal(folder: string, log: Log) {
  const fileOf = (turnId: string) =>
    join(folder, `${encodeURIComponent(turnId)}.${process.pid}.jsonl`);
  const open = new Set<string>();
  const queue = createQueue();
  const timer = setInterval(() => {
    for (const file of open) utimes(file, new Date(), new Date()).catch(() => {}); // gone: its turn has just ended
  }, beatMs);
  timer.unref();

  /** One that cannot be read is told to the log and dropped. */
  const readTurn = async (file: string): Promise<Orphan["turn"] | null> => {
    try {
      const [beginning, ...saves] = (await readFile(file, "utf8"))
        .trimEnd()
        .split("\n")
        .map(line => JSON.parse(line) as unknown);
      if (!isBeginning(beginning)) throw new Error("it is not what this version of Folio writes");
      const byPerson = new Map(saves.filter(isSave).map(({ path, hash }) => [path, hash]));
      return { ...beginning, byPerson };
    } catch (error) {
      log("warn", `${file} could not be used: ${String(error)}`);
      await rm(file, { force: true });
      return null;
    }
  };

  return {
    begin({ threadId, turnId, at, before }: RunningTurn): Promise<void> {
      return queue.run(async () => {
        if (!before) return;
        const file = fileOf(turnId);
        const beginning: Beginning = { version: 1, threadId, turnId, at, before };
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(file, `${JSON.stringify(beginning)}\n`, { mode: 0o600 });
        open.add(file);
      });
    },
    saved(turnId: string, save: Save): Promise<void> {
      const file = fileOf(turnId);
      return queue.run(async () => {
        if (open.has(file)) await appendFile(file, `${JSON.stringify(save)}\n`);
      });
    },
    end(turnId: string): Promise<void> {
      return queue.run(async () => {
        open.delete(fileOf(turnId));
        await rm(fileOf(turnId), { force: true });
      });
    },
    /** Turns that nobody will end, and whether another window still has some that run. */
    async orphans(): Promise<{ orphans: readonly Orphan[]; othersRun: boolean }> {
      const orphans: Orphan[] = [];
      let othersRun = false;
      for (const name of await readdir(folder).catch(() => [])) {
        const file = join(folder, name);
        if (open.has(file)) continue;
        const lastSign = (await stat(file).catch(() => null))?.mtimeMs;
        if (lastSign === undefined) continue; // its window has just ended it
        if (isAlive(ownerOf(name)) && Date.now() - lastSign < deadAfterMs) othersRun = true;
        else {
          const turn = await readTurn(file);
          if (turn)
            orphans.push({
              turn,
              isOfTurn: path => isUntouchedSince(path, lastSign + 2 * beatMs),
              forget: () => rm(file, { force: true }),
            });
        }
      }
      return { orphans, othersRun };
    },
    dispose: () => clearInterval(timer),
  };
}

/** For what is not there, its folder tells: a deletion changes it. */
async function isUntouchedSince(path: string, time: number): Promise<boolean> {
  const entry =
    (await lstat(path).catch(() => null)) ?? (await lstat(dirname(path)).catch(() => null));
  return entry !== null && entry.ctimeMs <= time;
}

const ownerOf = (name: string): number => Number(/\.(\d+)\.jsonl$/.exec(name)?.[1] ?? 0);

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isBeginning(value: unknown): value is Beginning {
  return (
    isRecord(value) &&
    value["version"] === 1 &&
    typeof value["threadId"] === "string" &&
    typeof value["turnId"] === "string" &&
    isRecord(value["before"]) &&
    isRecord(value["before"]["hashes"]) &&
    Array.isArray(value["before"]["unknown"])
  );
}

const isSave = (value: unknown): value is Save =>
  isRecord(value) && typeof value["path"] === "string";
