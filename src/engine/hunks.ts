import { diffArrays } from "diff";

/** One place where two texts differ. Lines keep their line ends, so that texts compose byte for byte. */
export interface Hunk {
  /** First line in the old text, from 0. */
  readonly oldStart: number;
  readonly oldLines: readonly string[];
  /** First line in the new text, from 0. */
  readonly newStart: number;
  readonly newLines: readonly string[];
}

const diffLimitMs = 500;

/** Lines of a text with their ends; the last one may have none. Only `\n` ends a line, as in a patch. */
export const splitLines = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** The hunks between two texts, in order. Where comparing takes too long it is one, of all the lines. */
export function hunksBetween(before: string, after: string): readonly Hunk[] {
  if (before === after) return [];
  const [oldLines, newLines] = [splitLines(before), splitLines(after)];
  const parts = diffArrays([...oldLines], [...newLines], { timeout: diffLimitMs });
  if (!parts) return [{ oldStart: 0, oldLines, newStart: 0, newLines }];
  const hunks: Hunk[] = [];
  let [oldAt, newAt] = [0, 0];
  let open: { oldStart: number; newStart: number; oldLines: string[]; newLines: string[] } | null =
    null;
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      if (open) hunks.push(open);
      open = null;
      oldAt += value.length;
      newAt += value.length;
      continue;
    }
    open ??= { oldStart: oldAt, newStart: newAt, oldLines: [], newLines: [] };
    if (removed) {
      open.oldLines.push(...value);
      oldAt += value.length;
    } else {
      open.newLines.push(...value);
      newAt += value.length;
    }
  }
  if (open) hunks.push(open);
  return hunks;
}
