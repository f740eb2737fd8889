import { choiceOf } from "../../model/ask/decision.ts";
import { isFileAsk, runningTurn, type FileAsk } from "../../model/select/thread.ts";
import type { Ask, ChangeOutcome } from "../../model/state.ts";
import type { AnswerResult } from "../asks/answers.ts";
import { nameOf } from "../places.ts";
import type { FileReview, OpenFileReview } from "./fileReview.ts";
import { finish, type Ending, type Finished, type NotWritten } from "./finish.ts";
import {
  createOpenReviews,
  type OpenReviews,
  type OpenReviewsOptions,
  type ReviewChange,
} from "./openReviews.ts";
import { takenBackReport, type ReportedComment } from "./report.ts";
import { staleness, type Stale } from "./staleness.ts";
import { markOf, tell, type Told } from "./telling.ts";
import type { Written } from "./write.ts";

/** Reviews file changes before they are written: by hunk, by file or as a whole. The one way to accept a change. */
export interface Reviews {
  /** The files of a waiting change with what was decided; undefined before they were read and after the answer. */
  files(key: string): readonly FileReview[] | undefined;
  /** The same, read when they are not yet; empty when no such change waits or the server has not said what it is. Never rejects. */
  load(key: string): Promise<readonly FileReview[]>;
  /** Takes a hunk, refuses it, or lets it wait again. False when no such hunk waits, or an answer is on its way. */
  decide(key: string, place: HunkPlace, decision: HunkDecision): boolean;
  /** Takes or refuses a file as a whole. False when no such file waits, or an answer is on its way. */
  decideFile(key: string, file: number, isTaken: boolean): boolean;
  /** Replaces the text that is to land in a file, for one that may be taken in parts. False as `decide`. */
  edit(key: string, file: number, text: string): boolean;
  /** Whether something was decided about every hunk of every file; false for a change with a file that has none. */
  isDecided(key: string): boolean;
  /** Keeps what the person remarks on a change, instead of what was kept before. It goes to Codex with the answer. */
  comment(key: string, comments: readonly ReviewComment[]): void;
  /**
   * Takes the change as it is shown: all of it, or what was not refused, with what was edited. `choiceId` names another
   * yes that the ask offers. When a file is not what was shown any more nothing is sent, and the review begins anew with
   * what stands there: the next call decides about that. Nothing is sent either when what was taken cannot be written.
   */
  accept(key: string, choiceId?: string): Promise<AcceptResult>;
  /** Refuses the change as a whole, `choiceId` by another no that the ask offers; comments go to Codex first. */
  decline(key: string, choiceId?: string): Promise<DeclineResult>;
  /** Whether this process wrote parts of the change of an item, or of any, and can take them back. */
  canUndo(itemId?: string): boolean;
  /**
   * Takes back what was written of the change of an item, the last one unless named, where nothing changed since. Codex is
   * told while its turn runs.
   */
  undo(itemId?: string): Promise<UndoResult>;
  /** Calls back after reviews appeared, changed or went, whoever did it. */
  onChange(listener: (change: ReviewChange) => void): { dispose(): void };
}

export interface HunkPlace {
  readonly file: number;
  readonly hunk: number;
}
export type HunkDecision = "accept" | "reject" | "reset";

/** A remark on a line of a file of the change; `line` counts from 1 in the proposed text. */
export interface ReviewComment {
  readonly file: number;
  readonly line: number;
  readonly text: string;
}

/** What was done besides the answer. */
interface Done {
  /** What Folio itself wrote; null where it wrote nothing. It stands also when the answer came too late. */
  readonly written: ChangeOutcome | null;
  /** Whether Codex heard what was decided; null where there was nothing to tell. */
  readonly told: Told | null;
}

export type DeclineResult =
  | ({ readonly ok: true } & Done)
  | ({ readonly ok: false; readonly reason: "alreadyAnswered" | "notOffered" } & Done);

export type AcceptResult =
  | DeclineResult
  | Stale
  /** Nothing was written, and Codex still waits. */
  | { readonly ok: false; readonly reason: "notWritten"; readonly why: NotWritten }
  /** The choice is for a whole change that Codex writes. `isOurs`: Folio writes this one itself; else a part was refused or edited. */
  | { readonly ok: false; readonly reason: "wholeOnly"; readonly isOurs: boolean };

export type UndoResult =
  | { readonly ok: true; readonly outcome: ChangeOutcome; readonly told: Told | null }
  /** This process wrote nothing that it can take back. */
  | { readonly ok: false; readonly reason: "nothingWritten" };

/** What the rest of the engine asks of the reviews. */
export interface OwnReviews extends Reviews {
  /** Answers a file change with one of its choices, by `accept` or `decline`. */
  choose(key: string, choiceId: string): Promise<AnswerResult>;
  /** Whether a rule may answer for an ask: of a change, that the server would write what was read when it came. Never rejects. */
  mayBeWritten(ask: Ask): Promise<boolean>;
}

export interface ReviewsOptions extends OpenReviewsOptions, Ending {}

