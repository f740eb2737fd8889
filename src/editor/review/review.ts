import type { Disposable, Event, Uri } from "vscode";
import type { AcceptResult, FileReview, HunkDecision, HunkPlace } from "../../engine/api.ts";
import { createShownReviews, type ReviewedFile, type ShownReviewsOptions } from "./shownReviews.ts";
import { tellAnswer, tellUndone } from "./words.ts";

/** The engine's reviews in VS Code: shows them and tells the person the results. */
export interface Review extends Disposable {
  /** The files of an open change; undefined before they were read and after the answer. */
  files(askKey: string): readonly FileReview[] | undefined;
  /** The file that a side of a diff shows, and its place in the change. */
  fileOf(uri: Uri): ReviewedFile | undefined;
  /** The ask whose diff is the active editor. */
  active(): string | undefined;
  open(askKey: string): Promise<void>;
  /** Accepts the change as it is shown. If that is not possible, tells the person why and shows the change as it is now. */
  accept(askKey: string, choiceId: string): Promise<AcceptResult>;
  /** Declines the change. The person's comments are sent to Codex first. */
  decline(askKey: string, choiceId: string): Promise<AcceptResult>;
  /** Decides one hunk. The answer is sent when every hunk is decided. */
  decideHunk(askKey: string, place: HunkPlace, decision: HunkDecision): Promise<void>;
  /** Accepts what is undecided in one file. The answer is sent when every hunk is decided. */
  acceptFile(askKey: string, file: number): Promise<void>;
  /** Accepts or rejects one hunk. The answer is not sent, even when all hunks are decided. */
  markHunk(askKey: string, place: HunkPlace, isTaken: boolean): void;
  /** Undoes what this window wrote for the change of an item, by default for the last one, and tells the person the result. */
  undo(itemId?: string): Promise<void>;
  /** Accepts or rejects one file of several. The answer is not sent. */
  decideFile(askKey: string, file: number, isTaken: boolean): void;
  /** Calls back after a review appeared, changed or ended. */
  readonly onChange: Event<void>;
  /** Calls back after a diff was opened. */
  readonly onShow: Event<void>;
}

export function createReview(options: ShownReviewsOptions): Review {
  const { prompts, comments } = options;
  const { reviews } = options.engine;
  const shown = createShownReviews(options);
  const remarks = comments.onChange(key => reviews.comment(key, comments.of(key)));

  const accept = async (key: string, choiceId: string): Promise<AcceptResult> => {
    const result = await reviews.accept(key, choiceId);
    // The message speaks of the new diff, so that is shown first.
    if (!result.ok) await shown.settled();
    tellAnswer(prompts, result);
    return result;
  };

  return {
    files: reviews.files,
    fileOf: shown.fileOf,
    active: shown.active,
    open: key => shown.show(key, false),
    accept,
    async decline(key, choiceId) {
      const result = await reviews.decline(key, choiceId);
      tellAnswer(prompts, result);
      return result;
    },
    async decideHunk(key, place, decision) {
      if (!reviews.decide(key, place, decision)) return;
      await shown.settled();
      if (decision !== "reset" && reviews.isDecided(key)) await accept(key, "accept");
    },
    async acceptFile(key, index) {
      const file = reviews.files(key)?.[index];
      if (!file) return;
      const { hunks } = file.found();
      // All at once is quick also for thousands, and would take what was rejected.
      if (hunks.every(({ state }) => state !== "refused")) reviews.decideFile(key, index, true);
      else for (const hunk of undecided(file)) reviews.decide(key, { file: index, hunk }, "accept");
      await shown.settled();
      if (reviews.isDecided(key)) await accept(key, "accept");
    },
    async undo(itemId) {
      tellUndone(prompts, await reviews.undo(itemId));
    },
    markHunk: (key, place, isTaken) =>
      void reviews.decide(key, place, isTaken ? "accept" : "reject"),
    decideFile: (key, file, isTaken) => void reviews.decideFile(key, file, isTaken),
    onChange: shown.onChange,
    onShow: shown.onShow,
    dispose() {
      remarks.dispose();
      shown.dispose();
    },
  };
}

/** The hunks of a file that wait for a decision. */
export const undecided = (file: Pick<FileReview, "found" | "isDecided">): readonly number[] =>
  file
    .found()
    .hunks.flatMap(({ state }, hunk) =>
      file.isDecided(hunk) || state === "refused" ? [] : [hunk],
    );
