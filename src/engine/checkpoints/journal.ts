import {
  appendFile,
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  utimes,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import { createQueue } from "../disk/queue.ts";
import { isAlive, isOwner, ownOwner, type Owner } from "../disk/owner.ts";
import type { Mark } from "./mark.ts";
import type { TurnRecord } from "./records.ts";
import type { Snapshot } from "./snapshot.ts";
import { jsonOf, restored, writeSlowly, type Written } from "./written.ts";

/** A turn that runs. */
export interface RunningTurn {
  readonly threadId: string;
  readonly turnId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly known: TurnRecord["known"];
  /** By path: what the agent had left there when a person saved over it; undefined when that is not known. */
  readonly byPerson: Map<string, Mark | null | undefined>;
}

/** A turn whose window was ended before the turn was. */
export interface Orphan {
  readonly turn: RunningTurn;
  readonly before: Snapshot;
  /** Whether what is at a path now was there before the window ended, and so may be the turn's. */
  isOfTurn(path: string): Promise<boolean>;
  forget(): Promise<void>;
}

interface Beginning {
  readonly version: 2;
  readonly owner: Owner;
  readonly threadId: string;
  readonly turnId: string;
  readonly at: number;
  readonly known: TurnRecord["known"];
  readonly before: Written;
}
interface Save {
  readonly path: string;
  readonly mark: Mark | null | undefined;
}

export interface Journal {
  /** Writes down that a turn runs, and what the folders were like before it. */
  begin(turn: RunningTurn, before: Snapshot): Promise<void>;
  /** Adds a save of a person; does nothing for a turn that is not written down. */
  saved(turnId: string, save: Save): Promise<void>;
  /** Forgets a turn that has ended. */
  end(turnId: string): Promise<void>;
  /** Turns that nobody will end, and whether another window still has some that run. */
  orphans(): Promise<{ readonly orphans: readonly Orphan[]; readonly othersRun: boolean }>;
}

const beatMs = 5000;
const half = ".new";
/** Where the system does not tell when a process began, its number may be another's after this. */
const numberLivesMs = 24 * 3_600_000;

/**
 * Keeps on disk what is needed to end a turn whose window does not live to see its end: a file for each turn in
 * `folder`; its first line is the beginning, with the process that runs it, then comes a line for every save of a
 * person. The time of its last change is the last sign of life.
 */
export function createJournal(folder: string, log: Log, scope: Scope): Journal {
  const fileOf = (turnId: string) =>
    join(folder, `${encodeURIComponent(turnId)}.${process.pid}.jsonl`);
  const open = new Set<string>();
  const queue = createQueue();
  scope.every(beatMs, () => {
    for (const file of open) utimes(file, new Date(), new Date()).catch(() => {}); // gone: its turn has just ended
  });

  /** One that cannot be read is told to the log and dropped. */
  const readTurn = async (
    file: string,
  ): Promise<(Pick<Orphan, "turn" | "before"> & { owner: Owner }) | null> => {
    try {
      const [beginning, ...saves] = (await readFile(file, "utf8"))
        .trimEnd()
        .split("\n")
        .map((line): unknown => JSON.parse(line));
      if (!isBeginning(beginning)) throw new Error("it is not what this version of Folio writes");
      const byPerson = new Map(saves.filter(isSave).map(({ path, mark }) => [path, mark]));
      const { owner, before, ...turn } = beginning;
      return { owner, before: restored(before), turn: { ...turn, byPerson } };
    } catch (error) {
      log("warn", `${file} could not be used: ${String(error)}`);
      await rm(file, { force: true });
      return null;
    }
  };

  return {
    begin(turn, before) {
      return queue.run(async () => {
        const file = fileOf(turn.turnId);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // Whole or not at all: another window may look for turns that were cut off.
        await writeBeginning(file + half, turn, before);
        await rename(file + half, file);
        open.add(file);
      });
    },
    saved(turnId, save) {
      const file = fileOf(turnId);
      return queue.run(async () => {
        if (open.has(file)) await appendFile(file, `${JSON.stringify(save)}\n`);
      });
    },
    end(turnId) {
      return queue.run(async () => {
        open.delete(fileOf(turnId));
        await rm(fileOf(turnId), { force: true });
      });
    },
    async orphans() {
      const orphans: Orphan[] = [];
      let othersRun = false;
      for (const name of await readdir(folder).catch(() => [])) {
        const file = join(folder, name);
        if (open.has(file) || (await isHalf(file))) continue;
        const lastSign = (await stat(file).catch(() => null))?.mtimeMs;
        if (lastSign === undefined) continue; // its window has just ended it
        const found = await readTurn(file);
        if (!found) continue;
        const { owner, turn, before } = found;
        // While the machine slept there was no sign of life either, so the process itself is looked for.
        const isSure = owner.began !== "" || Date.now() - lastSign < numberLivesMs;
        if (isSure && isAlive(owner)) othersRun = true;
        else
          orphans.push({
            turn,
            before,
            isOfTurn: path => isUntouchedSince(path, lastSign + 2 * beatMs),
            forget: () => rm(file, { force: true }),
          });
      }
      return { orphans, othersRun };
    },
  };
}

/** Whether it is being written, or was left so by a killed window: that is removed some time later. */
async function isHalf(file: string): Promise<boolean> {
  if (!file.endsWith(half)) return false;
  const entry = await stat(file).catch(() => null); // gone: it has its name by now
  if (entry && Date.now() - entry.mtimeMs > numberLivesMs) await rm(file, { force: true });
  return true;
}

/** The second time there may be saves that stand in the file already. */
async function writeBeginning(
  file: string,
  { threadId, turnId, at, known, byPerson }: RunningTurn,
  before: Snapshot,
): Promise<void> {
  const owner = ownOwner();
  const beginning = { version: 2, owner, threadId, turnId, at, known };
  const saves = [...byPerson].map(([path, mark]) => `${JSON.stringify({ path, mark })}\n`);
  await writeSlowly(file, function* () {
    yield `${JSON.stringify(beginning).slice(0, -1)},"before":`;
    yield* jsonOf(before);
    yield `}\n${saves.join("")}`;
  });
}

/** Where nothing stands, the time of the folder counts: a deletion changes it. */
async function isUntouchedSince(path: string, time: number): Promise<boolean> {
  const entry =
    (await lstat(path).catch(() => null)) ?? (await lstat(dirname(path)).catch(() => null));
  return entry !== null && entry.ctimeMs <= time;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isBeginning(value: unknown): value is Beginning {
  return (
    isRecord(value) &&
    value["version"] === 2 &&
    isOwner(value["owner"]) &&
    typeof value["known"] === "string" &&
    typeof value["threadId"] === "string" &&
    typeof value["turnId"] === "string" &&
    isRecord(value["before"]) &&
    isRecord(value["before"]["marks"]) &&
    isRecord(value["before"]["unkept"])
  );
}

const isSave = (value: unknown): value is Save =>
  isRecord(value) && typeof value["path"] === "string";
