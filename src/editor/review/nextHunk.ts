/** The first lines of a file's hunks, in order, and which hunks are undecided. */
export interface HunkStops {
  readonly starts: readonly number[];
  isOpen(hunk: number): boolean;
}

export interface HunkStop {
  readonly file: number;
  readonly line: number;
}

/**
 * The next or previous undecided hunk, in any file; after the last comes the first. When all are decided, every hunk is a
 * stop. Null when there are no hunks.
 */
export function nextHunk(
  files: readonly HunkStops[],
  from: HunkStop,
  step: 1 | -1,
): HunkStop | null {
  const all = files.flatMap(({ starts, isOpen }, file) =>
    starts.map((line, hunk) => ({ file, line, isOpen: isOpen(hunk) })),
  );
  const waiting = all.filter(({ isOpen }) => isOpen);
  const stops = waiting.length > 0 ? waiting : all;
  const isAfter = (stop: HunkStop) =>
    stop.file > from.file || (stop.file === from.file && stop.line > from.line);
  const isBefore = (stop: HunkStop) =>
    stop.file < from.file || (stop.file === from.file && stop.line < from.line);
  const found =
    step > 0 ? (stops.find(isAfter) ?? stops[0]) : (stops.findLast(isBefore) ?? stops.at(-1));
  return found ? { file: found.file, line: found.line } : null;
}
