import type { Disposable, Event, Uri } from "vscode";
import type { AcceptResult, FileReview, HunkDecision, HunkPlace } from "../../engine/api.ts";
import { createShownReviews, type ReviewedFile, type ShownReviewsOptions } from "./shownReviews.ts";
import { tellAnswer, tellUndone } from "./words.ts";

/** The reviews of the engine in VS Code: it shows them, and says what became of them. */
export interface Review extends Disposable {
  /** The files of a waiting change under review; undefined before they were read and after the answer. */
  files(askKey: string): readonly FileReview[] | undefined;
  /** The file that a side of a diff shows, and where it stands among those of its change. */
  fileOf(uri: Uri): ReviewedFile | undefined;
  /** The ask whose diff is the active editor. */
  active(): string | undefined;
  open(askKey: string): Promise<void>;
  /** Takes the change as it is shown, or says why not and shows it as it is now. */
  accept(askKey: string, choiceId: string): Promise<AcceptResult>;
  /** Refuses the change; the person's comments go to Codex first. */
  decline(askKey: string, choiceId: string): Promise<AcceptResult>;
  /** Decides about one hunk; after the last one the review is over and the answer goes out. */
  decideHunk(askKey: string, place: HunkPlace, decision: HunkDecision): Promise<void>;
  /** Takes or refuses one hunk; the review goes on until it is ended by name. */
  markHunk(askKey: string, place: HunkPlace, isTaken: boolean): void;
  /** Takes back what a partial acceptance of this window wrote, the last one unless named, and says what became of it. */
  undo(itemId?: string): Promise<void>;
  /** Takes or refuses a file of several; the review goes on. */
  decideFile(askKey: string, file: number, isTaken: boolean): void;
  /** Called after reviews appeared, changed or went. */
  readonly onChange: Event<void>;
  /** Called after a diff was opened. */
  readonly onShow: Event<void>;
}

export function createReview(options: ShownReviewsOptions): Review {
  const { prompts, comments } = options;
  const { reviews } = options.engine;
  const shown = createShownReviews(options);
  const remarks = comments.onChange(key => reviews.comment(key, comments.of(key)));

  const accept = async (key: string, choiceId: string): Promise<AcceptResult> => {
    const result = await reviews.accept(key, choiceId);
    // What changed is said once the new diff is there.
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