export function createReviews(options: ReviewsOptions): OwnReviews {
  const open = createOpenReviews(options);
  const comments = new Map<string, readonly ReviewComment[]>();
  const receipts = createReceipts(options);
  options.scope.add(open.onChange(({ kind, key }) => kind === "over" && comments.delete(key)));

  const end = async (ask: FileAsk, files: readonly FileReview[], choiceId: string) => {
    const { key } = ask;
    const names = open.files(key) ?? [];
    open.setFinishing(key, true);
    let isSent = false;
    try {
      const said = (comments.get(key) ?? []).map(each => reported(each, names));
      const result = await finish({ ...options, ask, files, comments: said, choiceId });
      isSent = result.ok;
      if ("written" in result && result.written)
        receipts.keep({ written: result.written, ask, files });
      return withOutcome(result);
    } finally {
      if (!isSent) open.setFinishing(key, false);
    }
  };
  /** The ask of a change that can be answered. */
  const answerable = (key: string): FileAsk | null => {
    const ask = options.store.state.asks.filter(isFileAsk).find(each => each.key === key);
    return ask && !open.isFinishing(key) ? ask : null;
  };

  const reviews: OwnReviews = {
    files: open.files,
    load: open.load,
    ...createDeciding(open),
    comment: (key, remarks) => void (open.findAsk(key) && comments.set(key, remarks)),
    async accept(key, choiceId = "accept") {
      await open.load(key);
      const now = await open.read(key);
      const ask = answerable(key);
      if (!ask) return late;
      const kind = choiceOf(ask, choiceId)?.kind;
      if (kind !== "accept" && kind !== "wider") return notOffered;
      const shown = open.files(key) ?? [];
      const stale = staleness(shown, now);
      if (stale && now.length > 0) open.beginAnew(key, now);
      return stale ?? end(ask, shown, choiceId);
    },
    async decline(key, choiceId = "decline") {
      const ask = answerable(key);
      if (!ask) return late;
      const result = await end(ask, [], choiceId);
      // Without files nothing is written, so that nothing can be in the way of it.
      return "told" in result ? result : late;
    },
    canUndo: receipts.has,
    undo: receipts.undo,
    onChange: open.onChange,
    async choose(key, choiceId) {
      const ask = answerable(key);
      if (!ask) return { ok: false, reason: "alreadyAnswered" };
      const choice = choiceOf(ask, choiceId);
      if (!choice) return { ok: false, reason: "notOffered" };
      const grants = choice.kind === "accept" || choice.kind === "wider";
      const result = await (grants
        ? reviews.accept(key, choiceId)
        : reviews.decline(key, choiceId));
      return result.ok ? { ok: true } : { ok: false, reason: result.reason };
    },
    async mayBeWritten(ask) {
      if (!isFileAsk(ask)) return true;
      const shown = await open.load(ask.key);
      const now = await open.read(ask.key);
      return staleness(shown, now) === null && now.every(({ proposal }) => !proposal.isOurs);
    },
  };
  return reviews;
}

const nothing: Done = { written: null, told: null };
const late = { ok: false, reason: "alreadyAnswered", ...nothing } as const;
const notOffered = { ok: false, reason: "notOffered", ...nothing } as const;

const withOutcome = (result: Finished): AcceptResult =>
  "written" in result ? { ...result, written: result.written?.outcome ?? null } : result;

const reported = (
  { file, line, text }: ReviewComment,
  files: readonly FileReview[],
): ReportedComment => {
  const proposal = files[file]?.proposal;
  return { path: proposal?.moveName ?? proposal?.name ?? "", line, text };
};

/** What a person decides about the files of a change, as long as it waits. */
function createDeciding(
  open: OpenReviews,
): Pick<Reviews, "decide" | "decideFile" | "edit" | "isDecided"> {
  const change = (key: string, index: number, act: (file: OpenFileReview) => boolean): boolean => {
    const file = open.files(key)?.[index];
    if (!file || open.isFinishing(key) || !act(file)) return false;
    open.decided(key, index);
    return true;
  };
  return {
    decide: (key, { file, hunk }, decision) =>
      change(key, file, review => {
        if (!review.proposal.hunks[hunk]) return false;
        if (decision === "reset") review.reset(hunk);
        else review.decide(hunk, decision === "accept");
        return true;
      }),
    decideFile: (key, file, isTaken) =>
      change(key, file, review => {
        review.decideAll(isTaken);
        return true;
      }),
    edit: (key, file, text) =>
      change(key, file, review => {
        if (!review.proposal.isEditable) return false;
        review.setText(text);
        return true;
      }),
    isDecided: key =>
      open.files(key)?.every(({ proposal, found, isDecided }) => {
        const { hunks } = found();
        return (
          proposal.hunks.length > 0 &&
          hunks.every(({ state }, at) => isDecided(at) || state === "refused")
        );
      }) ?? false,
  };
}

/** What a review wrote, and what is needed to take it back and to tell of it. */
interface Receipt {
  readonly written: Written;
  readonly ask: FileAsk;
  readonly files: readonly FileReview[];
}

const keptReceipts = 20;

/** What this process wrote and can take back, by item, oldest first. */
function createReceipts({ store, say, roots }: Pick<ReviewsOptions, "store" | "say" | "roots">) {
  const receipts = new Map<string, Receipt>();
  const last = () => [...receipts.keys()].at(-1) ?? "";
  return {
    keep(receipt: Receipt): void {
      if (receipt.ask.itemId !== null) receipts.set(receipt.ask.itemId, receipt);
      for (const old of [...receipts.keys()].slice(0, -keptReceipts)) receipts.delete(old);
    },
    has: (itemId: string = last()): boolean => receipts.has(itemId),
    async undo(itemId: string = last()): Promise<UndoResult> {
      const receipt = receipts.get(itemId);
      if (!receipt) return { ok: false, reason: "nothingWritten" };
      receipts.delete(itemId);
      const { written, ask, files } = receipt;
      const outcome = await written.undo();
      if (!runningTurn(store.state.threads[ask.threadId ?? ""]))
        return { ok: true, outcome, told: null };
      const folders = roots();
      const told = await tell(say, {
        threadId: ask.threadId,
        text: takenBackReport(outcome, path => nameOf(path, folders)),
        mark: markOf(files, "undone", 0),
      });
      return { ok: true, outcome, told };
    },
  };
}
