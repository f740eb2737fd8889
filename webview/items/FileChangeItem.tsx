import type { ChangeOutcome, FileOutcome, ItemPhase } from "../../src/model/state.ts";
import { lineCounts, relativePath } from "../../src/model/text/format.ts";
import { isWritten } from "../../src/model/select/outcome.ts";
import { outcomeText } from "../../src/model/text/outcome.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { say, sayKnown } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { Row } from "../ui/Row.tsx";
import { FileList } from "./FileList.tsx";
import { LineCounts } from "./LineCounts.tsx";
import type { ItemProps } from "./props.ts";

/** The files of one change with their added and removed lines. */
export function FileChangeItem({ item, phase, cwd, outcome, isAsked }: ItemProps<"fileChange">) {
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
    : item.status === "failed";
  const title = visible(titleOf({ item, phase, cwd, outcome, isAsked }));
  if (isAsked)
    return (
      <Row
        icon="bell-dot"
        tone="needs"
        title={title}
        aside={<AllCounts changes={item.changes} />}
      />
    );
  return (
    <Card
      icon={
        isBad ? "error" : item.status === "declined" && !outcome ? "circle-slash" : "diff-multiple"
      }
      tone={isBad ? "bad" : phase === "open" ? "busy" : "plain"}
      title={title}
      aside={outcome ? null : wordsFor(item.status, phase)}
      isAsideMinor
      isFlush
      label={title}
      initiallyOpen={item.status !== "declined" || outcome !== undefined}
    >
      <FileList
        changes={item.changes}
        cwd={cwd}
        {...(outcome ? { outcomes: outcome.files } : {})}
        drawName={(name, path) => (
          <button
            type="button"
            class="link file-name target"
            onClick={() => void call("openFile", { path: movedTo.get(path) ?? path })}
          >
            {name}
          </button>
        )}
      />
      {outcome && <Outcome outcome={outcome} itemId={item.id} />}
    </Card>
  );
}

interface OutcomeProps {
  readonly outcome: ChangeOutcome;
  readonly itemId: string;
}

/** What became of the files, in words at every width, and the way back. */
const Outcome = ({ outcome, itemId }: OutcomeProps) => (
  <p class="card-actions">
    <span class="dim">{outcomeText(outcome)}</span>
    {outcome.canUndo && (
      <button
        type="button"
        class="link target"
        title={say("change.undo")}
        onClick={() => void call("undoReview", { itemId })}
      >
        {say("undo")}
      </button>
    )}
  </p>
);

/** What is done, was done or would be done to which files. */
function titleOf({
  item: { changes, status },
  phase,
  cwd,
  outcome,
  isAsked,
}: ItemProps<"fileChange">): string {
  const does = isAsked
    ? "wants"
    : status === "inProgress" && phase === "open"
      ? "changes"
      : outcome?.files.some(isWritten) || (status === "completed" && phase === "done")
        ? "changed"
        : "change";
  return changes.length === 1
    ? say(`change.${does}File`, { file: relativePath(changes[0]?.path ?? "", cwd) })
    : say(`change.${does}Files`, { count: changes.length });
}

/** The lines of all files together. */
const AllCounts = ({ changes }: Pick<ItemProps<"fileChange">["item"], "changes">) => {
  const counts = changes.map(({ kind, diff }) => lineCounts(kind.type, diff));
  return (
    <LineCounts
      added={counts.reduce((sum, { added }) => sum + added, 0)}
      removed={counts.reduce((sum, { removed }) => sum + removed, 0)}
    />
  );
};

/** The server's status, for a change that Folio did not write itself. */
function wordsFor(status: ItemProps<"fileChange">["item"]["status"], phase: ItemPhase): string {
  if (phase === "unfinished") return say("change.interrupted");
  return status === "inProgress" || status === "completed"
    ? ""
    : sayKnown(`change.${status}`, status);
}

const isThere = (status: string, outcome: FileOutcome | undefined): boolean =>
  outcome ? isWritten(outcome) : status === "completed";
