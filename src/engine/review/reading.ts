import type { FileAsk } from "../../model/select/thread.ts";
import type { FileUpdateChange } from "../../protocol/types.gen.ts";
import { changeWarnings } from "../judge/changeWarnings.ts";
import type { Problem } from "../../policy/problem.ts";
import { nameOf } from "../places.ts";
import { createFileReview, type OpenFileReview } from "./fileReview.ts";
import type { Files } from "./files.ts";
import { proposeFiles, type ProposeOptions } from "./propose.ts";

export interface ReadingOptions extends Pick<ProposeOptions, "inWords"> {
  readonly files: Pick<Files, "read">;
  /** Absolute paths of the workspace folders. */
  roots(): readonly string[];
  /** How a change to a path would get in somebody's way, to be said after the path; null when it would not. */
  conflict(ask: FileAsk, path: string): Problem;
}

/** Reads the files of a change as they are now, with nothing decided. Never rejects. */
export type ReadChange = (
  ask: FileAsk,
  changes: readonly FileUpdateChange[],
  options: ReadingOptions,
) => Promise<readonly OpenFileReview[]>;

export const readChange: ReadChange = async (ask, changes, { files, roots, conflict, inWords }) => {
  const folders = roots();
  const reviews: OpenFileReview[] = [];
  const proposals = await proposeFiles(changes, {
    roots: folders,
    files,
    inWords,
    name: path => nameOf(path, folders),
  });
  for (const proposal of proposals) {
    const more = await changeWarnings({
      paths: proposal.places,
      roots: folders,
      conflict: path => conflict(ask, path),
    });
    reviews.push(createFileReview({ ...proposal, warnings: [...proposal.warnings, ...more] }));
  }
  return reviews;
};
