import type { FileAsk } from "../../model/select/thread.ts";
import type { ChangeOutcome } from "../../model/state.ts";
import type { Reason } from "../../model/text/reason.ts";
import { inEnglish } from "../../model/text/say.ts";
import type { DirectResult } from "../asks/answers.ts";
import type { AnswerDetail } from "../asks/auditSubject.ts";
import type { Threads } from "../threads/threads.ts";
import { decidedOf } from "./audited.ts";
import { decided } from "./decided.ts";
import type { FileReview } from "./fileReview.ts";
import { splitLines } from "./hunks.ts";
import { pause } from "./texts.ts";
import { reportOf, type FileReport, type ReportedComment } from "./report.ts";
import { markOf, tell, type Told } from "./telling.ts";
import type { WriteReview, Written } from "./write.ts";

/** What a review needs to end. */
export interface Ending {
  readonly write: WriteReview;
  readonly say: Threads["say"];
  /** Sends the answer to the server, for whoever comes first. */
  answer(key: string, choiceId: string, decided?: AnswerDetail["decided"]): DirectResult;
}

export interface Finishing extends Ending {
  readonly ask: FileAsk;
  /** Empty when the change is refused as a whole. */
  readonly files: readonly FileReview[];
  readonly comments: readonly ReportedComment[];
  readonly choiceId: string;
}

/** What was done for an answer besides sending it. */
interface Done {
  /** What Folio itself wrote; null where it wrote nothing. */
  readonly written: Written | null;
  /** Whether Codex was told; null where there was nothing to tell. */
  readonly told: Told | null;
}

/** Why what was taken was not written, so that nothing was sent. */
export type NotWritten =
  /** This file can only be taken with the whole change. */
  | { readonly kind: "inParts"; readonly name: string }
  | { readonly kind: "failed"; readonly cause: Reason | null };

export type Finished =
  | (DirectResult & Done)
  | { readonly ok: false; readonly reason: "notWritten"; readonly why: NotWritten }
  /** A choice that grants more than this once is for what the server writes. `isOurs`: Folio has to write this change. */
  | { readonly ok: false; readonly reason: "wholeOnly"; readonly isOurs: boolean };

/**
 * Ends a review. All as proposed: Codex writes it. Nothing: it is declined. Anything between: what was taken is written
 * here, Codex is told exactly what while its request is still open, and then it is declined: the very next model request
 * carries both. (Answering `accept` after editing the files would make the server's patch fail.) Whenever something was
 * written the request is answered.
 */
export async function finish(finishing: Finishing): Promise<Finished> {
  const { ask, files, choiceId, answer } = finishing;
  await findAll(files);
  const states = files.map(file => file.state());
  // Where the server may end with something else than what is shown, Folio writes.
  const isOurs = files.some(({ proposal }) => proposal.isOurs);
  const isWhole = !isOurs && states.length > 0 && states.every(state => state === "taken");
  if (isWhole) {
    const told = await tellComments(finishing, "accepted", choiceId);
    return { ...answer(ask.key, choiceId, decidedOf(files)), written: null, told };
  }
  if (states.every(state => state === "refused")) {
    const refusal = choiceId === "cancel" ? "cancel" : "decline";
    const told = await tellComments(finishing, "declined", refusal);
    return { ...answer(ask.key, refusal), written: null, told };
  }
  return finishInParts(finishing, isOurs);
}

const longestTurnMs = 8;

/** Finds what became of the hunks, which each file then remembers: of 500 files at once that would hold everybody up. */
async function findAll(files: readonly FileReview[]): Promise<void> {
  let began = performance.now();
  for (const file of files) {
    file.found();
    if (performance.now() - began < longestTurnMs) continue;
    await pause();
    began = performance.now();
  }
}

async function finishInParts(finishing: Finishing, isOurs: boolean): Promise<Finished> {
  const { write, say, answer, ask, files, comments, choiceId } = finishing;
  if (choiceId !== "accept") return { ok: false, reason: "wholeOnly", isOurs };
  const indivisible = files.find(
    ({ proposal, state }) =>
      !proposal.isEditable && proposal.kind !== "delete" && state() !== "refused",
  );
  if (indivisible) return notWritten({ kind: "inParts", name: indivisible.proposal.name });
  const { threadId, turnId, itemId } = ask;
  const place = { threadId: threadId ?? "", turnId: turnId ?? "", itemId: itemId ?? "" };
  const written = await write(place, files.map(decided));
  if (!written.isAny) return notWritten({ kind: "failed", cause: written.why });
  const told = await tell(say, {
    threadId,
    text: reportOf(
      files.map((file, at) => fileReport(file, written.outcome, at)),
      comments,
      "mixed",
    ),
    mark: markOf(files, "mixed", comments.length),
  });
  return { ...answer(ask.key, "decline", decidedOf(files)), written, told };
}

const notWritten = (why: NotWritten): Finished => ({ ok: false, reason: "notWritten", why });

/** Who stops the turn has nothing more to say to it. */
async function tellComments(
  { say, ask, files, comments }: Finishing,
  outcome: "accepted" | "declined",
  choice: string,
): Promise<Told | null> {
  if (comments.length === 0 || choice === "cancel") return null;
  return tell(say, {
    threadId: ask.threadId,
    text: reportOf([], comments, outcome),
    mark: markOf(files, outcome, comments.length),
  });
}

function fileReport(file: FileReview, { files }: ChangeOutcome, at: number): FileReport {
  const { proposal } = file;
  const found = file.found();
  const lines = splitLines(file.text());
  const outcome = files[at];
  return {
    path: proposal.name,
    kind: proposal.kind,
    movedTo: proposal.moveName,
    decision: file.state(),
    failure: outcome?.result === "failed" ? failureOf(outcome.why) : null,
    hunks: proposal.hunks.flatMap((proposed, index) => {
      const there = found.hunks[index];
      return there ? [{ proposed, found: there }] : [];
    }),
    edits: found.edits.map(range => ({ range, lines: lines.slice(range.start, range.end) })),
  };
}

/** For Codex, in English. */
const failureOf = (why: Reason | null): string =>
  // oxlint-disable-next-line folio/wordless -- The model reads it.
  why ? inEnglish(why) : "it could not be written";
