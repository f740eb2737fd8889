import type { ChangeOutcome, FileOutcome } from "../../model/state.ts";
import { reason, verbatim, type Reason } from "../../model/text/reason.ts";
import { isWritten } from "../../model/select/outcome.ts";
import type { FileStep, Outcome } from "../disk/steps.ts";
import type { TransactionResult } from "../disk/transaction.ts";
import type { Log } from "../log.ts";
import type { Files } from "./files.ts";
import { areAt, isTouched, judgeByDisk, placesOf, type Place } from "./onDisk.ts";
import type { Notes } from "./notes.ts";
import type { ChangePlace, Outcomes } from "./outcomes.ts";
import { inOrder, prepare, type DecidedFile, type Steps } from "./prepare.ts";

export interface Written {
  readonly outcome: ChangeOutcome;
  /** Something stands on disk that the review wrote, so the change must be answered with that. */
  readonly isAny: boolean;
  /** Why all was left as it was; null when something was written, or when nobody knows. */
  readonly why: Reason | null;
  /** Takes all of it back where nothing changed since; gives what became of the change then. */
  undo(): Promise<ChangeOutcome>;
}

/** Writes what a person took of a change: all of it or nothing. Tells what became of each file; never rejects. */
export type WriteReview = (place: ChangePlace, files: readonly DecidedFile[]) => Promise<Written>;

export interface WriterOptions {
  readonly files: Files;
  readonly notes: Pick<Notes, "begin">;
  readonly outcomes: Pick<Outcomes, "record">;
  readonly log: Log;
}

export function createWriteReview({ files, notes, outcomes, log }: WriterOptions): WriteReview {
  return async (place, decided) => {
    const meant: ChangeOutcome = {
      files: decided.map(({ path, movedTo, result }) => ({ path, movedTo, result, why: null })),
      canUndo: true,
    };
    const nothing = (why: Reason | null): Written => {
      const outcome = allFailed(meant, why);
      return { outcome, isAny: false, why, undo: () => Promise.resolve(outcome) };
    };
    let end = () => Promise.resolve();
    try {
      const steps = await prepare(decided);
      if ("id" in steps) return nothing(steps);
      const places = placesOf(steps);
      end = await notes.begin({ place, meant, places });
      const result = await carryOut(files, inOrder(steps.flat()));
      const isWhole =
        result.isDone && result.outcomes.every(({ outcome }) => outcome.kind === "done");
      const why = stopOf(result) ?? result.problem;
      if (!isWhole)
        log("warn", `What was taken of a change was not written whole: ${JSON.stringify(why)}`);
      const outcome = isWhole
        ? meant
        : await judgeByDisk(meant, places, at => stopOf(result, places[at]) ?? why);
      if (!isWhole && !(await isTouched(places))) return nothing(why);
      await outcomes.record(place, outcome);
      return {
        outcome,
        isAny: true,
        why: null,
        undo: () => takeBack({ files, outcomes }, { place, outcome, steps }),
      };
    } catch (error) {
      return nothing(describe(error));
    } finally {
      await end();
    }
  };
}

/** A failure that is not foreseen is one more reason, never the end: what stands on disk is looked at all the same. */
async function carryOut(
  files: Pick<Files, "apply">,
  steps: readonly FileStep[],
): Promise<TransactionResult & { readonly problem: Reason | null }> {
  try {
    return { ...(await files.apply(steps, { ifChanged: "takeBack" })), problem: null };
  } catch (error) {
    return { isDone: false, outcomes: [], undo: [], problem: describe(error) };
  }
}

const describe = (error: unknown): Reason =>
  verbatim(error instanceof Error ? error.message : String(error));

interface Receipt {
  readonly place: ChangePlace;
  readonly outcome: ChangeOutcome;
  readonly steps: Steps;
}

/** A file goes back only as a whole: of a move both places must be as they were left, without unsaved text. */
async function takeBack(
  { files, outcomes }: Pick<WriterOptions, "files" | "outcomes">,
  { place, outcome, steps }: Receipt,
): Promise<ChangeOutcome> {
  const places = placesOf(steps);
  const canGo = async (ofFile: readonly Place[]) =>
    (await areAt(ofFile, "after")) &&
    !(await Promise.all(ofFile.map(({ path }) => files.read(path)))).some(now => now.isUnsaved);
  const isWanted = await Promise.all(
    outcome.files.map(async (file, at) => isWritten(file) && (await canGo(places[at] ?? []))),
  );
  // What several changes are about goes back only with all of them.
  const stays = new Set(steps.filter((_ofFile, at) => !isWanted[at]).flat());
  const back = [...new Set(steps.flat())]
    .filter(step => !stays.has(step))
    .map(step => ({ ...step, expected: step.wanted, wanted: step.expected }));
  const result = await files.apply(inOrder(back), { ifChanged: "leave" });
  const judged = outcome.files.map(async (file, at): Promise<FileOutcome> => {
    if (!isWritten(file)) return file;
    if (isWanted[at] && (await areAt(places[at] ?? [], "before")))
      return { ...file, result: "undone", why: null };
    return { ...file, why: isWanted[at] ? stopOf(result) : reason("unwritten.changedLater") };
  });
  const next = { files: await Promise.all(judged), canUndo: false };
  await outcomes.record(place, next);
  return next;
}

const allFailed = ({ files }: ChangeOutcome, why: Reason | null): ChangeOutcome => ({
  canUndo: false,
  files: files.map(file => (isWritten(file) ? { ...file, result: "failed", why } : file)),
});

/** Why a transaction, or its part at some places, did not work: of the first file that stopped it. Null where none did. */
function stopOf(
  { outcomes }: TransactionResult,
  places: readonly { readonly path: string }[] | undefined = outcomes,
): Reason | null {
  const stop = outcomes.find(
    ({ path, outcome: { kind } }) =>
      kind !== "done" && kind !== "takenBack" && places.some(place => place.path === path),
  );
  return stop ? whyOf(stop.path.split(/[/\\]/).at(-1) ?? "", stop.outcome) : null;
}

function whyOf(name: string, outcome: Outcome): Reason | null {
  switch (outcome.kind) {
    case "done":
    case "takenBack":
      return null;
    case "changed":
      return outcome.copy === undefined
        ? reason("unwritten.changed", { name })
        : reason("unwritten.changedCopy", { name, copy: outcome.copy });
    case "refused":
      return reason(
        outcome.why === "special" ? "unwritten.becameSpecial" : `unwritten.${outcome.why}`,
        { name },
      );
    case "failed":
      return reason("unwritten.failed", { name, why: systemReasons[outcome.code] ?? outcome.code });
  }
}

const systemReasons: Readonly<Record<string, Reason>> = {
  ENOSPC: reason("unwritten.diskFull"),
  EDQUOT: reason("unwritten.quota"),
  EACCES: reason("unwritten.noPermission"),
  EPERM: reason("unwritten.noPermission"),
  EROFS: reason("unwritten.readOnlyDisk"),
};
