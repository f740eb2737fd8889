import type { ComponentChild } from "preact";
import { lineCounts, relativePath } from "../../src/model/text/format.ts";
import { fileOutcomeText } from "../../src/model/text/outcome.ts";
import { listText } from "../../src/model/text/speak.ts";
import { visible } from "../../src/model/text/visible.ts";
import type { FileOutcome } from "../../src/model/state.ts";
import type { FileUpdateChange } from "../../src/protocol/types.gen.ts";
import { say } from "../say.ts";
import { LineCounts } from "./LineCounts.tsx";

export interface FileListProps {
  readonly changes: readonly FileUpdateChange[];
  /** Paths below it are shown relative to it. */
  readonly cwd: string;
  /** How a file's name is drawn; plain text unless given. */
  readonly drawName?: (name: string, path: string) => ComponentChild;
  /** What became of each file, where Folio wrote the change itself. */
  readonly outcomes?: readonly FileOutcome[];
}

/** The files of one change: name, kind of change, added and removed lines. */
export function FileList({ changes, cwd, drawName, outcomes }: FileListProps) {
  return (
    <ul class="files">
      {changes.map(({ path, kind, diff }, at) => {
        const name = visible(relativePath(path, cwd));
        const outcome = outcomes?.[at];
        const facts = [fateOf(kind, cwd), outcome ? visible(fileOutcomeText(outcome)) : ""];
        return (
          <li key={`${at} ${path}`}>
            {drawName ? drawName(name, path) : <span class="file-name">{name}</span>}
            <span class="file-kind">{listText(facts)}</span>
            <LineCounts {...lineCounts(kind.type, diff)} />
          </li>
        );
      })}
    </ul>
  );
}

function fateOf(kind: FileUpdateChange["kind"], cwd: string): string {
  if (kind.type === "add") return say("file.new");
  if (kind.type === "delete") return say("file.deleted");
  return kind.move_path
    ? say("file.movesTo", { place: visible(relativePath(kind.move_path, cwd)) })
    : "";
}
