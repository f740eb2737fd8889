import { lstat, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isWithin } from "../../policy/paths.ts";
import { isReallyWithin } from "../facts.ts";
import type { FileRestore } from "./plan.ts";

/** A file as it was and as it is after a restore; null for "not there". */
export interface Restored {
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

export interface ApplyResult {
  readonly restored: readonly Restored[];
  /** Files that changed while this was decided, or that do not lie where they say: left alone. */
  readonly left: readonly string[];
}

/** Writes a plan byte for byte below the roots. What is not as the plan found it any more is left alone. */
export async function applyRestore(
  files: readonly FileRestore[],
  roots: readonly string[],
): Promise<ApplyResult> {
  const restored: Restored[] = [];
  const left: string[] = [];
  for (const { path, now, action, isUnsaved } of files) {
    if (isUnsaved || action.kind === "same" || action.kind === "lost" || action.kind === "conflict")
      continue;
    const after =
      action.kind === "delete"
        ? null
        : action.kind === "write"
          ? action.content
          : Buffer.from(action.text);
    if (await replace(path, now, after, roots)) restored.push({ path, before: now, after });
    else left.push(path);
  }
  return { restored, left };
}

/** Takes a restore back, for files that are still as it left them. */
export async function undoRestore(
  restored: readonly Restored[],
  roots: readonly string[],
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { path, before, after } of restored)
    if (!(await replace(path, after, before, roots))) left.push(path);
  return left;
}

async function replace(
  path: string,
  from: Uint8Array | null,
  to: Uint8Array | null,
  roots: readonly string[],
): Promise<boolean> {
  // A link in its place, or above it, would lead the write elsewhere.
  const entry = await lstat(path).catch(() => null);
  if (entry && !entry.isFile()) return false;
  const root = roots.find(folder => isWithin(path, folder));
  if (root === undefined || !(await isReallyWithin(path, root))) return false;
  const current = entry ? await readFile(path) : null;
  if (current === null || from === null ? current !== from : Buffer.compare(current, from) !== 0)
    return false;
  if (to === null) {
    await rm(path, { force: true });
    return true;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, to);
  return true;
}
