/** A run of text as it is drawn. */
export interface Piece {
  readonly text: string;
  /** It begins a block: what is searched for never reaches over its beginning. */
  readonly isBlock: boolean;
}

/** A place in the text of a piece. */
export interface Place {
  readonly piece: number;
  readonly offset: number;
}

export interface Match {
  readonly start: Place;
  readonly end: Place;
}

/** More matches help nobody. */
export const mostMatches = 2000;
const blockEnd = "\u0000";

/** Where a text stands, in any case, also across pieces of one block. Spaces match any space: text is wrapped where it is drawn. */
export function matchesIn(pieces: readonly Piece[], query: string): readonly Match[] {
  const words = query.trim();
  if (words === "") return [];
  const starts: number[] = [];
  let whole = "";
  for (const { text, isBlock } of pieces) {
    if (isBlock) whole += blockEnd;
    starts.push(whole.length);
    whole += text;
  }
  const found: Match[] = [];
  let piece = 0;
  const placeOf = (at: number, isEnd: boolean): Place => {
    // An end belongs to the piece before it, a start to the one after it.
    const isPassed = (next: number | undefined) =>
      next !== undefined && (isEnd ? next < at : next <= at);
    while (isPassed(starts[piece + 1])) piece++;
    return { piece, offset: at - (starts[piece] ?? 0) };
  };
  for (const match of whole.matchAll(patternOf(words))) {
    const start = placeOf(match.index, false);
    found.push({ start, end: placeOf(match.index + match[0].length, true) });
    if (found.length === mostMatches) break;
  }
  return found;
}

const patternOf = (words: string): RegExp =>
  new RegExp(
    words
      .split(/\s+/)
      .map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
      .join("[^\\S\\u0000]+"),
    "giu",
  );

/** The match to go to first: the first one that stands at or behind a place, else the first of all. */
export function firstFrom(tops: readonly number[], top: number): number {
  const at = tops.findIndex(each => each >= top);
  return at < 0 ? 0 : at;
}
