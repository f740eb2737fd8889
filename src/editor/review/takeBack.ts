import { workspace } from "vscode";
import type { Engine } from "../../engine/api.ts";
import type { Written } from "../../engine/review/write.ts";
import { runningTurn, type FileAsk } from "../../model/select/thread.ts";
import type { ChangeOutcome } from "../../model/state.ts";
import { isWritten, outcomeText } from "../../model/text/outcome.ts";
import { notice } from "../../model/text/sinks.ts";
import type { Prompts } from "../prompts.ts";
import type { FileReview } from "./fileReview.ts";
import { markOf, tell } from "./tell.ts";

/** What a review wrote, and what is needed to take it back and to tell of it. */
export interface Receipt {
  readonly written: Written;
  readonly ask: FileAsk;
  readonly files: readonly FileReview[];
}

/** Says what a review wrote. It goes by itself: what can be done about it stands in the chat. */
export function tellWritten(prompts: Prompts, { outcome }: Written): void {
  const text = outcomeText(outcome);
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  const failures = outcome.files.flatMap(({ result, path, why }) =>
    result === "failed" ? [`${workspace.asRelativePath(path)}: ${why ?? ""}`] : [],
  );
  if (failures.length > 0)
    void prompts.warn(notice`${sentence} Not written: ${failures.join("; ")}`);
  else void prompts.info(notice`${sentence} Undo is on its card in the chat.`);
}

/** Takes back what was written, where nothing changed since; tells the person, and Codex while its turn runs. */
export async function takeBack(
  engine: Engine,
  prompts: Prompts,
  { written, ask: { threadId }, files }: Receipt,
): Promise<void> {
  const outcome = await written.undo();
  void prompts.info(notice`${takenBackText(outcome, "You")}`);
  if (!runningTurn(engine.store.state.threads[threadId ?? ""])) return;
  await tell(engine, prompts, {
    threadId,
    text: takenBackText(outcome, "I"),
    mark: markOf(files, "undone", 0),
  });
}

/** What was taken back, as the person is told, and as they tell Codex. */
function takenBackText({ files }: ChangeOutcome, who: "You" | "I"): string {
  const names = (list: ChangeOutcome["files"]) =>
    list.map(({ path, movedTo }) => workspace.asRelativePath(movedTo ?? path)).join(", ");
  const back = files.filter(({ result }) => result === "undone");
  const left = files.filter(isWritten);
  return [
    back.length > 0
      ? `${who} took back what was written: ${names(back)} as before the review.`
      : "Nothing was taken back.",
    left.length > 0 ? `These stay as they are, because they changed since: ${names(left)}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
