import { relativePath } from "../../src/model/text/format.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { Card } from "../ui/Card.tsx";
import { FileList } from "./FileList.tsx";
import type { ItemProps } from "./ItemView.tsx";

const words = {
  inProgress: "",
  completed: "written",
  failed: "failed",
  declined: "declined, nothing written",
} as const;

/** The files of one change with their added and removed lines. */
export function FileChangeItem({ item, phase, cwd }: ItemProps<"fileChange">) {
  const count = item.changes.length;
  // Once it is written, a moved file is to be found where it went.
  const movedTo = new Map(
    item.changes.flatMap(({ path, kind }) =>
      item.status === "completed" && kind.type === "update" && kind.move_path
        ? [[path, kind.move_path]]
        : [],
    ),
  );
  const isBad = item.status === "failed" || item.status === "declined";
  const title =
    count === 1
      ? `Change to ${relativePath(item.changes[0]?.path ?? "", cwd)}`
      : `Changes to ${count} files`;
  return (
    <Card
      icon={isBad ? "error" : "diff"}
      tone={phase === "open" ? "running" : isBad ? "error" : "plain"}
      title={visible(title)}
      aside={
        phase === "unfinished"
          ? "interrupted, nothing written"
          : (words[item.status] ?? item.status)
      }
      label={visible(title)}
    >
      <FileList
        changes={item.changes}
        cwd={cwd}
        drawName={(name, path) => (
          <button
            type="button"
            class="link-button file-name"
            onClick={() => void call("openFile", { path: movedTo.get(path) ?? path })}
          >
            {name}
          </button>
        )}
      />
    </Card>
  );
}
