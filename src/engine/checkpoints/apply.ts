import type { FileStep, Outcome, Transactions } from "../disk/transaction.ts";
import type { FileRestore } from "./plan.ts";
import type { FileRecord } from "./records.ts";

export interface ApplyResult {
  /** False when the system refused a file, and everything is as it was before. */
  readonly isDone: boolean;
  readonly restored: readonly string[];
  /** What stayed as it was, and why. */
  readonly left: readonly Left[];
  /** Takes the restore back. */
  readonly undo: readonly FileStep[];
  /** From what the turns left to what was before them, by path: a later restore begins there. */
  readonly went: Readonly<Record<string, FileRecord>>;
}
export interface Left {
  readonly path: string;
  readonly outcome: Exclude<Outcome, { kind: "done" }>;
}

/** Carries a plan out as one transaction. What is not as the plan found it any more is left alone. */
export async function applyRestore(
  files: readonly FileRestore[],
  transactions: Transactions,
): Promise<ApplyResult> {
  const result = await carryOut(files.flatMap(stepsOf), transactions);
  const done = new Set(result.restored);
  const went: Record<string, FileRecord> = {};
  for (const { path, action, before, after, isUnsaved } of result.isDone ? files : []) {
    const isInEditor = isUnsaved && (action.kind === "merge" || action.kind === "write");
    if (done.has(path) || action.kind === "same" || isInEditor)
      went[path] = { before: after, after: before };
  }
  return { ...result, went };
}

/** Takes a restore back, for files that are still as it left them. */
export async function undoRestore(
  restore: Pick<ApplyResult, "undo" | "went">,
  transactions: Transactions,
): Promise<ApplyResult> {
  const result = await carryOut(restore.undo, transactions);
  const stayed = new Set(result.left.map(({ path }) => path));
  const went = Object.fromEntries(
    Object.entries(restore.went)
      .filter(([path]) => result.isDone && !stayed.has(path))
      .map(([path, { before, after }]) => [path, { before: after, after: before }]),
  );
  return { ...result, went };
}

async function carryOut(
  steps: readonly FileStep[],
  transactions: Transactions,
): Promise<Omit<ApplyResult, "went">> {
  // Deeper folders go first, shallower ones come first.
  const sorted = steps.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const { isDone, outcomes, undo } = await transactions.run(sorted, { ifChanged: "leave" });
  const folders = new Set(steps.filter(isOfFolder).map(({ path }) => path));
  return {
    isDone,
    undo,
    restored: outcomes.flatMap(({ path, outcome }) => (outcome.kind === "done" ? [path] : [])),
    left: outcomes.flatMap(({ path, outcome }) =>
      outcome.kind === "done" || folders.has(path) ? [] : [{ path, outcome }],
    ),
  };
}

/** A folder that is not empty stays, and one that is there already need not be made. The person is told of neither. */
const isOfFolder = ({ expected, wanted }: FileStep): boolean =>
  expected.kind === "folder" || wanted.kind === "folder";

function stepsOf({ path, now, action, isUnsaved }: FileRestore): readonly FileStep[] {
  if (isUnsaved) return [];
  if (action.kind === "delete") return [{ path, expected: now, wanted: { kind: "missing" } }];
  if (action.kind === "write") return [{ path, expected: now, wanted: action.wanted }];
  if (action.kind !== "merge") return [];
  const { text, mode } = action;
  const wanted = { kind: "file", bytes: Buffer.from(text) } as const;
  return [{ path, expected: now, wanted: mode === undefined ? wanted : { ...wanted, mode } }];
}
