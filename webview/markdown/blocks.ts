import { createTail, pieceLength, type Content, type Tail } from "./tail.ts";

/** A block of a markdown text. A frozen block is the same object for ever: nothing of it is parsed or drawn again. */
export type Block = Content & { readonly key: number };

/** Parses a text that only grows, block by block: what is finished is frozen, only the tail is lexed again. */
export interface Markdown {
  /** The blocks of `text`. Fast when `text` begins with what was given before. */
  update(text: string): readonly Block[];
  /** All blocks; with `isStreaming` half-open emphasis at the end is closed, so that it does not flicker. */
  blocks(isStreaming: boolean): readonly Block[];
}

export function createMarkdown(): Markdown {
  let source = "";
  let frozen: Block[] = [];
  let tail = createTail(freeze);

  function freeze(content: Content): void {
    frozen.push({ ...content, key: frozen.length });
  }
  const blocks: Markdown["blocks"] = isStreaming => {
    const open = tail.open(isStreaming);
    return open ? [...frozen, { ...open, key: frozen.length }] : frozen.slice();
  };
  return {
    blocks,
    update(text) {
      const clean = text.includes("\r")
        ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n")
        : text;
      if (clean === source) return blocks(true);
      if (source === "" || !clean.startsWith(source)) {
        source = "";
        frozen = [];
        tail = createTail(freeze);
      }
      takeInPieces(tail, clean, source.length);
      source = clean;
      return blocks(true);
    },
  };
}

function takeInPieces(tail: Tail, text: string, from: number): void {
  for (let at = from; at < text.length;) {
    const end = pieceEnd(text, at);
    tail.take(text.slice(at, end));
    at = end;
  }
}

/** Where the piece of a text that begins at `at` ends: after a line, if that is not too far. */
function pieceEnd(text: string, at: number): number {
  const end = at + pieceLength;
  if (end >= text.length) return text.length;
  const line = text.lastIndexOf("\n", end) + 1;
  return line > at ? line : end;
}
