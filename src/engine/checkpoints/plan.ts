import { readFile } from "node:fs/promises";
import type { Blobs } from "./blobs.ts";
import { merge } from "./merge.ts";
import type { TurnRecord } from "./records.ts";

/** What restoring would do to one file. Contents are bytes as on disk; null is "not there". */
export interface FileRestore {
  readonly path: string;
  readonly now: Uint8Array | null;
  readonly action:
    | { readonly kind: "write"; readonly content: Uint8Array }
    | { readonly kind: "delete" }
    /** A person changed it after Codex: both are joined. */
    | { readonly kind: "merge"; readonly text: string }
    /** It cannot be brought back without losing what a person did, so it stays. */
    | { readonly kind: "conflict"; readonly why: string }
    /** The old content is not kept any more. */
    | { readonly kind: "lost" }
    | { readonly kind: "same" };
  /** What names the content before the turn; null for "not there". */
  readonly beforeHash: string | null;
  /** An editor holds unsaved text of it. */
  readonly isUnsaved: boolean;
}

export interface RestorePlan {
  readonly files: readonly FileRestore[];
}

export interface PlanOptions {
  /** The turn to go back before, and all after it, oldest first. */
  readonly turns: readonly TurnRecord[];
  readonly blobs: Blobs;
  /** Unsaved texts of editors, by path. */
  readonly unsaved: ReadonlyMap<string, string>;
}

/** Goes back before the first turn: undoes what Codex left in each file, and keeps what a person did since. */
export async function planRestore({ turns, blobs, unsaved }: PlanOptions): Promise<RestorePlan> {
  const ends = new Map<string, { before: string | null; after: string | null }>();
  for (const { files } of turns)
    for (const [path, { before, after }] of Object.entries(files))
      ends.set(path, { before: ends.get(path)?.before ?? (ends.has(path) ? null : before), after });

  const files: FileRestore[] = [];
  for (const [path, { before, after }] of [...ends].toSorted(([left], [right]) =>
    left < right ? -1 : 1,
  )) {
    const target = before === null ? null : await blobs.get(before);
    const left = after === null ? null : await blobs.get(after);
    const typed = unsaved.get(path);
    const now = typed === undefined ? await readFile(path).catch(() => null) : Buffer.from(typed);
    const isUnsaved = typed !== undefined;
    const action: FileRestore["action"] =
      before !== null && target === null
        ? { kind: "lost" }
        : actionFor(now, left, target, after !== null && left === null);
    files.push({ path, now, action, beforeHash: before, isUnsaved });
  }
  return { files };
}

function actionFor(
  now: Uint8Array | null,
  left: Uint8Array | null,
  target: Uint8Array | null,
  isLeftLost: boolean,
): FileRestore["action"] {
  if (isSame(now, target)) return { kind: "same" };
  if (!isLeftLost && isSame(now, left))
    return target === null ? { kind: "delete" } : { kind: "write", content: target };
  if (now === null) return { kind: "conflict", why: "you deleted it since" };
  if (target === null) return { kind: "conflict", why: "you changed it since Codex made it" };
  if (left === null) return { kind: "conflict", why: "you made it anew since Codex deleted it" };
  const [base, ours, theirs] = [textOf(left), textOf(now), textOf(target)];
  if (base === null || ours === null || theirs === null)
    return { kind: "conflict", why: "you changed it since, and it is not text" };
  const merged = merge(base, ours, theirs);
  return merged.kind === "clean"
    ? { kind: "merge", text: merged.text }
    : { kind: "conflict", why: "you changed the same lines since" };
}

const isSame = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one === null || other === null ? one === other : Buffer.compare(one, other) === 0;

function textOf(content: Uint8Array): string | null {
  if (content.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null; // another encoding: bytes that must not be guessed at
  }
}
