import { workspace } from "vscode";
import type { FileFact } from "../../model/state.ts";
import type { FileProposal } from "./proposal.ts";

const fates = {
  add: "new",
  overwrite: "overwritten",
  delete: "deleted",
  update: "changed",
  move: "moved",
} as const satisfies Record<FileProposal["kind"], FileFact["fate"]>;

/** What every face tells of a file that is to be changed. */
export const factOf = ({ uri, kind, movedTo, warnings }: FileProposal): FileFact => ({
  path: workspace.asRelativePath(uri),
  fate: fates[kind],
  movesTo: movedTo && workspace.asRelativePath(movedTo),
  warnings,
});
