import { Hooks, type Lexer, type MarkedOptions, type Tokenizer, type Tokens } from "marked";
import { upToAddressEnd } from "./addresses.ts";
import { characterAt, cjk, withLettersAtDelimiters } from "./cjk.ts";
import { spacedLink, windowsPath } from "./files.ts";
import { findFormulas, formulaBlock, formulaBlockAfter, type Formula } from "./maths.ts";
import { nestedFence } from "./nestedFence.ts";
import { referenceAt } from "./references.ts";
import { firstLines, withBarsInCode } from "./tables.ts";

/** An inline text that is being lexed. Its formulas are found once, in their order. */
interface InlineText {
  readonly length: number;
  readonly formulas: readonly Formula[];
  next: number;
}

/** What Markdown as models write it needs beyond the lexer's own rules. */
export interface Rules {
  readonly options: Pick<MarkedOptions, "extensions" | "hooks">;
  /** Puts the rules into a lexer that was made with these options, and its tokenizer. */
  into(lexer: Lexer, tokenizer: Tokenizer): void;
}

/** `isWhole`: nothing more comes, so that a formula that has not ended is none. */
export function createRules(isWhole: boolean): Rules {
  const texts: InlineText[] = [];
  const formulas = createFormulaRules(texts, isWhole);
  const hooks = new Hooks();
  hooks.emStrongMask = masked => withLettersAtDelimiters(formulas.mask(masked));
  return {
    options: {
      extensions: {
        renderers: {},
        childTokens: {},
        block: [formulas.block],
        startBlock: [formulaBlockAfter],
        inline: [formulas.inline],
        startInline: [formulas.start],
      },
      hooks,
    },
    into(lexer, tokenizer) {
      addEmphasis(tokenizer);
      addLinks(lexer, tokenizer);
      addBlocks(lexer, tokenizer);
      const { inlineTokens } = lexer;
      lexer.inlineTokens = (src, tokens) => {
        texts.push({ length: src.length, formulas: findFormulas(src), next: 0 });
        try {
          return inlineTokens.call(lexer, src, tokens);
        } finally {
          texts.pop();
        }
      };
    },
  };
}

function createFormulaRules(texts: readonly InlineText[], isWhole: boolean) {
  /** The first formula of the current text that does not begin before a place. */
  const nextFormula = (at: number): Formula | undefined => {
    const text = texts.at(-1);
    if (!text) return undefined;
    while ((text.formulas[text.next]?.start ?? Infinity) < at) text.next++;
    return text.formulas[text.next];
  };
  const placeOf = (rest: string): number => (texts.at(-1)?.length ?? rest.length) - rest.length;
  return {
    mask(masked: string): string {
      const found = texts.at(-1)?.formulas ?? [];
      let made = "";
      let done = 0;
      for (const { start, end } of found) {
        made += masked.slice(done, start) + "a".repeat(end - start);
        done = end;
      }
      return made + masked.slice(done);
    },
    block(src: string): Tokens.Generic | undefined {
      const found = formulaBlock(src);
      if (!found || (found.kind === "open" && isWhole)) return undefined;
      const { raw } = found;
      return found.kind === "open"
        ? { type: "unfinished", raw }
        : { type: "formula", raw, tex: found.tex, isDisplay: true };
    },
    inline(src: string): Tokens.Generic | undefined {
      const at = placeOf(src);
      const found = nextFormula(at);
      if (found?.start !== at) return undefined;
      const raw = src.slice(0, found.end - at);
      return { type: "formula", raw, tex: found.tex, isDisplay: found.isDisplay };
    },
    start(src: string): number {
      const at = placeOf(src);
      const found = nextFormula(at);
      return found ? found.start - at : -1;
    },
  };
}

/** Emphasis beside letters of languages without spaces: what stands before it does not keep it from beginning. */
function addEmphasis(tokenizer: Tokenizer): void {
  const { emStrong, del } = tokenizer;
  const before = (src: string, previous = "") => {
    const run = /^(?:\*+|~+)/.exec(src)?.[0] ?? "";
    const isAmongLetters =
      run !== "" && (cjk.test(previous) || cjk.test(characterAt(src, run.length)));
    return isAmongLetters ? "" : previous;
  };
  tokenizer.emStrong = (src, masked, previous) =>
    emStrong.call(tokenizer, src, masked, before(src, previous));
  tokenizer.del = (src, masked, previous) =>
    del.call(tokenizer, src, masked, before(src, previous));
}

function addLinks(lexer: Lexer, tokenizer: Tokenizer): void {
  const { link, reflink, def, url } = tokenizer;
  tokenizer.link = src => {
    const found = link.call(tokenizer, src);
    if (found) {
      const path = windowsPath(found.raw);
      return path === null ? found : { ...found, href: path };
    }
    const spaced = /^!?\[/.test(src) && !lexer.state.inLink ? spacedLink(src) : null;
    if (!spaced) return undefined;
    const { raw, text, href } = spaced;
    return { type: "link", raw, href, title: null, text, tokens: lexer.inlineTokens(text) };
  };
  tokenizer.reflink = src => {
    const found = lexer.state.inLink ? null : referenceAt(src, tokenizer);
    if (!found) return reflink.call(tokenizer, src, {});
    const token: Tokens.Generic = {
      type: "reference",
      raw: found.raw,
      tag: found.tag,
      rest: found.rest,
      tokens: lexer.inlineTokens(found.label),
    };
    // The type of what this gives knows only the lexer's own kinds of token.
    return token as Tokens.Link;
  };
  // A footnote is shown as it is written.
  tokenizer.def = src => (/^ {0,3}\[\^/.test(src) ? undefined : def.call(tokenizer, src));
  tokenizer.url = src => url.call(tokenizer, upToAddressEnd(src));
}

function addBlocks(lexer: Lexer, tokenizer: Tokenizer): void {
  const { fences, html, lheading, table } = tokenizer;
  tokenizer.fences = src => nestedFence(src) ?? fences.call(tokenizer, src);
  // A line break is no block, and what follows it is text.
  tokenizer.html = src => (/^ {0,3}<br[ /]*>/i.test(src) ? undefined : html.call(tokenizer, src));
  // A line of a formula may look like the underline of a heading.
  tokenizer.lheading = src => {
    const found = lheading.call(tokenizer, src);
    if (!found || formulaBlockAfter(found.raw) < 0) return found;
    lexer.inlineQueue.pop();
    return undefined;
  };
  tokenizer.table = src => {
    const changed = withBarsInCode(src);
    const found = changed === null ? undefined : table.call(tokenizer, changed);
    return found ? { ...found, raw: firstLines(src, found.raw) } : table.call(tokenizer, src);
  };
}
