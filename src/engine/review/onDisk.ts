import type { ChangeOutcome, FileOutcome } from "../../model/state.ts";
import type { Reason } from "../../model/text/reason.ts";
import { isWritten } from "../../model/select/outcome.ts";
import type { FileState } from "../disk/steps.ts";
import { hashOf, stateAt, type Steps } from "./prepare.ts";

/** A content by its SHA-256 in hexadecimal; null for "not there". */
type Print = string | null;

/** Where a file was and was to be, small enough to be kept. */
export interface Place {
  readonly path: string;
  readonly before: Print;
  readonly after: Print;
}

/** By file of the review. */
export type Places = readonly (readonly Place[])[];

export const placesOf = (steps: Steps): Places =>
  steps.map(ofFile =>
    ofFile.map(({ path, expected, wanted }) => ({
      path,
      before: printOf(expected),
      after: printOf(wanted),
    })),
  );

const printOf = (state: FileState): Print => (state.kind === "file" ? hashOf(state.bytes) : null);

/** Whether all that belongs to a file stands as it was, or as it was to be. */
export async function areAt(places: readonly Place[], side: "before" | "after"): Promise<boolean> {
  for (const place of places) {
    const now = await stateAt(place.path);
    if (now === "other" || printOf(now) !== place[side]) return false;
  }
  return true;
}

/** Whether anything at all stands as it was to be, be it the half of a move. */
export async function isTouched(places: Places): Promise<boolean> {
  for (const place of places.flat())
    if (place.before !== place.after && (await areAt([place], "after"))) return true;
  return false;
}

/** What became of a change by what stands on disk now: that counts, whatever was meant and whatever a call told. */
export async function judgeByDisk(
  { files, canUndo }: ChangeOutcome,
  places: Places,
  why: (at: number) => Reason | null,
): Promise<ChangeOutcome> {
  const judged = files.map(async (file, at): Promise<FileOutcome> => {
    if (!isWritten(file) || (await areAt(places[at] ?? [], "after"))) return file;
    return { ...file, result: "failed", why: why(at) };
  });
  return { files: await Promise.all(judged), canUndo };
}
