import type { FileFact } from "../../model/state.ts";
import type { ProposedFile } from "./propose.ts";

const fates = {
  add: "new",
  overwrite: "overwritten",
  delete: "deleted",
  update: "changed",
  move: "moved",
} as const satisfies Record<ProposedFile["kind"], FileFact["fate"]>;

/** What every face tells of a file that is to be changed. */
export const factOf = ({ name, moveName, kind, warnings }: ProposedFile): FileFact => ({
  path: name,
  fate: fates[kind],
  movesTo: moveName,
  warnings,
});
