import { workspace } from "vscode";
import type { AnswerResult } from "../../engine/answers.ts";
import type { Engine } from "../../engine/engine.ts";
import { describeFailure } from "../../engine/failure.ts";
import type { FileAsk } from "../../model/select/thread.ts";
import type { Prompts } from "../prompts.ts";
import { accountOf, type Comment, type FileAccount } from "./account.ts";
import { decidedOf } from "./decided.ts";
import type { FileReview } from "./fileReview.ts";
import { splitLines } from "../../engine/hunks.ts";
import { writeTaken } from "./write.ts";

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
}

/**
 * Ends a review. All as proposed: Codex writes it. Nothing: it is declined. Anything between: what was taken is written
 * here, Codex is told exactly what while its request is still open, and then it is declined: the very next model request
 * carries both. (Answering `accept` after editing the files would make the server's patch fail.)
 */
export async function finish(finishing: Finishing): Promise<FinishResult> {
  const { engine, prompts, ask, files, comments, choiceId } = finishing;
  const states = files.map(file => file.state());
  const isWhole = states.length > 0 && states.every(state => state === "taken");
  const isNothing = states.every(state => state === "refused");
  if (isWhole || isNothing) {
    const choice = isWhole ? choiceId : refusalFor(choiceId);
    const outcome = isWhole ? "accepted" : "declined";
    // Who stops the turn has nothing more to say to it.
    if (comments.length > 0 && choice !== "cancel")
      await tell(finishing, accountOf([], comments, outcome));
    return engine.asks.choose(ask.key, choice, isWhole ? decidedOf(files) : null);
  }
  if (choiceId !== "accept") {
    void prompts.warn(
      "Accept for Session is for a whole change. You rejected or edited a part of this one: use Accept.",
    );
    return { ok: false, reason: "wholeOnly" };
  }
  const written = await writeTaken(files);
  if (!written.ok) {
    void prompts.warn(`Nothing was sent to Codex: ${written.reason}.`);
    return { ok: false, reason: "notWritten" };
  }
  const account = accountOf(files.map(accountOfFile), comments, "mixed");
  const reshaped = written.reshaped.map(uri => workspace.asRelativePath(uri));
  const note =
    reshaped.length > 0
      ? `\nSaving changed more in ${reshaped.join(", ")} (a formatter of the editor): read it again.`
      : "";
  await tell(finishing, account + note);
  return engine.asks.choose(ask.key, "decline", decidedOf(files));
}

const refusalFor = (choiceId: string): string => (choiceId === "cancel" ? "cancel" : "decline");

/** Says something to the turn that waits; when that fails the answer still goes out, and the person is told. */
async function tell({ engine, prompts, ask }: Finishing, text: string): Promise<void> {
  try {
    if (ask.threadId === null) return;
    await engine.threads.send(ask.threadId, [{ type: "text", text, text_elements: [] }]);
  } catch (error) {
    void prompts.warn(
      `Codex could not be told what you decided: ${describeFailure(error)} Tell it in the chat that the files on disk are as you want them.`,
    );
  }
}

function accountOfFile(file: FileReview): FileAccount {
  const { proposal } = file;
  const found = file.found();
  const lines = splitLines(file.text());
  return {
    path: workspace.asRelativePath(proposal.uri),
    kind: proposal.kind,
    movedTo: proposal.movedTo && workspace.asRelativePath(proposal.movedTo),
    decision: file.state(),
    hunks: proposal.hunks.flatMap((proposed, index) => {
      const there = found.hunks[index];
      return there ? [{ proposed, found: there }] : [];
    }),
    edits: found.edits.map(range => ({ range, lines: lines.slice(range.start, range.end) })),
  };
}
