import type { Token } from "marked";
import { visible } from "../../src/model/text/visible.ts";
import { decodeEntities } from "../markdown/entities.ts";
import { blockTokens, withInline } from "../markdown/lexer.ts";

/** So much of an answer is looked at; what is read aloud begins in it. */
const lookedAt = 4000;
const longestSaid = 300;
/** Work for the lexer, as `lexer.ts` counts it: a short text needs little of it. */
const work = 200_000;

/** The first sentence of a Markdown text as plain words; empty where it holds none, as in a text that is all code. */
export function firstSentence(markdown: string, language: string): string {
  const budget = { left: work };
  const blocks = withInline(blockTokens(markdown.slice(0, lookedAt), budget), budget);
  for (const block of blocks) {
    const words = visible(wordsOf(block).replace(/\s+/g, " ").trim());
    if (words === "") continue;
    const [first] = new Intl.Segmenter(language, { granularity: "sentence" }).segment(words);
    return cutAt(first?.segment.trim() ?? words);
  }
  return "";
}

/** What a reader would read out: no marks, no code blocks, no tables, and of a link its words. */
function wordsOf(token: Token): string {
  switch (token.type) {
    case "code":
    case "table":
    case "hr":
    case "space":
    case "def":
      return "";
    case "br":
      return " ";
    case "codespan":
    case "escape":
      return textOf(token);
    case "html":
      return /^<br\s*\/?>$/i.test(token.raw.trim()) ? " " : textOf(token);
    case "list":
      return "items" in token && Array.isArray(token["items"])
        ? (token["items"].map((item: Token) => wordsOf(item)).find(words => words !== "") ?? "")
        : "";
    default:
      return "tokens" in token && token.tokens
        ? token.tokens.map(wordsOf).join("")
        : decodeEntities(textOf(token));
  }
}

const textOf = (token: Token): string =>
  "text" in token && typeof token["text"] === "string" ? token["text"] : "";

const cutAt = (text: string): string => {
  const characters = Array.from(text);
  return characters.length > longestSaid ? `${characters.slice(0, longestSaid).join("")}…` : text;
};
