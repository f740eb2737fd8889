import { createTail, pieceLength, type Content, type Tail } from "./tail.ts";

/** A block of a markdown text. A frozen block is the same object for ever: nothing of it is parsed or drawn again. */
export type Block = Content & { readonly key: number };

/** Neighbouring blocks, which are laid out by themselves. A full group is the same object for ever. */
export interface Group {
  readonly key: number;
  readonly blocks: readonly Block[];
  /** Nothing is added to it any more. */
  readonly isFull: boolean;
}

/** Parses a text that only grows, block by block: what is finished is frozen, only the tail is lexed again. */
export interface Markdown {
  /**
   * Takes in what is new in `text`, at most `most` characters of it or one piece; true when some is left for another call. Fast when
   * `text` begins with what was given before.
   */
  update(text: string, most?: number): boolean;
  /** All blocks; with `isStreaming` half-open emphasis at the end is closed, so that it does not flicker. */
  blocks(isStreaming: boolean): readonly Block[];
  /** The same blocks in groups. */
  groups(isStreaming: boolean): readonly Group[];
}

/** So many blocks are a screen or two: few enough to be laid out with each word, and a long text has few groups. */
const groupLength = 24;

export function createMarkdown(): Markdown {
  let source = "";
  let text = createText();
  return {
    update(next, most = Infinity) {
      if (next.slice(0, source.length) !== source) {
        source = "";
        text = createText();
      }
      if (next.length === source.length) return false;
      const last = source.length + most - pieceLength;
      let end = source.length;
      do {
        const start = end;
        end = pieceEnd(next, start);
        text.take(next.slice(start, end));
      } while (end < next.length && end <= last);
      source = end < next.length ? next.slice(0, end) : next;
      return end < next.length;
    },
    blocks: isStreaming => text.groups(isStreaming).flatMap(({ blocks }) => blocks),
    groups: isStreaming => text.groups(isStreaming),
  };
}

/** Where the piece of a text that begins at `at` ends: after a line, if that is not too far. */
function pieceEnd(text: string, at: number): number {
  const end = at + pieceLength;
  if (end >= text.length) return text.length;
  const line = text.lastIndexOf("\n", end) + 1;
  return line > at ? line : end;
}

/** A text that is taken in piece by piece. */
function createText(): { take(piece: string): void } & Pick<Markdown, "groups"> {
  const full: Group[] = [];
  let last: Block[] = [];
  let endsInReturn = false;
  const tail: Tail = createTail(content => {
    last.push({ ...content, key: full.length * groupLength + last.length });
    if (last.length < groupLength) return;
    full.push({ key: full.length, blocks: last, isFull: true });
    last = [];
  });
  return {
    take(piece) {
      const rest = endsInReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
      endsInReturn = piece.endsWith("\r");
      tail.take(rest.includes("\r") ? rest.replace(/\r\n?/g, "\n") : rest);
    },
    groups(isStreaming) {
      const open = tail.open(isStreaming);
      const key = full.length * groupLength + last.length;
      const blocks = open ? [...last, { ...open, key }] : last;
      return blocks.length > 0 ? [...full, { key: full.length, blocks, isFull: false }] : full;
    },
  };
}
