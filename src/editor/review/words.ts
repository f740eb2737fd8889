import { workspace } from "vscode";
import type { AcceptResult, NotWritten, Told, UndoResult } from "../../engine/api.ts";
import type { ChangeOutcome } from "../../model/state.ts";
import { isWritten } from "../../model/select/outcome.ts";
import { outcomeText } from "../../model/text/outcome.ts";
import { said } from "../../model/text/say.ts";
import { describeFailure } from "../failure.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";

type Notices = Pick<Prompts, "info" | "warn">;

/** Tells the person the result of an answer to a change, as far as other asks have no such result. */
export function tellAnswer(prompts: Notices, result: AcceptResult): void {
  if ("told" in result) {
    tellDeafness(prompts, result.told);
    if (result.written) tellWritten(prompts, result.written);
    return;
  }
  switch (result.reason) {
    case "broken":
      return void prompts.warn(
        say.notice("change.broken", { why: result.refusals.map(said).join(" ") }),
      );
    case "changedSinceShown":
      return void prompts.warn(
        say.notice("change.changedSince", { files: result.names.join(", ") }),
      );
    case "notWritten":
      return tellNotWritten(prompts, result.why);
    case "wholeOnly":
      return void prompts.warn(
        say.notice(result.isOurs ? "change.sessionIsCodex" : "change.sessionIsWhole"),
      );
  }
}

function tellNotWritten(prompts: Notices, why: NotWritten): void {
  if (why.kind === "inParts")
    return void prompts.warn(say.notice("change.inParts", { file: why.name }));
  void prompts.warn(
    why.cause === null
      ? say.notice("change.notWrittenUnknown")
      : say.notice("change.notWritten", { why: why.cause }),
  );
}

/** Tells what a review wrote. The notification has no buttons: Undo is on the card in the chat. */
function tellWritten(prompts: Notices, change: ChangeOutcome): void {
  const text = outcomeText(change);
  const outcome = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  const failures = change.files.flatMap(({ result, path, why }) =>
    result === "failed" ? [`${workspace.asRelativePath(path)}: ${why ? said(why) : ""}`] : [],
  );
  if (failures.length > 0)
    void prompts.warn(say.notice("change.partlyWritten", { outcome, files: failures.join("; ") }));
  else void prompts.info(say.notice("change.written", { outcome }));
}

/** Warns when Codex could not be told what was decided. */
function tellDeafness(prompts: Notices, told: Told | null): void {
  if (told === null || told.kind === "heard") return;
  void prompts.warn(
    told.kind === "turnOver"
      ? say.notice("change.notTold.turnOver")
      : say.notice("change.notTold", { why: describeFailure(told.error) }),
  );
}

/** Tells the result of undoing what a review wrote. */
export function tellUndone(prompts: Notices, result: UndoResult): void {
  if (!result.ok) return void prompts.info(say.notice("change.nothingToUndo"));
  const names = (list: ChangeOutcome["files"]) =>
    list.map(({ path, movedTo }) => workspace.asRelativePath(movedTo ?? path)).join(", ");
  const back = result.outcome.files.filter(file => file.result === "undone");
  const left = result.outcome.files.filter(isWritten);
  const first =
    back.length > 0
      ? say.text("change.undone", { files: names(back) })
      : say.text("change.nothingUndone");
  const second = left.length > 0 ? say.text("change.notUndone", { files: names(left) }) : null;
  void prompts.info(
    second === null
      ? say.notice("verbatim", { text: first })
      : say.notice("sentences.two", { first, second }),
  );
  tellDeafness(prompts, result.told);
}
