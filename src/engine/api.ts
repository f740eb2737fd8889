/**
 * What the engine offers its faces (editor, gateway, tests). They import this file and nothing else of the engine.
 * Everything here may be called from any face at any time; what makes no sense then is refused with a reason.
 */
import type { Reason } from "../model/text/reason.ts";
import type { Ask } from "../model/state.ts";
import type { Suggestion } from "./judge/judge.ts";
import type { ReadPolicy } from "./judge/rules.ts";
import type { Verdict } from "../model/state.ts";
import type { Account } from "./account.ts";
import type { Asks } from "./asks/asks.ts";
import type { Audit } from "./asks/audit.ts";
import type { Effects } from "./effects.ts";
import type { Feed } from "./feed/log.ts";
import type { Checkpoints } from "./checkpoints/checkpoints.ts";
import type { Reviews } from "./review/reviews.ts";
import type { StateView } from "./store.ts";
import type { Threads } from "./threads/threads.ts";

export interface Engine {
  /** The state, and the events that change it. */
  readonly store: StateView;
  /** What follows from changes of the state. */
  readonly effects: Effects;
  /** What happened in each thread, to be followed from any point that is not too long ago. */
  readonly feed: Feed;
  /** Starts, opens, talks to and stops threads. */
  readonly threads: Threads;
  /** Answers what the server asks. */
  readonly asks: Asks;
  /** Reviews file changes, accepts them, and writes what was taken of them. */
  readonly reviews: Reviews;
  /** Asks the policy, which by itself only ever answers with what the person's rules say. */
  readonly policy: Policies;
  /** What turns changed on disk, and the way back. */
  readonly checkpoints: Checkpoints;
  /** The person's account with OpenAI. */
  readonly account: Account;
  /** What was decided, by whom and why. */
  readonly audit: Pick<Audit, "read">;
  /** What belongs to no thread. */
  readonly notices: Notices;
  readonly server: Server;
  /**
   * Says that a face shows a thread: it is opened again after the server had to be restarted, and followed while another
   * process holds it, and its turns stay in the state. Those of a thread that nobody watches, and in which nothing happens,
   * leave it after a minute or two. Counted: every call needs its own dispose, and a second dispose does nothing.
   */
  watch(threadId: string): { dispose(): void };
  /**
   * Ends everything, the server too: open asks die with it, unanswered. Resolves when the process is gone; nothing starts
   * afterwards. Never rejects.
   */
  dispose(): Promise<void>;
}

export interface Policies {
  /** The verdict on a bash command in the first workspace folder, as if the server asked for it now. Never rejects. */
  test(line: string): Promise<Verdict>;
  /** Rules that would allow an ask, narrowest first; none where nothing narrow would. */
  suggest(ask: Ask): Promise<readonly Suggestion[]>;
  /** What is in force of the rules that are written, and which of them cannot be used. */
  rules(): Promise<ReadPolicy>;
  /** Judges what waits for a person once more: trust, rules or settings changed. */
  judgeAgain(): void;
}

export interface Notices {
  /** Tells the person something that belongs to no thread; a repeat is dropped. */
  warn(what: Reason): void;
  /** Hides a notice that the person has read, by its `noticeId`. */
  dismiss(id: string): void;
}

export interface Server {
  /** Starts the server if it does not run. Resolves when it is ready; rejects with what the person should know. */
  start(): Promise<void>;
  /** Ends the server however it is, and starts it anew. Rejects as `start`. */
  restart(): Promise<void>;
}

export type { Account } from "./account.ts";
export type { AnswerResult } from "./asks/answers.ts";
export type { Asks } from "./asks/asks.ts";
export type { AuditRecord } from "./asks/audit.ts";
export type { ApplyResult, Left } from "./checkpoints/apply.ts";
export type { Checkpoints } from "./checkpoints/checkpoints.ts";
export { folderMark } from "./checkpoints/mark.ts";
export type { FileRestore, RestorePlan } from "./checkpoints/plan.ts";
export { configFile } from "./codexHome.ts";
export { readJson, writeJson } from "./disk/jsonFile.ts";
export type { Tell } from "./disk/putAside.ts";
export { createQueue } from "./disk/queue.ts";
export { within } from "./disk/within.ts";
export { removeHalves } from "./disk/writeWhole.ts";
export type { AsksChange, Effects, TurnsChange } from "./effects.ts";
export { FolioError, isFolioError, type Failure, type FailureReason } from "./errors.ts";
export { coalesce } from "./feed/coalesce.ts";
export type { Feed, LogEntry, Logged, Position, Since } from "./feed/log.ts";
export { project, shownEvent } from "./feed/view.ts";
export type { WrittenPolicy } from "./judge/rules.ts";
export { isReallyWithin } from "./judge/world.ts";
export { report, type Log } from "./log.ts";
export type { EngineOptions } from "./options.ts";
export { workspacePath } from "./places.ts";
export { factOf } from "./review/fileFact.ts";
export type { FileReview } from "./review/fileReview.ts";
export type { Files } from "./review/files.ts";
export type { NotWritten } from "./review/finish.ts";
export type { FoundHunk } from "./review/found.ts";
export { hunksBetween, splitLines } from "./review/hunks.ts";
export type { ReviewChange } from "./review/openReviews.ts";
export type { ProposedFile } from "./review/propose.ts";
export type {
  AcceptResult,
  DeclineResult,
  HunkDecision,
  HunkPlace,
  ReviewComment,
  Reviews,
  UndoResult,
} from "./review/reviews.ts";
export { withUnsaved } from "./review/standing.ts";
export type { Told } from "./review/telling.ts";
export { createScope, type Scope } from "./scope.ts";
export type { Change, StateView } from "./store.ts";
export type { Clamped } from "./threads/clamp.ts";
export type { RunOptions } from "./threads/terms.ts";
export type { ThreadDefaults, Threads } from "./threads/threads.ts";
export type { Said, SayOptions } from "./threads/turns.ts";
