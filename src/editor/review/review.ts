import { workspace, type Disposable, type Uri } from "vscode";
import type { AnswerResult } from "../../engine/api.ts";
import type { FileAsk } from "../../model/select/thread.ts";
import { notice } from "../../model/text/sinks.ts";
import { createDesk, type DeskOptions, type ReviewedFile } from "./desk.ts";
import type { FileReview } from "./fileReview.ts";
import { finish, type FinishResult } from "./finish.ts";
import { takeBack, tellWritten, type Receipt } from "./takeBack.ts";

export interface Review extends Disposable {
  /** The files of a waiting change under review; undefined before they were read and after the answer. */
  files(askKey: string): readonly FileReview[] | undefined;
  /** The file that a side of a diff shows, and where it stands among those of its change. */
  fileOf(uri: Uri): ReviewedFile | undefined;
  /** The ask whose diff is the active editor. */
  active(): string | undefined;
  open(askKey: string): Promise<void>;
  /**
   * Takes the change as it is shown: all of it, or what was not rejected. When a file is not what the diff shows any
   * more, says so, shows the new diff and sends nothing: the next call decides about that.
   */
  accept(askKey: string, choiceId: string): Promise<FinishResult>;
  /** Refuses the change; the person's comments go to Codex first. */
  decline(askKey: string, choiceId: string): Promise<AnswerResult>;
  /** Decides about one hunk; after the last one the review is over and the answer goes out. */
  decideHunk(askKey: string, place: HunkPlace, decision: HunkDecision): Promise<void>;
  /** Takes or refuses one hunk; the review goes on until it is ended by name. */
  markHunk(askKey: string, place: HunkPlace, isTaken: boolean): Promise<void>;
  /** Takes back what a partial acceptance of this window wrote, the last one unless named, and says what became of it. */
  undo(itemId?: string): Promise<void>;
  /** Takes or refuses a file of several; the review goes on. */
  decideFile(askKey: string, file: number, isTaken: boolean): Promise<void>;
  /** Called after reviews appeared, changed or went. */
  onChange(listener: () => void): Disposable;
  /** Called after a diff was opened. */
  onShow(listener: () => void): Disposable;
}

export interface HunkPlace {
  readonly file: number;
  readonly hunk: number;
}
export type HunkDecision = "accept" | "reject" | "reset";

const keptReceipts = 20;

/** Reviews file changes before they are written: by hunk, by file or as a whole. */
export function createReview(options: DeskOptions): Review {
  const { engine, prompts, comments } = options;
  const desk = createDesk(options);
  /** What this window wrote and can take back, by item, oldest first. */
  const receipts = new Map<string, Receipt>();

  const end = async (
    ask: FileAsk,
    files: readonly FileReview[],
    choiceId: string,
  ): Promise<FinishResult> => {
    const { key } = ask;
    desk.setFinishing(key, true);
    let isAnswered = false;
    try {
      const result = await finish({
        engine,
        prompts,
        ask,
        files,
        comments: comments.of(key),
        choiceId,
        onWritten(written) {
          if (ask.itemId !== null) receipts.set(ask.itemId, { written, ask, files });
          for (const old of [...receipts.keys()].slice(0, -keptReceipts)) receipts.delete(old);
          tellWritten(prompts, written);
        },
      });
      isAnswered = result.ok;
      return result;
    } finally {
      if (!isAnswered) desk.setFinishing(key, false);
    }
  };
  /** Changes what was decided about a file of a change that still waits, and shows it; false when none waits. */
  const change = async (
    key: string,
    index: number,
    act: (review: FileReview) => void,
  ): Promise<boolean> => {
    const file = desk.files(key)?.[index];
    if (!file || !desk.findAsk(key) || desk.isFinishing(key)) return false;
    act(file);
    await desk.showDecision(key, file);
    return true;
  };
  const finishIfDecided = async (key: string) => {
    const isOver = desk.files(key)?.every(({ proposal, found, isDecided }) => {
      const { hunks } = found();
      return (
        proposal.hunks.length > 0 &&
        hunks.every(({ state }, at) => isDecided(at) || state === "refused")
      );
    });
    if (isOver) await review.accept(key, "accept");
  };

  const review: Review = {
    files: desk.files,
    fileOf: desk.fileOf,
    active: desk.active,
    open: key => desk.show(key, false),
    async accept(key, choiceId) {
      const shown = await desk.load(key);
      const now = await desk.read(key);
      const ask = desk.findAsk(key);
      if (!ask || desk.isFinishing(key)) return { ok: false, reason: "alreadyAnswered" };
      const problem = staleness(shown, now);
      if (problem !== null) {
        await desk.showAgain(key, now);
        void prompts.warn(notice`${problem.message}`);
        return { ok: false, reason: problem.reason };
      }
      return end(ask, shown, choiceId);
    },
    async decline(key, choiceId) {
      const ask = desk.findAsk(key);
      if (!ask || desk.isFinishing(key)) return { ok: false, reason: "alreadyAnswered" };
      const result = await end(ask, [], choiceId);
      return result.ok ? result : { ok: false, reason: "alreadyAnswered" };
    },
    async decideHunk(key, { file, hunk }, decision) {
      const isDecision = decision !== "reset";
      const isDone = await change(key, file, review =>
        isDecision ? review.decide(hunk, decision === "accept") : review.reset(hunk),
      );
      if (isDone && isDecision) await finishIfDecided(key);
    },
    async undo(itemId = [...receipts.keys()].at(-1)) {
      const receipt = receipts.get(itemId ?? "");
      if (!receipt)
        return void prompts.info(
          notice`This window wrote nothing that it can take back. Restore… below a turn brings files back.`,
        );
      receipts.delete(itemId ?? "");
      await takeBack(engine, prompts, receipt);
    },
    async markHunk(key, { file, hunk }, isTaken) {
      await change(key, file, review => review.decide(hunk, isTaken));
    },
    async decideFile(key, file, isTaken) {
      await change(key, file, review => review.decideAll(isTaken));
    },
    onChange: desk.onChange,
    onShow: desk.onShow,
    dispose: desk.dispose,
  };
  return review;
}

/** Why what is shown cannot be accepted: a file is not what it was when it was read (FAULTS F31). */
function staleness(
  shown: readonly FileReview[],
  now: readonly FileReview[],
): { readonly reason: "broken" | "changedSinceShown"; readonly message: string } | null {
  const broken = now.filter(({ proposal }) => proposal.isBroken);
  if (broken.length > 0)
    return {
      reason: "broken",
      message: `Nothing was written. ${[...new Set(broken.map(({ proposal }) => proposal.refusal))].join(" ")}`,
    };
  const stale = now.filter(
    ({ proposal }, at) => proposal.fingerprint !== shown[at]?.proposal.fingerprint,
  );
  return now.length > 0 && stale.length === 0
    ? null
    : {
        reason: "changedSinceShown",
        message: `${names(stale)} changed since this was shown: nothing was written. Look at the new diff, then accept again.`,
      };
}

const names = (files: readonly FileReview[]): string =>
  files.map(({ proposal }) => workspace.asRelativePath(proposal.uri)).join(", ");
