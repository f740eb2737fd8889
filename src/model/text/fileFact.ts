import { say } from "./say.ts";
import { changesOf, factsOf } from "../select/thread.ts";
import type { Ask, FileFact, State } from "../state.ts";
import { relativePath } from "./format.ts";

/** The files of a change, as they were found on disk; until then as the server names them. */
export function filesOf(ask: Ask, state: State): readonly FileFact[] {
  const files = ask.files ?? state.asks.find(({ key }) => key === ask.key)?.files;
  if (files) return files;
  const folder = factsOf(state, ask.threadId)?.cwd ?? "";
  return (changesOf(state, ask) ?? []).map(({ path, kind }) => ({
    path: relativePath(path, folder),
    fate: fateOf(kind),
    movesTo: kind.type === "update" && kind.move_path ? relativePath(kind.move_path, folder) : null,
    warnings: [],
  }));
}

type Kind = NonNullable<ReturnType<typeof changesOf>>[number]["kind"];

const fateOf = (kind: Kind): FileFact["fate"] =>
  kind.type === "add"
    ? "new"
    : kind.type === "delete"
      ? "deleted"
      : kind.move_path
        ? "moved"
        : "changed";

/** What becomes of a file, in a word; empty for an ordinary change. */
export const fateWord = (fate: FileFact["fate"]): string =>
  fate === "changed" ? "" : say(`file.${fate}`);

/** What becomes of a file, in a word or two; empty for an ordinary change. */
export const fateText = ({ fate, movesTo }: FileFact): string =>
  movesTo === null ? fateWord(fate) : say("file.movesTo", { place: movesTo });

/** A file and what becomes of it: `src/a.ts (new)`, `src/a.ts → src/b.ts (moved)`. */
export function fileText(file: FileFact): string {
  if (file.movesTo !== null) return `${file.path} → ${file.movesTo} (${fateWord(file.fate)})`;
  const fate = fateText(file);
  return fate === "" ? file.path : `${file.path} (${fate})`;
}
