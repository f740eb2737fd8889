import { workspace } from "vscode";
import type { AcceptResult, NotWritten, Told, UndoResult } from "../../engine/api.ts";
import type { ChangeOutcome } from "../../model/state.ts";
import { isWritten, outcomeText } from "../../model/text/outcome.ts";
import { notice } from "../../model/text/sinks.ts";
import { describeFailure } from "../failure.ts";
import type { Prompts } from "../prompts.ts";

type Notices = Pick<Prompts, "info" | "warn">;

/** Says what became of an answer to a change, as far as that is particular to changes. */
export function tellAnswer(prompts: Notices, result: AcceptResult): void {
  if ("told" in result) {
    tellDeafness(prompts, result.told);
    if (result.written) tellWritten(prompts, result.written);
    return;
  }
  switch (result.reason) {
    case "broken":
      return void prompts.warn(notice`Nothing was written. ${result.refusals.join(" ")}`);
    case "changedSinceShown":
      return void prompts.warn(
        notice`${result.names.join(", ")} changed since this was shown: nothing was written. Look at the new diff, then accept again.`,
      );
    case "notWritten":
      return tellNotWritten(prompts, result.why);
    case "wholeOnly":
      return void prompts.warn(
        result.isOurs
          ? notice`Accept for Session is for what Codex writes. Folio writes this change itself: use Accept.`
          : notice`Accept for Session is for a whole change. You rejected or edited a part of this one: use Accept.`,
      );
  }
}

function tellNotWritten(prompts: Notices, why: NotWritten): void {
  void prompts.warn(
    why.kind === "inParts"
      ? notice`Nothing was written: ${why.name} can only be taken with the whole change. Accept all of it, or refuse this file.`
      : notice`Nothing was written, and Codex still waits: ${why.text ?? "no reason is known"}.`,
  );
}

/** Says what a review wrote. It goes by itself: what can be done about it stands in the chat. */
function tellWritten(prompts: Notices, outcome: ChangeOutcome): void {
  const text = outcomeText(outcome);
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  const failures = outcome.files.flatMap(({ result, path, why }) =>
    result === "failed" ? [`${workspace.asRelativePath(path)}: ${why ?? ""}`] : [],
  );
  if (failures.length > 0)
    void prompts.warn(notice`${sentence} Not written: ${failures.join("; ")}`);
  else void prompts.info(notice`${sentence} Undo is on its card in the chat.`);
}

/** Says that Codex could not be told what was decided, where that is so. */
function tellDeafness(prompts: Notices, told: Told | null): void {
  if (told === null || told.kind === "heard") return;
  const why = told.kind === "turnOver" ? "its turn is over." : describeFailure(told.error);
  void prompts.warn(
    notice`Codex could not be told what you decided: ${why} Tell it in the chat that the files on disk are as you want them.`,
  );
}

/** Says what became of taking back what a review wrote. */
export function tellUndone(prompts: Notices, result: UndoResult): void {
  if (!result.ok)
    return void prompts.info(
      notice`This window wrote nothing that it can take back. Restore… below a turn brings files back.`,
    );
  const names = (list: ChangeOutcome["files"]) =>
    list.map(({ path, movedTo }) => workspace.asRelativePath(movedTo ?? path)).join(", ");
  const back = result.outcome.files.filter(file => file.result === "undone");
  const left = result.outcome.files.filter(isWritten);
  const sentences = [
    back.length > 0
      ? `You took back what was written: ${names(back)} as before the review.`
      : "Nothing was taken back.",
    left.length > 0 ? `These stay as they are, because they changed since: ${names(left)}.` : "",
  ];
  void prompts.info(notice`${sentences.filter(Boolean).join(" ")}`);
  tellDeafness(prompts, result.told);
}
