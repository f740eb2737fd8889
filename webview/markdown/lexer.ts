import { Lexer, Tokenizer, type Token } from "marked";
import { createRules } from "./rules/rules.ts";

/**
 * How much work lexing may be: each step costs what it may have to look through. Ordinary text of the size that is lexed at
 * once needs a hundredth of it; a text that was made to be slow ends as plain text. Work is counted, not time: the same
 * text looks the same on any machine.
 */
export interface Budget {
  left: number;
}

export const fullBudget = 2_000_000;

/** Longer inline text is shown as it is. */
export const maxInline = 10_000;
/** More brackets, or more delimiters in a row, than people write: the lexer searches the text behind each of them. */
const tooManyBrackets = 400;
const tooLongRun = /[*_~[\]`]{200}/;
/** Deeper quotes and lists are shown as text. */
const nestsTooDeep = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))){20}/m;

const options = { gfm: true, breaks: false } as const;

class SpentError extends Error {
  override readonly name = "SpentError";
}

/** Block tokens without their inline parts; a text that the lexer cannot take, or not in time, is plain text. */
export function blockTokens(text: string, budget: Budget): readonly Token[] {
  if (nestsTooDeep.test(text)) return [plain(text)];
  try {
    return lexerFor(budget, false).blockTokens(text, []);
  } catch {
    return [plain(text)]; // too deep or too slow: shown as it is
  }
}

/** The blocks lexed once more, with their inline parts. `isOpen`: a block that has not ended is shown as it is. */
export function withInline(
  tokens: readonly Token[],
  budget: Budget,
  isOpen = false,
): readonly Token[] {
  return tokens.flatMap(token => {
    if (token.type === "space" || token.type === "plain") return [token];
    if (token.type === "unfinished" && isOpen) return [plain(token.raw.trimEnd())];
    try {
      const lexer = lexerFor(budget, true);
      const parsed = lexer.blockTokens(token.raw, []);
      for (const { src, tokens: into } of lexer.inlineQueue.splice(0)) {
        if (src.length > maxInline || count(src, /\[/g) > tooManyBrackets || tooLongRun.test(src))
          into.push({ type: "text", raw: src, text: src });
        else lexer.inlineTokens(src, into);
      }
      return parsed;
    } catch {
      return [plain(token.raw)];
    }
  });
}

/** Text that is shown as it is, with its line breaks. */
export const plain = (text: string): Token => ({ type: "plain", raw: text, text });

function lexerFor(budget: Budget, isWhole: boolean): Lexer {
  const tokenizer = new Tokenizer(options);
  const charge = (work: number) => {
    budget.left -= work;
    if (budget.left < 0) throw new SpentError();
  };
  const { space, list, blockquote, escape } = tokenizer;
  // The lexer tries this first at each block, and at each place of an inline text.
  tokenizer.space = src => {
    charge(src.length / 8);
    return space.call(tokenizer, src);
  };
  tokenizer.escape = src => {
    // For each delimiter the lexer looks for its other end.
    charge(src.length * (/^[*_]/.test(src) ? 4 : 1));
    return escape.call(tokenizer, src);
  };
  // For every line these scan the rest of the text.
  tokenizer.list = src => {
    if (!/^ {0,3}(?:[-*+]|\d{1,9}[.)])/.test(src)) return list.call(tokenizer, src);
    const paragraph = src.indexOf("\n\n");
    charge((src.length * lineCount(paragraph < 0 ? src : src.slice(0, paragraph))) / 8);
    const found = list.call(tokenizer, src);
    if (found) charge((src.length * lineCount(found.raw)) / 8);
    return found;
  };
  tokenizer.blockquote = src => {
    if (/^ {0,3}>/.test(src)) charge(src.length * 4);
    return blockquote.call(tokenizer, src);
  };
  const rules = createRules(isWhole);
  const lexer = new Lexer({ ...options, ...rules.options, tokenizer });
  rules.into(lexer, tokenizer);
  const { inlineTokens } = lexer;
  // The lexer scans the whole text several times before it begins.
  lexer.inlineTokens = (src, tokens) => {
    charge(src.length * 8);
    return inlineTokens.call(lexer, src, tokens);
  };
  return lexer;
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** Closes what a half-streamed last line leaves open: code, bold, and a link whose address is still coming. */
export function closeInline(text: string): string {
  const last = text.slice(text.lastIndexOf("\n\n") + 1);
  if (last.length > maxInline) return text;
  if (count(last, /`/g) % 2 === 1) return `${text}\``;
  const withoutLink = dropOpenLink(text);
  const withoutCode = last.replace(/`[^`]*`/g, "");
  return count(withoutCode, /\*\*/g) % 2 === 1 && !/\*\*[ \t\n]*$/.test(withoutLink)
    ? `${withoutLink}**`
    : withoutLink;
}

/** `see [the docs](https://exa` becomes `see the docs`. */
function dropOpenLink(text: string): string {
  const address = text.lastIndexOf("](");
  if (address < 0 || /[)\n]/.test(text.slice(address))) return text;
  const begin = Math.max(text.lastIndexOf("]", address - 1), text.lastIndexOf("\n", address)) + 1;
  const label = text.indexOf("[", begin);
  if (label < 0 || label > address) return text;
  const before = text.slice(0, label).replace(/!$/, "");
  return before + text.slice(label + 1, address);
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
