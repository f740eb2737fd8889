import { commonRuns } from "./lineDiff.ts";

/** One place where two texts differ. Lines keep their line ends, so that texts compose byte for byte. */
export interface Hunk {
  /** First line in the old text, from 0. */
  readonly oldStart: number;
  readonly oldLines: readonly string[];
  /** First line in the new text, from 0. */
  readonly newStart: number;
  readonly newLines: readonly string[];
}

/**
 * Lines of a text with their ends; the last one may have none. A line ends as it does in VS Code and in the server's diffs:
 * at `\n`, at `\r\n`, and at a `\r` alone.
 */
export const splitLines = (text: string): readonly string[] =>
  text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g) ?? [];

/** The hunks between two texts, in order. The work is bounded: what would cost too much to compare is one hunk. */
export function hunksBetween(before: string, after: string): readonly Hunk[] {
  const work = hunksInSteps(before, after);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same; `pause` is awaited after every some milliseconds of work. */
export async function hunksWithPauses(
  before: string,
  after: string,
  pause: () => Promise<unknown>,
): Promise<readonly Hunk[]> {
  const work = hunksInSteps(before, after);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}

function* hunksInSteps(before: string, after: string): Generator<undefined, readonly Hunk[]> {
  if (before === after) return [];
  const [oldLines, newLines] = [splitLines(before), splitLines(after)];
  const runs = yield* commonRuns(oldLines, newLines);
  const hunks: Hunk[] = [];
  let [oldAt, newAt] = [0, 0];
  const end = { oldAt: oldLines.length, newAt: newLines.length, length: 0 };
  for (const run of [...runs, end]) {
    if (run.oldAt > oldAt || run.newAt > newAt)
      hunks.push({
        oldStart: oldAt,
        oldLines: oldLines.slice(oldAt, run.oldAt),
        newStart: newAt,
        newLines: newLines.slice(newAt, run.newAt),
      });
    [oldAt, newAt] = [run.oldAt + run.length, run.newAt + run.length];
  }
  return hunks;
}
