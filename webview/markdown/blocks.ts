import type { Cut } from "../../src/model/text/cut.ts";
import { createGroups, type Block, type Group } from "./groups.ts";
import { pieceLength } from "./tail.ts";

export type { Block, Group };

/** Parses a text that only grows, block by block: what is finished is frozen, only the tail is lexed again. */
export interface Markdown {
  /**
   * Takes in what is new in `text`, at most `most` characters of it or one piece; true when some is left for another call.
   * Fast when `text` begins with what was given before, also where more of its middle is left out by now (`cut`).
   */
  update(text: string, most?: number, cut?: Cut): boolean;
  /** All blocks; with `isStreaming` half-open emphasis at the end is closed, so that it does not flicker. */
  blocks(isStreaming: boolean): readonly Block[];
  /** The same blocks in groups. */
  groups(isStreaming: boolean): readonly Group[];
  /** The key of the first group behind what is left out; null where nothing is. */
  readonly gap: number | null;
}

export function createMarkdown(): Markdown {
  let source = "";
  let sourceCut: Cut | undefined;
  let returns = createReturns();
  let groups = createGroups();

  /** Goes on with a text of which more is left out, or begins anew where it is another text. */
  const follow = (text: string, cut: Cut | undefined) => {
    const known = withoutMiddle(source, sourceCut, cut);
    const isKnown = known !== null && text.slice(0, known.length) === known;
    if (isKnown && (!cut || cut.count === sourceCut?.count || isBefore(cut) || groups.drop(cut)))
      source = known;
    else {
      source = "";
      groups = createGroups();
      returns = createReturns();
    }
    sourceCut = cut;
  };
  /** What was taken ends before the end of what is left out. */
  const isBefore = ({ at, count }: Cut) => groups.position < at + count;

  return {
    update(text, most = Infinity, cut) {
      follow(text, cut);
      if (text.length === source.length) return false;
      const last = source.length + most - pieceLength;
      let end = source.length;
      do {
        const start = end;
        if (cut && start === cut.at && isBefore(cut)) groups.skip(cut);
        const limit = cut && start < cut.at ? cut.at : text.length;
        end = pieceEnd(text, start, limit);
        groups.take(returns.clean(text.slice(start, end)));
      } while (end < text.length && end <= last);
      source = end < text.length ? text.slice(0, end) : text;
      return end < text.length;
    },
    blocks: isStreaming => groups.all(isStreaming).flatMap(({ blocks }) => blocks),
    groups: isStreaming => groups.all(isStreaming),
    get gap() {
      return groups.gap;
    },
  };
}

/** A text out of which more is cut by now; null where it is not the same text. */
function withoutMiddle(text: string, before: Cut | undefined, cut: Cut | undefined): string | null {
  const more = (cut?.count ?? 0) - (before?.count ?? 0);
  if (more === 0) return text;
  if (more < 0 || !cut || (before && before.at !== cut.at)) return null;
  return text.length <= cut.at ? text : text.slice(0, cut.at) + text.slice(cut.at + more);
}

/** Where the piece of a text that begins at `at` ends: after a line, if that is not too far. */
function pieceEnd(text: string, at: number, limit: number): number {
  const end = at + pieceLength;
  if (end >= limit) return limit;
  const line = text.lastIndexOf("\n", end) + 1;
  return line > at ? line : end;
}

/** Makes all ends of lines newlines; a return and its newline may come in two pieces. */
function createReturns() {
  let endsInReturn = false;
  return {
    clean(piece: string): string {
      const rest = endsInReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
      endsInReturn = piece.endsWith("\r");
      return rest.includes("\r") ? rest.replace(/\r\n?/g, "\n") : rest;
    },
  };
}
