import type { Reason } from "../model/text/reason.ts";
import { join } from "node:path";
import { createCheckpoints, type Checkpoints } from "./checkpoints/checkpoints.ts";
import { recovered } from "./disk/recovered.ts";
import { createTransactions } from "./disk/transaction.ts";
import { begunIn } from "./leftovers.ts";
import { report, type Log } from "./log.ts";
import { diskFiles, type Files } from "./review/files.ts";
import type { WriteReview } from "./review/write.ts";
import { createWriting } from "./review/writing.ts";
import type { Scope } from "./scope.ts";
import type { Store } from "./store.ts";

export interface FileWorkOptions {
  readonly store: Store;
  readonly log: Log;
  readonly scope: Scope;
  /** A folder of ours. */
  readonly storage: string;
  roots(): readonly string[];
  isTrusted(): boolean;
  excluded(): readonly string[];
  isUnsaved(path: string): boolean;
  /** The files of the workspace as a face has them, over the disk; the disk alone where no face says so. */
  files?(disk: Files): Files;
  patience(looking: Promise<void>): Promise<void>;
  /** Tells the person in a sentence. */
  warn(what: Reason): void;
}

/** What Folio does to the files of the workspace, and knows of them. */
export interface FileWork {
  readonly checkpoints: Checkpoints;
  /** How reviews read and write. */
  readonly files: Files;
  /** Writes what a person takes of a change. */
  readonly write: WriteReview;
  /** Ends what a killed window left half done, and looks through the folders for the first time. */
  lookThrough(): Promise<void>;
}

const againMs = 3000;

export function createFileWork(options: FileWorkOptions): FileWork {
  const { log, scope, storage, roots, isTrusted, warn } = options;
  const begun = begunIn(storage);
  const transactions = createTransactions(begun.transactions, roots, log);
  const folder = join(storage, "checkpoints");
  const checkpoints = createCheckpoints({ ...options, transactions, folder });
  const disk = diskFiles(transactions);
  const files = options.files?.(disk) ?? disk;
  const writing = createWriting({ ...options, files, folder: begun.reviews });
  let isMended = false;
  /** Recovers as soon as the folder is trusted. It tries again while the window before a reload still lives. */
  const mend = async (): Promise<void> => {
    if (isMended || !isTrusted() || scope.signal.aborted) return;
    isMended = true;
    const { files: found, othersRun } = await transactions.recover();
    const told = recovered(found);
    if (told) warn(told);
    await writing.recover();
    if (!othersRun) return;
    isMended = false;
    scope.after(againMs, () => report(log, "Ending what another window was writing", mend()));
  };
  report(log, "Ending what a killed window was writing", mend());
  return {
    checkpoints,
    files,
    write: writing.write,
    async lookThrough() {
      await mend();
      await checkpoints.recover();
      await checkpoints.warmUp();
    },
  };
}
