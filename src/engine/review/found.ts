import { hunksBetween, splitLines, type Hunk } from "./hunks.ts";

/** The old text with the hunks that `isTaken` says, and only those. */
export function compose(
  before: string,
  hunks: readonly Hunk[],
  isTaken: (index: number) => boolean,
): string {
  const lines = splitLines(before);
  const result: string[] = [];
  let at = 0;
  for (const [index, { oldStart, oldLines, newLines }] of hunks.entries()) {
    result.push(
      lines.slice(at, oldStart).join(""),
      (isTaken(index) ? newLines : oldLines).join(""),
    );
    at = oldStart + oldLines.length;
  }
  return [...result, lines.slice(at).join("")].join("");
}

/** Lines `start` up to, not including, `end`. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Where each hunk stands in the composed text. */
function ranges(hunks: readonly Hunk[], isTaken: (index: number) => boolean): readonly LineRange[] {
  let shift = 0;
  return hunks.map(({ oldStart, oldLines, newLines }, index) => {
    const { length } = isTaken(index) ? newLines : oldLines;
    const start = oldStart + shift;
    shift += length - oldLines.length;
    return { start, end: start + length };
  });
}

/**
 * Where a range of lines went when a text was edited; edits that reach into it become part of it. Lines put exactly at a
 * range without lines are inside it, lines put at the edge of any other are outside.
 */
export function follow(range: LineRange, edits: readonly Hunk[]): LineRange {
  let { start, end } = range;
  let [before, within] = [0, 0];
  for (const { oldStart, oldLines, newLines } of edits) {
    const oldEnd = oldStart + oldLines.length;
    const grown = newLines.length - oldLines.length;
    const isInsertion = oldLines.length === 0;
    const isEmpty = range.start === range.end;
    const isInside = isInsertion
      ? isEmpty
        ? oldStart === range.start
        : oldStart > range.start && oldStart < range.end
      : isEmpty
        ? oldStart < range.start && oldEnd > range.start
        : oldStart < range.end && oldEnd > range.start;
    if (isInside) {
      start = Math.min(start, oldStart);
      end = Math.max(end, oldEnd);
      within += grown;
    } else if (oldEnd <= range.start) before += grown;
  }
  return { start: start + before, end: end + before + within };
}

export type HunkState = "taken" | "refused" | "changed";

/** What became of a hunk in a text that was composed and then perhaps edited. */
export interface FoundHunk {
  readonly state: HunkState;
  readonly range: LineRange;
  readonly lines: readonly string[];
}

export interface Found {
  readonly hunks: readonly FoundHunk[];
  /** Ranges of `current` that were edited outside of every hunk. */
  readonly edits: readonly LineRange[];
}

/** Finds every hunk again in `current`, which was composed by `isTaken` and then perhaps edited by a person. */
export function find(
  before: string,
  hunks: readonly Hunk[],
  isTaken: (index: number) => boolean,
  current: string,
): Found {
  const composed = compose(before, hunks, isTaken);
  return composed === current
    ? foundAsDecided(hunks, isTaken)
    : foundInEdited(hunks, isTaken, composed, current);
}

/** What nobody edited is as it was decided: nothing is compared. */
const foundAsDecided = (hunks: readonly Hunk[], isTaken: (index: number) => boolean): Found => ({
  hunks: ranges(hunks, isTaken).map((range, index) => ({
    state: isTaken(index) ? "taken" : "refused",
    range,
    lines: (isTaken(index) ? hunks[index]?.newLines : hunks[index]?.oldLines) ?? [],
  })),
  edits: [],
});

function foundInEdited(
  hunks: readonly Hunk[],
  isTaken: (index: number) => boolean,
  composed: string,
  current: string,
): Found {
  const edits = hunksBetween(composed, current);
  const lines = splitLines(current);
  const places = ranges(hunks, isTaken).map(range => follow(range, edits));
  const found = places.map((range, index): FoundHunk => {
    const there = lines.slice(range.start, range.end);
    const hunk = hunks[index];
    const says = (text: readonly string[] | undefined) => there.join("") === text?.join("");
    const isNew = says(hunk?.newLines);
    const isOld = says(hunk?.oldLines);
    // Where old and new lines are alike, what was decided counts.
    const isAsTaken = isNew && (isTaken(index) || !isOld);
    return { state: isAsTaken ? "taken" : isOld ? "refused" : "changed", range, lines: there };
  });
  const outside = edits
    .map(({ newStart, newLines }) => ({ start: newStart, end: newStart + newLines.length }))
    .filter(edit => !places.some(place => edit.start >= place.start && edit.end <= place.end));
  return { hunks: found, edits: outside };
}
