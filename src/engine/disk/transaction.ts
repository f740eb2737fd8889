import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Log } from "../log.ts";
import { createQueue } from "./queue.ts";
import { atOnce } from "./atOnce.ts";
import { attempt, sideBySide, type Attempt } from "./attempt.ts";
import { inspect, outcomeOf, type Work } from "./inspect.ts";
import { recoverAll, type Recovery } from "./recover.ts";
import type { FileState, FileStep, Outcome } from "./steps.ts";
import { beginJournal } from "./transactionJournal.ts";

export type { Recovered, Recovery } from "./recover.ts";
export type { FileState, FileStep, Outcome } from "./steps.ts";

export interface TransactionOptions {
  /**
   * What happens when a file is not as expected: it alone is left, or everything is taken back. What the system refuses,
   * as on a full disk, always takes everything back.
   */
  readonly ifChanged: "leave" | "takeBack";
}

export interface TransactionResult {
  /** Whether what could be done stands; false when everything is as it was before. */
  readonly isDone: boolean;
  /** In the order of the steps. */
  readonly outcomes: readonly FileOutcome[];
  /** What takes the whole back, as one transaction; empty when nothing was done. */
  readonly undo: readonly FileStep[];
}
export interface FileOutcome {
  readonly path: string;
  readonly outcome: Outcome;
}

/** Changes several files as one. */
export interface Transactions {
  /**
   * Carries the steps out, one transaction at a time. No half file is ever seen, no link followed, nothing overwritten
   * that is not as expected at the last moment, nor what another program writes at that very moment. Fails only when a
   * path is named twice; whatever else happens is told in the result.
   */
  run(steps: readonly FileStep[], options: TransactionOptions): Promise<TransactionResult>;
  /**
   * Ends what killed processes left half done, and tells what became of each file. What a process that lives is doing is
   * left alone.
   */
  recover(): Promise<Recovery>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** `folder` is one of ours and keeps the journals; files change only below `roots`. */
export function createTransactions(
  folder: string,
  roots: () => readonly string[],
  log: Log,
): Transactions {
  const queue = createQueue();
  const aside = join(folder, "kept");

  const run = async (
    steps: readonly FileStep[],
    { ifChanged }: TransactionOptions,
  ): Promise<TransactionResult> => {
    const id = randomBytes(6).toString("hex");
    const looked = await atOnce(steps, sideBySide, (step, index) =>
      inspect(step, index, roots(), id),
    );
    const outcomes = looked.map((found): Outcome =>
      found.kind === "ready" ? { kind: "takenBack" } : found.outcome,
    );
    const works = looked.flatMap(found => (found.kind === "ready" ? [found.work] : []));
    const isStopped = looked.some(
      found =>
        found.kind === "stopped" && (ifChanged === "takeBack" || found.outcome.kind === "failed"),
    );
    const tried =
      isStopped || works.length === 0 ? null : await begin({ id, works, ifChanged, folder, aside });
    for (const [at, { index }] of works.entries()) {
      const outcome = tried?.outcomes[at];
      if (outcome) outcomes[index] = outcome;
    }
    return {
      isDone: tried?.isDone ?? !isStopped,
      outcomes: steps.map(({ path }, at) => ({ path, outcome: outcomes[at] ?? { kind: "done" } })),
      undo: works.flatMap((work, at) =>
        tried?.isDone && tried.outcomes[at]?.kind === "done" ? [undoOf(work)] : [],
      ),
    };
  };

  return {
    run(steps, options) {
      if (new Set(steps.map(({ path }) => path)).size < steps.length)
        throw new Error("A transaction names a path twice");
      return queue.run(() => run(steps, options));
    },
    recover: () => queue.run(() => recoverAll(folder, aside, log)),
    idle: queue.idle,
  };
}

async function begin(options: {
  readonly id: string;
  readonly works: readonly Work[];
  readonly ifChanged: TransactionOptions["ifChanged"];
  readonly folder: string;
  readonly aside: string;
}): Promise<Attempt> {
  const { id, works, ifChanged, folder, aside } = options;
  try {
    const entries = works.map(({ entry }) => entry);
    const journal = beginJournal(folder, id, entries);
    const result = await attempt({ works, journal, ifChanged, aside });
    if (result.isLeft) journal.leave();
    else journal.forget();
    return result;
  } catch (error) {
    return { isDone: false, isLeft: false, outcomes: works.map(() => outcomeOf(error)) };
  }
}

/** The way back; the file that stood there gets its own mode again. */
function undoOf({ step: { path, expected, wanted }, found }: Work): FileStep {
  const before: FileState = expected.kind === "file" ? { ...expected, mode: found.mode } : expected;
  return { path, expected: wanted, wanted: before };
}
