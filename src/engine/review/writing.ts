import { reason, type Reason } from "../../model/text/reason.ts";
import { join } from "node:path";
import { isWritten, outcomeOf } from "../../model/select/outcome.ts";
import { createEffects } from "../effects.ts";
import { report, type Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import { areAt, judgeByDisk, type Places } from "./onDisk.ts";
import type { Files } from "./files.ts";
import { createNotes } from "./notes.ts";
import { createOutcomes } from "./outcomes.ts";
import { createWriteReview, type WriteReview } from "./write.ts";

/** Writes what a person takes of changes, and keeps what became of them. */
export interface Writing {
  readonly write: WriteReview;
  /**
   * Tells what became of the changes that a killed window was writing. Call when their transactions were ended: each
   * file is as it was or as it was to be.
   */
  recover(): Promise<void>;
}

export interface WritingOptions {
  readonly store: Store;
  readonly log: Log;
  readonly scope: Scope;
  /** A folder of ours. */
  readonly folder: string;
  readonly files: Files;
  /** Tells the person in a sentence. */
  warn(what: Reason): void;
}

export function createWriting(options: WritingOptions): Writing {
  const { store, log, scope, folder, warn } = options;
  const notes = createNotes(join(folder, "begun"), log);
  const outcomes = createOutcomes(store, join(folder, "threads"), log);
  scope.add(
    createEffects(store).onTurnsLoaded(threadId =>
      report(log, "Looking up what became of changes", outcomes.load(threadId)),
    ),
  );

  return {
    write: createWriteReview({ ...options, notes, outcomes }),
    async recover() {
      for (const { note, forget } of await notes.left()) {
        const reasons = await Promise.all(note.places.map(reasonOf));
        const meant = { ...note.meant, canUndo: false };
        const outcome = await judgeByDisk(meant, note.places, at => reasons[at] ?? null);
        await outcomes.record(note.place, outcome);
        // What was taken back is told where the transaction was ended.
        if (outcome.files.some(isWritten))
          warn(reason("review.wroteLate", { outcome: outcomeOf(outcome) }));
        await forget();
      }
    },
  };
}

const reasonOf = async (ofFile: Places[number]): Promise<Reason> =>
  reason((await areAt(ofFile, "before")) ? "unwritten.closedBefore" : "unwritten.closedWhile");
