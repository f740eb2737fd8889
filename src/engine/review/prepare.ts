import { createHash } from "node:crypto";
import { lstat, readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { FileOutcome } from "../../model/state.ts";
import { reason, type Reason } from "../../model/text/reason.ts";
import type { FileState, FileStep } from "../disk/steps.ts";
import { landingOf, type Landed } from "./landing.ts";

/** One file of a change as a person decided about it. */
export interface DecidedFile {
  readonly path: string;
  readonly movedTo: string | null;
  readonly kind: "add" | "overwrite" | "delete" | "update" | "move";
  /** When it is done among the changes of its patch. */
  readonly turn: number;
  /** The text of a file that a move overwrites, as it was shown; null where none was. */
  readonly replaced: string | null;
  readonly result: Extract<FileOutcome["result"], "taken" | "part" | "edited" | "refused">;
  /** What the diff showed; `unread` for what is too large to be shown. */
  readonly shown:
    | { readonly kind: "missing" }
    /** SHA-256 in hexadecimal of the bytes. */
    | { readonly kind: "bytes"; readonly hash: string }
    | { readonly kind: "unread" };
  /** What is to stand there, without a byte order mark; not used for a deletion. */
  readonly text: string;
}

/**
 * By file of the review: what is done for it on disk. A refused file has no steps, a move has two. Several changes of one
 * patch may be about one path: they share its step.
 */
export type Steps = readonly (readonly FileStep[])[];

/** Each step once; what is to stand there comes before what is to go. */
export const inOrder = (steps: readonly FileStep[]): readonly FileStep[] =>
  [...new Set(steps)].toSorted(
    (left, right) =>
      Number(left.wanted.kind === "missing") - Number(right.wanted.kind === "missing"),
  );

const mark = "\ufeff";

/**
 * What is to be done on disk for each file; why not when something cannot be written as it was shown. Nothing is
 * changed here. A byte order mark and the mode stay the file's own, also when it moves.
 */
export async function prepare(files: readonly DecidedFile[]): Promise<Steps | Reason> {
  const landing = landingOf(
    files.map(file => ({ ...file, movePath: file.movedTo, isRefused: file.result === "refused" })),
  );
  if (landing.kind === "clash")
    return reason("unwritten.moveOntoKept", { name: basename(landing.path) });
  const steps = new Map<string, FileStep>();
  for (const landed of landing.files) {
    const step = await stepTo(landed, files);
    if ("id" in step) return step;
    steps.set(landed.path, step);
  }
  return files.map(({ path, movedTo, result }) =>
    result === "refused"
      ? []
      : [...new Set([path, movedTo ?? path])].flatMap(place => steps.get(place) ?? []),
  );
}

async function stepTo(
  { path, text, from }: Landed,
  files: readonly DecidedFile[],
): Promise<FileStep | Reason> {
  const now = await stateAt(path);
  if (now === "other") return reason("unwritten.special", { name: basename(path) });
  const problem = surprise(path, now, files);
  if (problem !== null) return problem;
  if (text === null) return { path, expected: now, wanted: { kind: "missing" } };
  const source = from === path ? now : await stateAt(from);
  if (source === "other" || source.kind === "missing")
    return { path, expected: now, wanted: { kind: "file", bytes: Buffer.from(text) } };
  const bytes = Buffer.from(textOf(source.bytes).startsWith(mark) ? mark + text : text);
  const { mode } = source;
  const wanted: FileState = { kind: "file", bytes, ...(mode === undefined ? {} : { mode }) };
  return { path, expected: now, wanted };
}

/** Why what stands at a path is not what the diff showed; null when it is. */
function surprise(path: string, now: Found, files: readonly DecidedFile[]): Reason | null {
  const name = basename(path);
  const own = files.find(file => file.path === path);
  if (own)
    return isAsShown(own.shown, now) ? null : reason("unwritten.changedSinceShown", { name });
  if (now.kind === "missing") return null;
  const mover = files.find(file => file.movedTo === path && file.result !== "refused");
  const there = textOf(now.bytes).replace(mark, "");
  return mover?.replaced === there ? null : reason("unwritten.isThere", { name });
}

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

type Found = Extract<FileState, { kind: "missing" | "file" }>;

/** What stands at a path; `other` for a link, a folder, a FIFO, or what cannot be read. */
export async function stateAt(path: string): Promise<Found | "other"> {
  try {
    const entry = await lstat(path);
    // A FIFO would be waited on for ever, and a link leads elsewhere.
    if (!entry.isFile()) return "other";
    return { kind: "file", bytes: await readFile(path), mode: entry.mode & 0o7777 };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    return code === "ENOENT" || code === "ENOTDIR" ? { kind: "missing" } : "other";
  }
}

const isAsShown = (shown: DecidedFile["shown"], now: Found): boolean =>
  now.kind === "missing"
    ? shown.kind === "missing"
    : shown.kind === "unread" || (shown.kind === "bytes" && hashOf(now.bytes) === shown.hash);

export const hashOf = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");
