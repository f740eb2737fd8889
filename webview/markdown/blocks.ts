import type { Token, Tokens } from "marked";
import { createCosts } from "./costs.ts";
import { openFence, type CodeText, type Fence } from "./fence.ts";
import { blockTokens, closeInline, maxInline, plain, withInline, type Budget } from "./lexer.ts";

/** A block of a markdown text. A frozen block is the same object for ever: nothing of it is parsed or drawn again. */
export type Block =
  | { readonly kind: "tokens"; readonly key: number; readonly tokens: readonly Token[] }
  | (CodeText & { readonly key: number });

/** From this length on the tail's finished list items and lines are frozen, so that a delta costs what it adds. */
const longTail = 4_000;
/** A block that cannot be cut and grows beyond this is plain text. */
const longestTail = 64_000;
/** A long text is taken in as if it were streamed. */
const pieceLength = 8_000;
/** Parses a text that only grows, block by block: what is finished is frozen, only the tail is lexed again. */
export function createMarkdown() {
  let source = "";
  let frozen: Block[] = [];
  let tail = "";
  let fence: Fence | null = null;
  let nextKey = 0;
  let costs = createCosts();
  /** What the tail was when it was lexed last, and what came of it. */
  let shown: {
    readonly tail: string;
    readonly isStreaming: boolean;
    readonly tokens: readonly Token[];
  } | null = null;

  const reset = () => {
    source = "";
    frozen = [];
    tail = "";
    fence = null;
    nextKey = 0;
    costs = createCosts();
    shown = null;
  };

  const lex = <T>(work: (budget: Budget) => T): T => costs.lex(tail.length, work);
  /** The tail goes on behind what was taken from it. */
  const cutTail = (rest: string) => {
    tail = rest;
    shown = null;
    costs.begin();
  };

  const freezeTokens = (tokens: readonly Token[]) => {
    for (const token of tokens)
      if (token.type !== "space") frozen.push({ kind: "tokens", key: nextKey++, tokens: [token] });
  };
  /** Freezes the first `length` characters of the tail as blocks. */
  const freeze = (length: number, blocks: readonly Token[] | null) => {
    const text = tail.slice(0, length);
    cutTail(tail.slice(length));
    freezeTokens(lex(budget => withInline(blocks ?? blockTokens(text, budget), budget)));
  };

  /** Moves finished code lines out of the tail; true when the fence ended and the tail goes on behind it. */
  const takeFence = (open: Fence): boolean => {
    const { rest, isClosed } = open.take(tail);
    tail = rest;
    if (!isClosed) return false;
    frozen.push({ ...open.closed(), key: nextKey++ });
    fence = null;
    return true;
  };

  /** Freezes every block of the tail but the last one, and opens a fence when that is how the tail ends. */
  const takeBlocks = () => {
    for (;;) {
      if (costs.isOver()) return freezePlain(pieceLength);
      const opened = openFence(tail);
      if (opened) {
        fence = opened.fence;
        cutTail(opened.rest);
        if (!takeFence(opened.fence)) return;
        continue;
      }
      if (costs.isTooSoon(tail.length)) return;
      const tokens = lex(budget => blockTokens(tail, budget));
      const last = tokens.findLastIndex(token => token.type !== "space");
      if (last > 0) {
        const done = tokens.slice(0, last);
        freeze(
          done.reduce((length, { raw }) => length + raw.length, 0),
          done,
        );
        continue;
      }
      if (tail.length > longTail) splitTail(tokens[last]);
      return;
    }
  };

  const splitTail = (token: Token | undefined) => {
    if (token?.type === "list") {
      const done = (token as Tokens.List).items.slice(0, -1);
      if (done.length > 0)
        freeze(
          done.reduce((length, item) => length + item.raw.length, 0),
          null,
        );
    } else if (token?.type === "paragraph" && tail.length > maxInline)
      freeze(Math.max(tail.lastIndexOf("\n"), tail.lastIndexOf(" "), 0) + 1 || tail.length, null);
    if (tail.length > longestTail) freezePlain(longestTail);
  };

  /** Freezes lines of the tail as plain text, as far as it is longer than `length`. */
  const freezePlain = (length: number) => {
    if (tail.length <= length) return;
    const end = tail.lastIndexOf("\n") + 1 || tail.length;
    freezeTokens([plain(tail.slice(0, end).replace(/\n$/, ""))]);
    cutTail(tail.slice(end));
  };

  const take = (piece: string) => {
    tail += piece;
    if (!fence || takeFence(fence)) takeBlocks();
  };

  /** The tail as tokens; one that is dear to lex is what it was last time, and what came since. */
  const tailTokens = (isStreaming: boolean): readonly Token[] => {
    if (costs.isOver()) return [plain(tail)];
    const isSame = shown?.tail === tail && shown.isStreaming === isStreaming;
    if (
      shown &&
      (isSame || (isStreaming && costs.isTooSoon(tail.length) && tail.startsWith(shown.tail)))
    ) {
      const rest = tail.slice(shown.tail.length);
      return rest.trim() === "" ? shown.tokens : [...shown.tokens, plain(rest)];
    }
    const text = isStreaming ? closeInline(tail) : tail;
    const tokens = lex(budget => withInline(blockTokens(text, budget), budget)).filter(
      ({ type }) => type !== "space",
    );
    shown = { tail, isStreaming, tokens };
    return tokens;
  };

  return {
    /** The blocks of `text`. Fast when `text` begins with what was given before. */
    update(text: string): readonly Block[] {
      const clean = text.includes("\r")
        ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n")
        : text;
      if (clean === source) return this.blocks(true);
      if (source === "" || !clean.startsWith(source)) reset();
      for (let at = source.length; at < clean.length;) {
        const end = pieceEnd(clean, at);
        take(clean.slice(at, end));
        at = end;
      }
      source = clean;
      return this.blocks(true);
    },
    /** All blocks; with `isStreaming` half-open emphasis at the end is closed, so that it does not flicker. */
    blocks(isStreaming: boolean): readonly Block[] {
      if (fence) {
        const code = fence.withLast(tail);
        return [...frozen, { ...code, key: nextKey, isClosed: code.isClosed || !isStreaming }];
      }
      if (tail.trim() === "") return frozen.slice();
      return [...frozen, { kind: "tokens", key: nextKey, tokens: tailTokens(isStreaming) }];
    },
  };
}

export type Markdown = ReturnType<typeof createMarkdown>;

/** Where the piece of a text that begins at `at` ends: after a line, if that is not too far. */
function pieceEnd(text: string, at: number): number {
  const end = at + pieceLength;
  if (end >= text.length) return text.length;
  const line = text.lastIndexOf("\n", end) + 1;
  return line > at ? line : end;
}
