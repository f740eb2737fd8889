import { rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Log } from "../log.ts";
import { clean, removeEmpty } from "./carryOut.ts";
import { isAs, lookAt, nothing } from "./look.ts";
import { openFolder } from "./openFolder.ts";
import { isAlive } from "./owner.ts";
import type { Entry } from "./steps.ts";
import { putAside, takeAllBack } from "./takeBack.ts";
import { readJournals, type Written } from "./transactionJournal.ts";

/** What became of a file of a transaction whose process was killed. */
export interface Recovered {
  readonly path: string;
  /** `finished`: it stands as wanted. `changed`: somebody wrote it since, so it stays. */
  readonly outcome: "finished" | "takenBack" | "changed";
  /** Where a second text of it was put, which has no place any more. */
  readonly copy?: string;
}

export interface Recovery {
  readonly files: readonly Recovered[];
  /** A process that still lives is writing, or about to end. */
  readonly othersRun: boolean;
}

/** A folder that is missing (a drive, a network) may come back within this time. */
const maxAgeMs = 30 * 24 * 3_600_000;

export async function recoverAll(folder: string, aside: string, log: Log): Promise<Recovery> {
  const all: Recovered[] = [];
  let othersRun = false;
  for (const written of await readJournals(folder)) {
    if (isAlive(written.owner)) {
      othersRun = true;
      continue;
    }
    try {
      const { files, isLeft } = written.isDone
        ? await finish(written, aside)
        : await giveUp(written, aside);
      all.push(...files);
      if (!isLeft || isOld(written.file)) rmSync(written.file, { force: true });
    } catch (error) {
      log("warn", `What was left of writing files could not be ended: ${String(error)}`);
      if (isOld(written.file)) rmSync(written.file, { force: true });
    }
  }
  return { files: all, othersRun };
}

const isOld = (file: string): boolean => Date.now() - statSync(file).mtimeMs > maxAgeMs;

interface Ended {
  readonly files: readonly Recovered[];
  readonly isLeft: boolean;
}

/** All was in place: what is left is what stood there before, and folders that were to go. */
async function finish({ entries, begun }: Written, aside: string): Promise<Ended> {
  const files: Recovered[] = [];
  for (const [at, entry] of entries.entries()) {
    const copy = await cleanUp(entry, aside);
    if (copy !== null) files.push({ path: entry.path, outcome: "changed", copy });
    else if (begun.has(at)) files.push({ path: entry.path, outcome: "finished" });
  }
  for (const { expected, root, path } of entries.toReversed())
    if (expected.kind === "folder") removeEmpty(root, path);
  return { files, isLeft: false };
}

/** Gives where a text was put that somebody wrote into what was replaced; null when nobody did. */
async function cleanUp(entry: Entry, aside: string): Promise<string | null> {
  const folder = openFolder(entry.root, dirname(entry.path));
  if (!folder) return null;
  try {
    const kept = folder.at(entry.kept);
    const look = await lookAt(kept);
    const isLate = look.kind === "file" && !(await isAs(kept, look, entry.expected));
    const copy = isLate ? putAside(entry, kept, aside) : null;
    clean(entry, nothing);
    return copy;
  } finally {
    folder.close();
  }
}

async function giveUp({ entries, begun, made }: Written, aside: string): Promise<Ended> {
  const { outcomes, isLeft } = await takeAllBack({ entries, begun, made, aside });
  const files = outcomes.flatMap((outcome, at): Recovered[] => {
    const path = entries[at]?.path;
    if (path === undefined || !begun.has(at) || outcome.kind === "failed") return [];
    const { kind, ...copy } = outcome;
    return [{ path, outcome: kind, ...copy }];
  });
  return { files, isLeft };
}
