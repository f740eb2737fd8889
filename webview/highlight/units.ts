import type { Highlighted, HighlightNode } from "./nodes.ts";

/** A pattern may scan its whole input from each place of it, so inputs are kept short. */
const unitLength = 1500;
const mostUnits = 3;

/** What of a text is coloured by a step: nodes of what comes before `end` and was not given yet. */
export interface Unit {
  readonly nodes: readonly HighlightNode[];
  readonly end: number;
}

/**
 * Colours a text unit by unit; each step of the iteration costs one call or a few. A unit ends after a line, if it can before
 * one that is not indented; one that ends inside of a comment or a string is coloured together with what follows. Gives null
 * when a unit cannot be coloured.
 */
export function* unitsOf(
  text: string,
  colour: (unit: string) => Highlighted | null | undefined,
): Generator<Unit | null> {
  for (let start = 0; start < text.length;) {
    let end = unitEnd(text, start);
    let found = colour(text.slice(start, end));
    for (let units = 1; found?.isOpen && units < mostUnits && end < text.length; units++) {
      yield { nodes: [], end: start };
      end = unitEnd(text, end);
      found = colour(text.slice(start, end));
    }
    yield found ? { nodes: found.nodes, end } : null;
    if (!found) return;
    start = end;
  }
}

function unitEnd(text: string, start: number): number {
  const limit = start + unitLength;
  if (limit >= text.length) return text.length;
  const part = text.slice(start, limit);
  // Only the second half is searched for a better place to end.
  for (let at = part.lastIndexOf("\n"); at > unitLength / 2; at = part.lastIndexOf("\n", at - 1))
    if (/^[^\s})\]]/.test(part.slice(at + 1, at + 2))) return start + at + 1;
  const line = part.lastIndexOf("\n") + 1;
  return line > 0 ? start + line : limit;
}
