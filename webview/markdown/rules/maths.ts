/** A formula in a text. */
export interface Formula {
  readonly start: number;
  readonly end: number;
  /** What stands between the delimiters. */
  readonly tex: string;
  /** Set on a line of its own. */
  readonly isDisplay: boolean;
}

/** A longer formula is shown as it was written. */
const longest = 4000;
const longestDollar = 400;

/** The formulas of an inline text, in their order. Code holds none. Each character is looked at once. */
export function findFormulas(text: string): readonly Formula[] {
  if (!/[$\\]/.test(text)) return [];
  const found: Formula[] = [];
  const ends = createEnds(text);
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "`") {
      at = ends.ofCode(at) - 1;
      continue;
    }
    if (character !== "$" && character !== "\\") continue;
    const formula = character === "$" ? ends.ofDollars(at) : ends.ofBrackets(at);
    if (formula) found.push(formula);
    if (formula) at = formula.end - 1;
    else if (character === "\\" || text.charAt(at + 1) === "$") at++;
  }
  return found;
}

/** Finds ends in one text. What was searched for in vain is not searched for again. */
function createEnds(text: string) {
  const inVain = new Set<string>();
  const indexOf = (end: string, from: number): number => {
    if (inVain.has(end)) return -1;
    const at = text.indexOf(end, from);
    if (at < 0) inVain.add(end);
    return at;
  };
  const formula = (start: number, opening: number, close: string): Formula | null => {
    const end = indexOf(close, start + opening);
    const tex = end < 0 || end - start > longest ? "" : text.slice(start + opening, end);
    return tex.trim() === "" || /\n[ \t]*\n/.test(tex)
      ? null
      : { start, end: end + close.length, tex, isDisplay: close !== "\\)" };
  };
  return {
    /** The place behind the code that begins here, or behind its marker where it does not end. */
    ofCode(at: number): number {
      let marker = at;
      while (text.charAt(marker) === "`") marker++;
      const run = text.slice(at, marker);
      for (let end = indexOf(run, marker); end >= 0; end = text.indexOf(run, end)) {
        let behind = end;
        while (text.charAt(behind) === "`") behind++;
        if (behind - end === run.length) return behind;
        end = behind;
      }
      inVain.add(run);
      return marker;
    },
    /** `\( \)` and `\[ \]`. An escaped bracket of a text or of a link is none. */
    ofBrackets(at: number): Formula | null {
      const opening = text.slice(at, at + 2);
      if (opening === "\\(") {
        const found = formula(at, 2, "\\)");
        return found && isLikely(found.tex) ? found : null;
      }
      if (opening !== "\\[" || /[\w\])]/.test(text.charAt(at - 1))) return null;
      const found = formula(at, 2, "\\]");
      return found && isLikely(found.tex) && !/[(:[\w]/.test(text.charAt(found.end)) ? found : null;
    },
    ofDollars(at: number): Formula | null {
      if (text.startsWith("$$", at)) {
        const found = formula(at, 2, "$$");
        return found && isLikely(found.tex) && text.charAt(at + 2) !== "$" ? found : null;
      }
      if (/[\w\\$)\]}]/.test(text.charAt(at - 1)) || /[\s$]/.test(text.charAt(at + 1))) return null;
      const end = text.indexOf("$", at + 1);
      if (end < 0 || end - at > longestDollar) return null;
      const tex = text.slice(at + 1, end);
      const isClosed = !/[\s\\]$/.test(tex) && !/[\w$({[]/.test(text.charAt(end + 1));
      return isClosed && !/[\n"`]/.test(tex) && isSurely(tex)
        ? { start: at, end: end + 1, tex, isDisplay: false }
        : null;
    },
  };
}

/** A formula without its commands and what they take: what is left of words is prose. */
const bare = (tex: string): string => tex.replace(/\\[a-zA-Z]+\*?(?:\s*\{[^{}]*\})*/g, " ");

const sign = /\\[a-zA-Z]|[=^_+*/<>|~-]|\\\\|[\u2190-\u22ff\u0370-\u03ff]/;
/** A letter or two with a number, a number: `x`, `2n`, `f'`, `n!`, `f(x)`. */
const term = /^-?[\d.,]*[A-Za-z]{0,2}\d*'{0,3}!?(?:\([\w, ]{1,10}\))?%?$/;
const functions =
  /\b(?:sin|cos|tan|log|exp|lim|max|min|mod|det|gcd|lcm|arg|sup|inf|dim|ker|deg)\b/g;

/** Whether a text between dollars is a formula beyond doubt: prices, paths and shell variables are none. */
const isSurely = (tex: string): boolean => {
  if (term.test(tex)) return true;
  const rest = bare(tex).replace(functions, " ");
  return (
    sign.test(tex) &&
    !/[A-Za-z]{3,}|[A-Za-z]{2,} [A-Za-z]{2,}/.test(rest) &&
    !/^[A-Z_]+[:/]/.test(tex)
  );
};

/** Whether a text between delimiters that only formulas have is one, and not words in escaped brackets. */
const isLikely = (tex: string): boolean => {
  if (/(?:^|\s)--?[A-Za-z]{2,}/.test(tex)) return false;
  const rest = bare(tex);
  if (sign.test(tex)) return !/[A-Za-z]{3,}[ ,]+[A-Za-z]{3,}[ ,]+[A-Za-z]{3,}/.test(rest);
  return !/[A-Za-z]{4,}|[A-Za-z]{2,} [A-Za-z]{2,}/.test(rest) && !/["'`]/.test(tex);
};

/** Further behind no formula begins a block of its own. */
const longestParagraph = 2000;
const blockStart = /^ {0,3}(\$\$|\\\[)/;

/** A formula on lines of its own at the beginning of a text, or the text of one that has not ended yet. */
export type FormulaBlock =
  | { readonly kind: "formula"; readonly raw: string; readonly tex: string }
  | { readonly kind: "open"; readonly raw: string };

export function formulaBlock(source: string): FormulaBlock | null {
  const start = blockStart.exec(source);
  if (!start) return null;
  const close = start[1] === "$$" ? "$$" : "\\]";
  const blank = source.search(/\n[ \t]*\n/);
  const block = source.slice(0, Math.min(blank < 0 ? source.length : blank, longest));
  const end = block.indexOf(close, start[0].length);
  if (end < 0) return blank < 0 && source.length < longest ? { kind: "open", raw: source } : null;
  const tex = block.slice(start[0].length, end);
  const behind = /^[ \t]*[.,;]?[ \t]*(?:\n|$)/.exec(source.slice(end + close.length));
  if (!behind || tex.trim() === "" || !isLikely(tex)) return null;
  return { kind: "formula", raw: source.slice(0, end + close.length + behind[0].length), tex };
}

/** Where a later line of the first paragraph of a text may begin a formula block; -1 for nowhere. */
export function formulaBlockAfter(source: string): number {
  const end = source.indexOf("\n\n");
  const paragraph = source.slice(0, Math.min(end < 0 ? source.length : end, longestParagraph));
  const found = /\n {0,3}(?:\$\$|\\\[)/.exec(paragraph);
  return found ? found.index + 1 : -1;
}
