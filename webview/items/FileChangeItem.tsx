import { lineCounts, relativePath } from "../../src/model/text/format.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { Card } from "../ui/Card.tsx";
import { LineCounts } from "./LineCounts.tsx";
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
      <ul class="files">
        {item.changes.map(({ path, kind, diff }) => {
          const target = kind.type === "update" && kind.move_path ? kind.move_path : path;
          return (
            <li key={path}>
              <button
                type="button"
                class="link-button file-name"
                onClick={() => void call("openFile", { path: target })}
              >
                {visible(relativePath(target, cwd))}
              </button>
              <span class="file-kind">
                {kind.type === "update"
                  ? kind.move_path
                    ? "moved"
                    : ""
                  : kind.type === "add"
                    ? "new"
                    : "deleted"}
              </span>
              <LineCounts {...lineCounts(kind.type, diff)} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
