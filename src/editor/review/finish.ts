import { workspace } from "vscode";
import type { AnswerResult, Engine } from "../../engine/api.ts";
import type { Written } from "../../engine/review/write.ts";
import type { FileAsk } from "../../model/select/thread.ts";
import { notice } from "../../model/text/sinks.ts";
import type { ChangeOutcome } from "../../model/state.ts";
import type { Prompts } from "../prompts.ts";
import { accountOf, type Comment, type FileAccount } from "./report.ts";
import { decidedOf } from "./audited.ts";
import { decided } from "./decided.ts";
import type { FileReview } from "./fileReview.ts";
import { splitLines } from "../../engine/review/hunks.ts";
import { markOf, tell } from "./tell.ts";

export type FinishResult =
  | AnswerResult
  | {
      readonly ok: false;
      readonly reason: "changedSinceShown" | "broken" | "notWritten" | "wholeOnly";
    };

export interface Finishing {
  readonly engine: Engine;
  readonly prompts: Prompts;
  readonly ask: FileAsk;
  /** Empty when the change is refused as a whole. */
  readonly files: readonly FileReview[];
  readonly comments: readonly Comment[];
  readonly choiceId: string;
  /** Something was written that can be taken back. */
  onWritten(written: Written): void;
}

/**
 * Ends a review. All as proposed: Codex writes it. Nothing: it is declined. Anything between: what was taken is written
 * here, Codex is told exactly what while its request is still open, and then it is declined: the very next model request
 * carries both. (Answering `accept` after editing the files would make the server's patch fail.) Whenever something was
 * written the request is answered.
 */
export async function finish(finishing: Finishing): Promise<FinishResult> {
  const { engine, ask, files, choiceId } = finishing;
  const states = files.map(file => file.state());
  // Where the server may end with something else than what is shown, Folio writes.
  const isOurs = files.some(({ proposal }) => proposal.isOurs);
  const isWhole = !isOurs && states.length > 0 && states.every(state => state === "taken");
  const isNothing = states.every(state => state === "refused");
  if (isWhole) await tellComments(finishing, "accepted", choiceId);
  if (isWhole) return engine.asks.choose(ask.key, choiceId, decidedOf(files));
  const refusal = choiceId === "cancel" ? "cancel" : "decline";
  if (isNothing) await tellComments(finishing, "declined", refusal);
  if (isNothing) return engine.asks.choose(ask.key, refusal);
  return finishMixed(finishing);
}

async function finishMixed(finishing: Finishing): Promise<FinishResult> {
  const { engine, prompts, ask, files, comments, choiceId } = finishing;
  if (choiceId !== "accept") {
    void prompts.warn(
      files.some(({ proposal }) => proposal.isOurs)
        ? notice`Accept for Session is for what Codex writes. Folio writes this change itself: use Accept.`
        : notice`Accept for Session is for a whole change. You rejected or edited a part of this one: use Accept.`,
    );
    return { ok: false, reason: "wholeOnly" };
  }
  const inParts = files.find(
    ({ proposal, state }) =>
      !proposal.isEditable && proposal.kind !== "delete" && state() !== "refused",
  );
  if (inParts) {
    const name = workspace.asRelativePath(inParts.proposal.uri);
    void prompts.warn(
      notice`Nothing was written: ${name} can only be taken with the whole change. Accept all of it, or refuse this file.`,
    );
    return { ok: false, reason: "notWritten" };
  }
  const written = await engine.reviews.write(placeOf(ask), files.map(decided));
  if (!written.isAny) {
    void prompts.warn(
      notice`Nothing was written, and Codex still waits: ${written.why ?? "no reason is known"}.`,
    );
    return { ok: false, reason: "notWritten" };
  }
  const told = files.map((file, at) => accountOfFile(file, written.outcome, at));
  await tell(engine, prompts, {
    threadId: ask.threadId,
    text: accountOf(told, comments, "mixed"),
    mark: markOf(files, "mixed", comments.length),
  });
  finishing.onWritten(written);
  return engine.asks.choose(ask.key, "decline", decidedOf(files));
}

/** Who stops the turn has nothing more to say to it. */
async function tellComments(
  { engine, prompts, ask, files, comments }: Finishing,
  outcome: "accepted" | "declined",
  choice: string,
): Promise<void> {
  if (comments.length === 0 || choice === "cancel") return;
  await tell(engine, prompts, {
    threadId: ask.threadId,
    text: accountOf([], comments, outcome),
    mark: markOf(files, outcome, comments.length),
  });
}

const placeOf = ({ threadId, turnId, itemId }: FileAsk) => ({
  threadId: threadId ?? "",
  turnId: turnId ?? "",
  itemId: itemId ?? "",
});

function accountOfFile(file: FileReview, { files }: ChangeOutcome, at: number): FileAccount {
  const { proposal } = file;
  const found = file.found();
  const lines = splitLines(file.text());
  const outcome = files[at];
  return {
    path: workspace.asRelativePath(proposal.uri),
    kind: proposal.kind,
    movedTo: proposal.movedTo && workspace.asRelativePath(proposal.movedTo),
    decision: file.state(),
    failure: outcome?.result === "failed" ? (outcome.why ?? "it could not be written") : null,
    hunks: proposal.hunks.flatMap((proposed, index) => {
      const there = found.hunks[index];
      return there ? [{ proposed, found: there }] : [];
    }),
    edits: found.edits.map(range => ({ range, lines: lines.slice(range.start, range.end) })),
  };
}
