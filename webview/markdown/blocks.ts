import { Lexer, type Token, type Tokens } from "marked";

/** A block of a markdown text. A frozen block is the same object for ever: nothing of it is parsed or drawn again. */
export type Block =
  | { readonly kind: "tokens"; readonly key: number; readonly tokens: readonly Token[] }
  | {
      readonly kind: "code";
      readonly key: number;
      readonly language: string;
      readonly text: string;
      readonly isClosed: boolean;
    };

/** Longer inline text is shown as it is: parsing it could take seconds. */
const maxInline = 20_000;
/** From this length on the tail's finished list items and lines are frozen, so that a delta costs what it adds. */
const longTail = 4_000;
/** Deeper quotes and lists are shown as text. */
const maxNesting = 40;

const options = { gfm: true, breaks: false } as const;

interface OpenFence {
  readonly marker: string;
  readonly language: string;
}

/** Parses a text that only grows, block by block: what is finished is frozen, only the tail is lexed again. */
export function createMarkdown() {
  let source = "";
  let frozen: Block[] = [];
  let tail = "";
  let fence: OpenFence | null = null;
  let code = "";
  let nextKey = 0;

  const reset = () => {
    source = "";
    frozen = [];
    tail = "";
    fence = null;
    code = "";
    nextKey = 0;
  };

  const freezeTokens = (tokens: readonly Token[]) => {
    for (const token of tokens)
      if (token.type !== "space") frozen.push({ kind: "tokens", key: nextKey++, tokens: [token] });
  };

  /** Moves finished code lines out of the tail; true when the fence ended and the tail goes on behind it. */
  const takeFence = (open: OpenFence): boolean => {
    const closing = closingOf(open);
    for (let end = tail.indexOf("\n"); end >= 0; end = tail.indexOf("\n")) {
      const line = tail.slice(0, end);
      tail = tail.slice(end + 1);
      if (closing.test(line)) {
        frozen.push({
          kind: "code",
          key: nextKey++,
          language: open.language,
          text: code.replace(/\n$/, ""),
          isClosed: true,
        });
        fence = null;
        code = "";
        return true;
      }
      code += `${line}\n`;
    }
    return false;
  };

  /** Freezes every block of the tail but the last one, and opens a fence when that is how the tail ends. */
  const takeBlocks = () => {
    const opening = /^( {0,3})(`{3,}|~{3,})([^\n`]*)\n/;
    for (;;) {
      const start = opening.exec(tail);
      if (start) {
        fence = {
          marker: start[2] ?? "```",
          language: (start[3] ?? "").trim().split(/\s/, 1)[0] ?? "",
        };
        tail = tail.slice(start[0].length);
        if (!takeFence(fence)) return;
        continue;
      }
      const tokens = blockTokens(tail);
      const last = tokens.findLastIndex(token => token.type !== "space");
      if (last > 0) {
        const done = tokens.slice(0, last);
        freezeTokens(withInline(done));
        tail = tail.slice(done.reduce((length, { raw }) => length + raw.length, 0));
        continue;
      }
      if (tail.length > longTail) splitTail(tokens[last]);
      return;
    }
  };

  const splitTail = (token: Token | undefined) => {
    if (token?.type === "list") {
      const { items } = token as Tokens.List;
      const done = items.slice(0, -1);
      if (done.length === 0) return;
      const raw = done.reduce((length, item) => length + item.raw.length, 0);
      freezeTokens(withInline(blockTokens(tail.slice(0, raw))));
      tail = tail.slice(raw);
    } else if (token?.type === "paragraph" && tail.length > maxInline) {
      const cut = Math.max(tail.lastIndexOf("\n"), tail.lastIndexOf(" "), 0) + 1 || tail.length;
      freezeTokens(withInline(blockTokens(tail.slice(0, cut))));
      tail = tail.slice(cut);
    }
  };

  return {
    /** The blocks of `text`. Fast when `text` begins with what was given before. */
    update(text: string): readonly Block[] {
      const clean = text.includes("\r")
        ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n")
        : text;
      if (clean === source) return this.blocks(true);
      if (source === "" || !clean.startsWith(source)) reset();
      tail += clean.slice(source.length);
      source = clean;
      if (!fence || takeFence(fence)) takeBlocks();
      return this.blocks(true);
    },
    /** All blocks; with `isStreaming` half-open emphasis at the end is closed, so that it does not flicker. */
    blocks(isStreaming: boolean): readonly Block[] {
      if (fence) {
        const { language } = fence;
        // The last line has no newline yet: when it ends the fence, it is no code.
        const isClosed = closingOf(fence).test(tail);
        const text = isClosed ? code.replace(/\n$/, "") : code + tail;
        return [
          ...frozen,
          { kind: "code", key: nextKey, language, text, isClosed: isClosed || !isStreaming },
        ];
      }
      if (tail.trim() === "") return frozen.slice();
      const tokens = withInline(blockTokens(isStreaming ? closeInline(tail) : tail)).filter(
        ({ type }) => type !== "space",
      );
      return [...frozen, { kind: "tokens", key: nextKey, tokens }];
    },
  };
}

export type Markdown = ReturnType<typeof createMarkdown>;

const closingOf = ({ marker }: OpenFence): RegExp => new RegExp(`^ {0,3}${marker}+[ \\t]*$`);

/** Block tokens without their inline parts; a text that the lexer cannot take is one paragraph of plain text. */
function blockTokens(text: string): Token[] {
  if (nestsTooDeep(text)) return [plain(text)];
  const lexer = new Lexer(options);
  try {
    return lexer.blockTokens(text, []);
  } catch {
    return [plain(text)]; // too deep for the lexer's recursion: shown as it is
  }
}

/** The blocks lexed once more, with their inline parts. */
function withInline(tokens: readonly Token[]): readonly Token[] {
  const lexer = new Lexer(options);
  return tokens.flatMap(token => {
    if (token.type === "space") return [token];
    try {
      const parsed = lexer.blockTokens(token.raw, []);
      for (const { src, tokens: into } of lexer.inlineQueue.splice(0)) {
        if (src.length > maxInline || /[*_~[\]`]{200}/.test(src))
          into.push({ type: "text", raw: src, text: src });
        else lexer.inlineTokens(src, into);
      }
      return parsed;
    } catch {
      return [plain(token.raw)];
    }
  });
}

const plain = (text: string): Token => ({ type: "text", raw: text, text });

/** Quote and list markers that nest beyond sense; the lexer recurses once for each. */
const nestsTooDeep = (text: string): boolean =>
  new RegExp(`^(?:[ \\t]*(?:>|[-*+](?=[ \\t]|$)|\\d+[.)](?=[ \\t]|$))){${maxNesting}}`, "m").test(
    text,
  );

/** Closes what a half-streamed last line leaves open: code, bold, and a link whose address is still coming. */
export function closeInline(text: string): string {
  const start = text.lastIndexOf("\n\n") + 1;
  const last = text.slice(start);
  if (last.length > maxInline) return text;
  if (count(last, /`/g) % 2 === 1) return `${text}\``;
  const withoutLink = text.replace(/!?\[([^\]\n]*)\]\([^)\n]*$/, "$1");
  const withoutCode = last.replace(/`[^`]*`/g, "");
  return count(withoutCode, /\*\*/g) % 2 === 1 && !/\*\*\s*$/.test(withoutLink)
    ? `${withoutLink}**`
    : withoutLink;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
