import { readlink } from "node:fs/promises";
import { hashOf, lookAt, readCarefully } from "../disk/look.ts";
import type { FileState } from "../disk/transaction.ts";
import type { Blobs } from "./blobs.ts";
import { fileMark, readMark, type Mark } from "./mark.ts";
import { merge } from "./merge.ts";
import type { TurnRecord } from "./records.ts";
import type { Why } from "./snapshot.ts";

/** Why a file stays: what a person did to it since. */
type Conflict =
  | "unsaved"
  | "unreadable"
  | "deletedSince"
  | "changedSince"
  | "changedSinceMade"
  | "remadeSince"
  | "changedNotText"
  | "sameLines";

/** What restoring would do at one path. */
export interface FileRestore {
  readonly path: string;
  readonly now: FileState;
  readonly action:
    /** As it was: a file, a link or a folder. */
    | { readonly kind: "write"; readonly wanted: Exclude<FileState, { kind: "missing" }> }
    | { readonly kind: "delete" }
    /** A person changed it after Codex: both are joined. */
    | { readonly kind: "merge"; readonly text: string; readonly mode?: number }
    /** It cannot be brought back without losing what a person did, so it stays. */
    | { readonly kind: "conflict"; readonly why: Conflict }
    /** It cannot be brought back: `gone` when what was kept of it is not there any more. */
    | { readonly kind: "lost"; readonly why: Why | "gone" }
    | { readonly kind: "same" };
  /** Names the content before the turn; null for "not there". */
  readonly before: Mark | null;
  /** Names what the last of the turns left. */
  readonly after: Mark | null;
  /** An editor holds unsaved text of it. */
  readonly isUnsaved: boolean;
}

export interface RestorePlan {
  readonly files: readonly FileRestore[];
  /** How many of the turns are known only partly, or not at all. */
  readonly partly: number;
  readonly unknown: number;
}

export interface PlanOptions {
  /** The turn to go back before, and all after it, oldest first. */
  readonly turns: readonly TurnRecord[];
  readonly blobs: Blobs;
  /** Unsaved texts of editors, by path. */
  readonly unsaved: ReadonlyMap<string, string>;
}

/** What is larger than this was not left by Codex as it was kept, and is not joined with anything. */
const maxJoinedBytes = 32 * 1024 * 1024;

/** Goes back before the first turn: undoes what Codex left at each path, and keeps what a person did since. */
export async function planRestore({ turns, blobs, unsaved }: PlanOptions): Promise<RestorePlan> {
  const ends = new Map<string, { before: Mark | null; after: Mark | null }>();
  const unkept = new Map<string, Why>();
  for (const turn of turns) {
    for (const [path, { before, after }] of Object.entries(turn.files)) {
      const first = ends.get(path);
      ends.set(path, { before: first ? first.before : before, after });
    }
    for (const [path, why] of Object.entries(turn.unkept)) unkept.set(path, why);
  }
  const files: FileRestore[] = [];
  for (const path of [...new Set([...ends.keys(), ...unkept.keys()])].toSorted()) {
    const isUnsaved = unsaved.has(path);
    const found = await standing(path, unsaved.get(path));
    const { before = null, after = null } = ends.get(path) ?? {};
    const why = unkept.get(path);
    const planned: FileRestore["action"] = why
      ? { kind: "lost", why }
      : await actionFor({ found, before, after, blobs });
    const action = isUnsaved ? inEditor(planned) : planned;
    files.push({ path, now: found ?? { kind: "missing" }, action, before, after, isUnsaved });
  }
  const known = (what: TurnRecord["known"]) => turns.filter(turn => turn.known === what).length;
  return { files, partly: known("partly"), unknown: known("nothing") };
}

/** An editor can be given another text, and no more than that. */
function inEditor(action: FileRestore["action"]): FileRestore["action"] {
  const isText = action.kind === "write" && action.wanted.kind === "file";
  return (action.kind === "write" && !isText) || action.kind === "delete"
    ? { kind: "conflict", why: "unsaved" }
    : action;
}

