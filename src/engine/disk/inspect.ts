import { basename, dirname, resolve } from "node:path";
import { isWithin } from "../../policy/paths.ts";
import { codeOf } from "./codeOf.ts";
import { hashOf, isAs, lookAt, nothing, type Look, type Trace } from "./look.ts";
import { LinkError, openFolder } from "./openFolder.ts";
import { besideNames, type Entry, type FileState, type FileStep, type Outcome } from "./steps.ts";

/** A step that may be begun: what it found is what was expected. */
export interface Work {
  /** Of the step among all. */
  readonly index: number;
  readonly step: FileStep;
  readonly entry: Entry;
  readonly found: Look;
}

export type Inspected =
  | { readonly kind: "ready"; readonly work: Work }
  | { readonly kind: "stopped"; readonly outcome: Outcome };

/** Looks whether a step can be begun; changes nothing. */
export async function inspect(
  step: FileStep,
  index: number,
  roots: readonly string[],
  id: string,
): Promise<Inspected> {
  const root = rootOf(step.path, roots);
  if (root === null) return stopped({ kind: "refused", why: "outside" });
  const entry: Entry = {
    path: step.path,
    root,
    expected: traceOf(step.expected),
    wanted: traceOf(step.wanted),
    ...besideNames(id, index),
  };
  try {
    const folder = openFolder(root, dirname(step.path));
    if (!folder) return await compare({ index, step, entry, found: nothing });
    try {
      const target = folder.at(basename(step.path));
      return await compare({ index, step, entry, found: await lookAt(target) }, target);
    } finally {
      folder.close();
    }
  } catch (error) {
    return stopped(outcomeOf(error));
  }
}

async function compare(work: Work, target = work.step.path): Promise<Inspected> {
  const { found, entry } = work;
  if (found.kind === "other") return stopped({ kind: "refused", why: "special" });
  if (await isAs(target, found, entry.expected)) return { kind: "ready", work };
  return stopped(found.kind === "link" ? { kind: "refused", why: "link" } : { kind: "changed" });
}

const stopped = (outcome: Outcome): Inspected => ({ kind: "stopped", outcome });

export function outcomeOf(error: unknown): Outcome {
  if (error instanceof LinkError) return { kind: "refused", why: "link" };
  // A file stands where a folder was.
  if (codeOf(error) === "ENOTDIR") return { kind: "changed" };
  return { kind: "failed", code: codeOf(error) || String(error) };
}

/** The innermost root that a path lies in; null where it lies in none, or is written so that it may leave one. */
function rootOf(path: string, roots: readonly string[]): string | null {
  if (resolve(path) !== path) return null;
  const around = roots.filter(root => root !== path && isWithin(path, root));
  return around.toSorted((left, right) => right.length - left.length)[0] ?? null;
}

function traceOf(state: FileState): Trace {
  if (state.kind !== "file") return state;
  const { bytes, mode } = state;
  return {
    kind: "file",
    hash: hashOf(bytes),
    size: bytes.length,
    ...(mode === undefined ? {} : { mode }),
  };
}
