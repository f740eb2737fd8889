/** Chinese, Japanese and Korean letters, and the punctuation that is written among them. */
export const cjk =
  /[\u1100-\u11ff\u2e80-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{1b000}-\u{1b16f}\u{1f200}-\u{1f2ff}\u{20000}-\u{3ffff}]/u;

const punctuation = /[\p{P}\p{S}]/u;

/**
 * Text in which the lexer looks for the ends of emphasis. Beside a `*` that touches such a letter, punctuation counts as a
 * letter: no space stands between words there, so that the usual rule would take `**「注」**と` for text.
 */
export function withLettersAtDelimiters(text: string): string {
  if (!cjk.test(text)) return text;
  let made = "";
  let done = 0;
  for (const { 0: run, index } of text.matchAll(/\*+|~+/g)) {
    const before = characterBefore(text, index);
    const after = characterAt(text, index + run.length);
    if (!cjk.test(before) && !cjk.test(after)) continue;
    const [start, end] = [index - before.length, index + run.length + after.length];
    // One character may stand between two runs: then it was taken with the first of them.
    if (start >= done) made += text.slice(done, start) + asLetter(before);
    else made += text.slice(done, index);
    made += run + asLetter(after);
    done = end;
  }
  return made + text.slice(done);
}

const asLetter = (character: string): string =>
  punctuation.test(character) && !/[*~_]/.test(character)
    ? "a".repeat(character.length)
    : character;

export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  const isPair = /[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 2), at));
  return text.slice(Math.max(0, at - (isPair ? 2 : 1)), at);
}