/** Null for what is neither file, link nor folder, or is too large. */
async function standing(path: string, typed: string | undefined): Promise<FileState | null> {
  const look = await lookAt(path);
  if (typed !== undefined) return { kind: "file", bytes: Buffer.from(typed), mode: look.mode };
  if (look.kind === "missing" || look.kind === "folder") return { kind: look.kind };
  if (look.kind === "link") return { kind: "link", target: await readlink(path) };
  if (look.kind === "other" || look.size > maxJoinedBytes) return null;
  const bytes = await readCarefully(path, look).catch(() => null);
  return bytes && { kind: "file", bytes, mode: look.mode };
}

async function actionFor(options: {
  readonly found: FileState | null;
  readonly before: Mark | null;
  readonly after: Mark | null;
  readonly blobs: Blobs;
}): Promise<FileRestore["action"]> {
  const { found, before, after, blobs } = options;
  const [target, left] = [await stateOf(before, blobs), await stateOf(after, blobs)];
  if (!target) return { kind: "lost", why: "gone" };
  if (!found) return { kind: "conflict", why: "unreadable" };
  if (isSame(found, target)) return { kind: "same" };
  const isAsLeft = left ? isSame(found, left) : markOf(found) === after;
  if (isAsLeft)
    return target.kind === "missing" ? { kind: "delete" } : { kind: "write", wanted: target };
  if (found.kind === "missing")
    return target.kind === "folder" ? { kind: "same" } : { kind: "conflict", why: "deletedSince" };
  if (target.kind === "folder" || left?.kind === "folder") return { kind: "same" };
  if (target.kind === "missing") return { kind: "conflict", why: "changedSinceMade" };
  if (left?.kind === "missing") return { kind: "conflict", why: "remadeSince" };
  return joined(found, left, target);
}

/** A person's later change and Codex's are both there: in the text, in the mode, or in both. */
function joined(
  found: FileState,
  left: FileState | null,
  target: FileState,
): FileRestore["action"] {
  if (found.kind !== "file" || left?.kind !== "file" || target.kind !== "file")
    return { kind: "conflict", why: "changedSince" };
  // A mode that a person set since stays.
  const mode = found.mode === left.mode ? target.mode : found.mode;
  const withMode = mode === undefined ? {} : { mode };
  if (isEqual(found.bytes, left.bytes))
    return isEqual(left.bytes, target.bytes) && mode === found.mode
      ? { kind: "same" }
      : { kind: "write", wanted: { kind: "file", bytes: target.bytes, ...withMode } };
  if (isEqual(left.bytes, target.bytes))
    return mode === found.mode
      ? { kind: "same" }
      : { kind: "write", wanted: { kind: "file", bytes: found.bytes, ...withMode } };
  const [base, ours, theirs] = [left, found, target].map(({ bytes }) => textOf(bytes));
  if (typeof base !== "string" || typeof ours !== "string" || typeof theirs !== "string")
    return { kind: "conflict", why: "changedNotText" };
  const merged = merge(base, ours, theirs);
  return merged.kind === "clean"
    ? { kind: "merge", text: merged.text, ...withMode }
    : { kind: "conflict", why: "sameLines" };
}

/** Null when its content is not kept any more. */
async function stateOf(mark: Mark | null, blobs: Blobs): Promise<FileState | null> {
  if (mark === null) return { kind: "missing" };
  const marked = readMark(mark);
  if (marked.kind !== "file") return marked;
  const bytes = await blobs.get(marked.hash);
  return bytes && { kind: "file", bytes, mode: marked.mode };
}

const markOf = (state: FileState): Mark | null =>
  state.kind === "file" ? fileMark(hashOf(state.bytes), state.mode ?? 0) : null;

function isSame(one: FileState, other: FileState): boolean {
  if (one.kind === "file" && other.kind === "file")
    return one.mode === other.mode && isEqual(one.bytes, other.bytes);
  if (one.kind === "link" && other.kind === "link") return one.target === other.target;
  return one.kind === other.kind;
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

function textOf(content: Uint8Array): string | null {
  if (content.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null; // another encoding: bytes that must not be guessed at
  }
}
