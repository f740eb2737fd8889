import type { HighlightNode } from "./nodes.ts";
import type { Unit } from "./units.ts";

/** Whole lines of a text in their colours. The newline behind them is in no part. */
export interface Part extends Unit {
  readonly start: number;
}

/**
 * Puts units together to parts that can be laid out by themselves: a part ends after a line that is not empty, since an
 * empty last line would not be seen.
 */
export function* partsOf(text: string, units: Iterable<Unit | null>): Generator<Part | null> {
  let nodes: HighlightNode[] = [];
  let start = 0;
  for (const unit of units) {
    if (unit === null) return yield null;
    nodes.push(...unit.nodes);
    const { end } = unit;
    if (end === start || !endsLine(text, end)) {
      yield { nodes: [], start, end: start };
      continue;
    }
    yield { nodes: end < text.length ? withoutNewline(nodes) : nodes, start, end };
    nodes = [];
    start = end;
  }
}

/** Whether lines may be laid out by themselves up to a place. */
export const endsLine = (text: string, end: number): boolean =>
  end >= text.length ||
  (end >= 2 && text.charAt(end - 1) === "\n" && text.charAt(end - 2) !== "\n");

function withoutNewline(nodes: readonly HighlightNode[]): readonly HighlightNode[] {
  const last = nodes.at(-1);
  if (last === undefined) return nodes;
  const shorter =
    typeof last === "string"
      ? last.replace(/\n$/, "")
      : { ...last, children: withoutNewline(last.children) };
  return [...nodes.slice(0, -1), shorter];
}
