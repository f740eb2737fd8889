import type { FileStep } from "../disk/steps.ts";
import type { TransactionOptions, TransactionResult, Transactions } from "../disk/transaction.ts";
import { readStanding, type Standing } from "./standing.ts";

/** How a review reads files, and writes what was taken of a change. */
export interface Files {
  /** What stands at an absolute path for a person: text that an editor holds and has not saved is part of it. Never rejects. */
  read(path: string): Promise<Standing>;
  /**
   * Does all steps as one transaction: nothing is overwritten that is not as expected at the last moment, and no text that
   * an editor has not saved. Mode, byte order mark, encoding and line ends are those of the bytes that are wanted. Fails
   * only when a path is named twice; whatever else happens is told in the result.
   */
  apply(steps: readonly FileStep[], options: TransactionOptions): Promise<TransactionResult>;
}

/** Files where no editor is: the disk is all there is. */
export const diskFiles = (transactions: Pick<Transactions, "run">): Files => ({
  read: readStanding,
  apply: (steps, options) => transactions.run(steps, options),
});
