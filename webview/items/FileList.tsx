import { useFold } from "../ui/useFold.ts";
import type { ComponentChild } from "preact";
import { baseName, lineCounts, relativePath } from "../../src/model/text/format.ts";
import { fileOutcomeText } from "../../src/model/text/outcome.ts";
import { compareNames, listText } from "../../src/model/text/speak.ts";
import { visible } from "../../src/model/text/visible.ts";
import type { FileOutcome } from "../../src/model/state.ts";
import type { FileUpdateChange } from "../../src/protocol/types.gen.ts";
import { say } from "../say.ts";
import { LineCounts } from "./LineCounts.tsx";

/** A longer list begins with the first six. */
const mostWhole = 8;
const firstShown = 6;

export interface FileListProps {
  readonly changes: readonly FileUpdateChange[];
  /** Paths below it are shown relative to it. */
  readonly cwd: string;
  /** How a file's name is drawn; plain text unless given. */
  readonly drawName?: (name: string, path: string) => ComponentChild;
  /** What became of each file, where Folio wrote the change itself. */
  readonly outcomes?: readonly FileOutcome[];
  /** A long list is cut unless all of it must be seen. */
  readonly isWhole?: boolean;
}

/** The files of one change, as a person sorts them: what is done to each, its name, its folder, its lines. */
export function FileList({ changes, cwd, drawName, outcomes, isWhole = false }: FileListProps) {
  const [showsAll, setShowsAll] = useFold("files", isWhole || changes.length <= mostWhole);
  const files = changes
    .map((change, at) => ({
      change,
      path: relativePath(change.path, cwd),
      outcome: outcomes?.[at],
    }))
    .toSorted((left, right) => compareNames(left.path, right.path));
  const shown = showsAll ? files : files.slice(0, firstShown);
  return (
    <>
      <ul class="files">
        {shown.map(({ change, path, outcome }, at) => (
          <FileRow
            key={`${at} ${path}`}
            change={change}
            path={path}
            cwd={cwd}
            facts={outcome ? visible(fileOutcomeText(outcome)) : ""}
            drawName={drawName}
          />
        ))}
      </ul>
      {!showsAll && (
        <button type="button" class="link target files-more" onClick={() => setShowsAll(true)}>
          {say("files.more", { count: files.length - firstShown })}
        </button>
      )}
    </>
  );
}

interface FileRowProps extends Pick<FileListProps, "cwd"> {
  readonly drawName: FileListProps["drawName"];
  readonly change: FileUpdateChange;
  readonly path: string;
  readonly facts: string;
}

function FileRow({ change: { path: full, kind, diff }, path, cwd, facts, drawName }: FileRowProps) {
  const name = visible(baseName(path));
  const folder = visible(path.slice(0, Math.max(0, path.length - baseName(path).length - 1)));
  const from = kind.type === "update" && kind.move_path ? kind.move_path : null;
  const about = [
    from ? say("file.movesTo", { place: visible(relativePath(from, cwd)) }) : "",
    facts,
  ];
  const letter = from ? "moved" : kind.type;
  return (
    <li class="row file" title={visible(path)}>
      <span class={`letter letter-${letter}`} role="img" aria-label={say(`file.is.${letter}`)}>
        {say(`file.letter.${letter}`)}
      </span>
      {drawName ? drawName(name, full) : <span class="file-name">{name}</span>}
      <span class="file-dir">{folder && <bdi>{folder}</bdi>}</span>
      {about.some(Boolean) && <span class="file-facts">{listText(about)}</span>}
      <LineCounts {...lineCounts(kind.type, diff)} />
    </li>
  );
}
