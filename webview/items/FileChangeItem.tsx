import type { FileOutcome, ItemPhase } from "../../src/model/state.ts";
import { relativePath } from "../../src/model/text/format.ts";
import { isWritten } from "../../src/model/select/outcome.ts";
import { outcomeText } from "../../src/model/text/outcome.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { say, sayKnown } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { FileList } from "./FileList.tsx";
import type { ItemProps } from "./props.ts";

/** The files of one change with their added and removed lines. */
export function FileChangeItem({ item, phase, cwd, outcome }: ItemProps<"fileChange">) {
  const count = item.changes.length;
  // A moved file is at its new path once the change is written.
  const movedTo = new Map(
    item.changes.flatMap(({ path, kind }, at) =>
      isThere(item.status, outcome?.files[at]) && kind.type === "update" && kind.move_path
        ? [[path, kind.move_path]]
        : [],
    ),
  );
  const isBad = outcome
    ? outcome.files.some(({ result }) => result === "failed")
    : item.status === "failed" || item.status === "declined";
  const title =
    count === 1
      ? say("change.to", { file: relativePath(item.changes[0]?.path ?? "", cwd) })
      : say("change.toFiles", { count });
  return (
    <Card
      icon={isBad ? "error" : "diff"}
      tone={phase === "open" ? "busy" : isBad ? "bad" : "plain"}
      title={visible(title)}
      aside={outcome ? outcomeText(outcome) : wordsFor(item.status, phase)}
      label={visible(title)}
    >
      <FileList
        changes={item.changes}
        cwd={cwd}
        {...(outcome ? { outcomes: outcome.files } : {})}
        drawName={(name, path) => (
          <button
            type="button"
            class="link file-name"
            onClick={() => void call("openFile", { path: movedTo.get(path) ?? path })}
          >
            {name}
          </button>
        )}
      />
      {outcome?.canUndo === true && (
        <p class="card-actions">
          <button
            type="button"
            class="link"
            title={say("change.undo")}
            onClick={() => void call("undoReview", { itemId: item.id })}
          >
            {say("undo")}
          </button>
        </p>
      )}
    </Card>
  );
}

/** The server's status, for a change that Folio did not write itself. */
function wordsFor(status: ItemProps<"fileChange">["item"]["status"], phase: ItemPhase): string {
  if (phase === "unfinished") return say("change.interrupted");
  return status === "inProgress" ? "" : sayKnown(`change.${status}`, status);
}

const isThere = (status: string, outcome: FileOutcome | undefined): boolean =>
  outcome ? isWritten(outcome) : status === "completed";
