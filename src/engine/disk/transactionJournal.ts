import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isOwner, ownOwner, type Owner } from "./owner.ts";
import type { Entry } from "./steps.ts";
import type { Made } from "./takeBack.ts";

/** A transaction as it stands on disk. */
export interface Written {
  readonly id: string;
  readonly file: string;
  readonly owner: Owner;
  readonly entries: readonly Entry[];
  /** Folders that were made on the way, in their order. */
  readonly made: readonly Made[];
  /** Which entries were begun. */
  readonly begun: ReadonlySet<number>;
  /** Nothing is to be taken back any more. */
  readonly isDone: boolean;
}

/** What a transaction writes down before it does it. A line that was cut off is one that was not written. */
export interface TransactionJournal {
  making(root: string, folder: string): void;
  beginning(index: number): void;
  /** The step could not be begun after all: what stands there is somebody else's. */
  notBegun(index: number): void;
  done(): void;
  /** Nothing is left to do or to take back. */
  forget(): void;
  /** The journal stays for the next start. */
  leave(): void;
}

/** Begins a journal; what it begins with is on the disk when this returns. */
export function beginJournal(
  folder: string,
  id: string,
  entries: readonly Entry[],
): TransactionJournal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${id}.jsonl`);
  const descriptor = openSync(file, "ax", 0o600);
  let isOpen = true;
  const write = (value: unknown) => void writeSync(descriptor, `${JSON.stringify(value)}\n`);
  const close = () => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  try {
    write({ version: 1, owner: ownOwner(), entries });
    fsyncSync(descriptor);
  } catch (error) {
    close();
    rmSync(file, { force: true });
    throw error;
  }
  return {
    making: (root, made) => write({ made, root }),
    beginning: index => write({ begun: index }),
    notBegun: index => write({ notBegun: index }),
    done() {
      write({ done: true });
      fsyncSync(descriptor);
    },
    forget() {
      close();
      rmSync(file, { force: true });
    },
    leave: close,
  };
}

/** Every journal of a folder. One whose beginning is not whole belongs to a transaction that had not begun. */
export async function readJournals(folder: string): Promise<readonly Written[]> {
  const found: Written[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const id = /^([0-9a-f]{12})\.jsonl$/.exec(name)?.[1];
    if (id === undefined) continue;
    const file = join(folder, name);
    const written = parse(id, file, await readFile(file, "utf8").catch(() => ""));
    if (written) found.push(written);
    else rmSync(file, { force: true });
  }
  return found;
}

function parse(id: string, file: string, text: string): Written | null {
  const [first, ...lines] = text.split("\n").slice(0, -1).map(parseLine);
  if (!isRecord(first) || first["version"] !== 1) return null;
  const { owner, entries } = first;
  if (!isOwner(owner) || !Array.isArray(entries) || !entries.every(isEntry)) return null;
  const made: { root: string; folder: string }[] = [];
  const begun = new Set<number>();
  let isDone = false;
  for (const line of lines) {
    if (!isRecord(line)) continue;
    if (typeof line["begun"] === "number") begun.add(line["begun"]);
    if (typeof line["notBegun"] === "number") begun.delete(line["notBegun"]);
    if (typeof line["made"] === "string" && typeof line["root"] === "string")
      made.push({ root: line["root"], folder: line["made"] });
    if (line["done"] === true) isDone = true;
  }
  return { id, file, owner, entries, made, begun, isDone };
}

function parseLine(line: string): unknown {
  try {
    const parsed: unknown = JSON.parse(line);
    return parsed;
  } catch {
    return null; // cut off
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTrace = (value: unknown): boolean =>
  isRecord(value) &&
  (value["kind"] === "missing" ||
    value["kind"] === "folder" ||
    (value["kind"] === "link" && typeof value["target"] === "string") ||
    (value["kind"] === "file" &&
      typeof value["hash"] === "string" &&
      typeof value["size"] === "number"));

const isEntry = (value: unknown): value is Entry =>
  isRecord(value) &&
  ["path", "root", "fresh", "kept"].every(key => typeof value[key] === "string") &&
  isTrace(value["expected"]) &&
  isTrace(value["wanted"]);
