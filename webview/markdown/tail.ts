import type { Token, Tokens } from "marked";
import { createCosts, type Costs } from "./costs.ts";
import { openFence, type CodeText, type Fence } from "./fence.ts";
import { blockTokens, closeInline, maxInline, plain, withInline, type Budget } from "./lexer.ts";

/** The content of a block. */
export type Content = CodeText | { readonly kind: "tokens"; readonly tokens: readonly Token[] };

/** The end of a text that grows: what is not finished yet, and is lexed again. */
export interface Tail {
  /** Takes in more text, and freezes what is finished by it. */
  take(piece: string): void;
  /** What is not finished; null when that is nothing. While it streams, half-open emphasis at its end is closed. */
  open(isStreaming: boolean): Content | null;
  /** How many characters are not finished. */
  readonly length: number;
}

/** From this length on finished list items and lines are frozen, so that a delta costs what it adds. */
const longTail = 4_000;
/** A block that cannot be cut and grows beyond this is plain text. */
const longestTail = 64_000;
/** A long text is taken in as if it were streamed. */
export const pieceLength = 8_000;

/** `freeze` gets every finished block once, in order. */
export function createTail(freeze: (content: Content) => void): Tail {
  const costs = createCosts();
  const shown = createShown(costs);
  let text = "";
  let fence: Fence | null = null;

  const lex = <T>(work: (budget: Budget) => T): T => costs.lex(text.length, work);
  /** The tail begins again behind what was taken from it. */
  const cut = (rest: string) => {
    text = rest;
    shown.forget();
    costs.begin();
  };
  const freezeTokens = (tokens: readonly Token[]) =>
    contentsOf(tokens).forEach(content => freeze(content));
  /** Freezes the first `length` characters, which are `blocks` where that is known. */
  const freezeFirst = (length: number, blocks: readonly Token[] | null) => {
    const first = text.slice(0, length);
    cut(text.slice(length));
    freezeTokens(lex(budget => withInline(blocks ?? blockTokens(first, budget), budget)));
  };
  /** Freezes all whole lines as plain text, where there is more than `length`. */
  const freezePlain = (length: number) => {
    if (text.length <= length) return;
    const end = text.lastIndexOf("\n") + 1 || text.length;
    freezeTokens([plain(text.slice(0, end).replace(/\n$/, ""))]);
    cut(text.slice(end));
  };
  /** Moves finished lines of code out of the tail; true when the fence ended and the tail goes on behind it. */
  const takeFence = (open: Fence): boolean => {
    const { rest, isClosed } = open.take(text);
    text = rest;
    if (!isClosed) return false;
    freeze(open.closed());
    fence = null;
    return true;
  };
  /** Freezes every block but the last one, and opens a fence when that is how the tail ends. */
  const takeBlocks = () => {
    for (;;) {
      if (costs.isOver()) return freezePlain(pieceLength);
      const opened = openFence(text);
      if (opened) {
        fence = opened.fence;
        cut(opened.rest);
        if (!takeFence(opened.fence)) return;
        continue;
      }
      if (costs.isTooSoon(text.length)) return;
      const tokens = lex(budget => blockTokens(text, budget));
      const last = lastBlock(tokens);
      if (last <= 0) {
        const length = text.length > longTail ? finishedLength(tokens[last], text) : 0;
        if (length > 0) freezeFirst(length, null);
        return freezePlain(longestTail);
      }
      const done = tokens.slice(0, last);
      freezeFirst(lengthOf(done), done);
    }
  };

  return {
    get length() {
      return text.length + (fence?.length ?? 0);
    },
    take(piece) {
      text += piece;
      if (!fence || takeFence(fence)) takeBlocks();
    },
    open(isStreaming) {
      if (fence) {
        const code = fence.withLast(text);
        return { ...code, isClosed: code.isClosed || !isStreaming };
      }
      return text.trim() === ""
        ? null
        : { kind: "tokens", tokens: shown.tokens(text, isStreaming) };
    },
  };
}

const contentsOf = (tokens: readonly Token[]): readonly Content[] =>
  tokens.filter(({ type }) => type !== "space").map(token => ({ kind: "tokens", tokens: [token] }));

/** The last block that may still grow. A list goes on where the text ends in what may become its next marker. */
function lastBlock(tokens: readonly Token[]): number {
  const last = tokens.findLastIndex(token => token.type !== "space");
  const before = tokens.findLastIndex(({ type }, at) => at < last && type !== "space");
  const mayBeMarker = /^ {0,3}(?:\d{1,9}[.)]?|[-*+])?$/.test(tokens[last]?.raw ?? "");
  return mayBeMarker && tokens[before]?.type === "list" ? before : last;
}

const lengthOf = (parts: readonly { readonly raw: string }[]): number =>
  parts.reduce((length, { raw }) => length + raw.length, 0);

/** How much of a long block is finished: all items of a list but the last one, or the whole lines of a paragraph. */
function finishedLength(token: Token | undefined, text: string): number {
  // The type of the lexer's tokens leaves every kind of token open.
  if (token?.type === "list") return lengthOf((token as Tokens.List).items.slice(0, -1));
  return token?.type === "paragraph" && text.length > maxInline
    ? Math.max(text.lastIndexOf("\n"), text.lastIndexOf(" "), 0) + 1 || text.length
    : 0;
}

/** The tokens of a tail. A tail that is costly to lex is shown as it was lexed last, with the new text plain. */
function createShown(costs: Costs) {
  let last: {
    readonly text: string;
    readonly isStreaming: boolean;
    readonly tokens: readonly Token[];
  } | null = null;
  return {
    forget() {
      last = null;
    },
    tokens(text: string, isStreaming: boolean): readonly Token[] {
      if (costs.isOver()) return [plain(text)];
      const isSame = last?.text === text && last.isStreaming === isStreaming;
      if (
        last &&
        (isSame || (isStreaming && costs.isTooSoon(text.length) && text.startsWith(last.text)))
      ) {
        const rest = text.slice(last.text.length);
        return rest.trim() === "" ? last.tokens : [...last.tokens, plain(rest)];
      }
      const source = isStreaming ? closeInline(text) : text;
      const tokens = costs
        .lex(text.length, budget => withInline(blockTokens(source, budget), budget, isStreaming))
        .filter(({ type }) => type !== "space");
      last = { text, isStreaming, tokens };
      return tokens;
    },
  };
}
