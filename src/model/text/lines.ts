/** The first and the last lines of a text, and how many lie between. */
export interface HeadAndTail<L> {
  readonly head: readonly L[];
  readonly tail: readonly L[];
  readonly hidden: number;
}

/** Fewer lines than these are not worth the line that would tell of them. */
const leastHidden = 6;

/** Cuts the middle out of many lines. */
export const headAndTail = <L>(
  lines: readonly L[],
  headLines: number,
  tailLines: number,
): HeadAndTail<L> => {
  const hidden = lines.length - headLines - tailLines;
  return hidden < leastHidden
    ? { head: lines, tail: [], hidden: 0 }
    : { head: lines.slice(0, headLines), tail: lines.slice(-tailLines), hidden };
};
