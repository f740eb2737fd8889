/**
 * Text as a person must see it before saying yes: every character that hides, reorders or moves is written out
 * (SAFETY S11). Newline and tab stay. `ESC` becomes `␛`, a bidi override `⟨U+202E⟩`.
 */
export function visible(text: string): string {
  return text.replace(hidden, character => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return "␡";
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/** Whether `visible` would change anything: worth a warning line. */
export const hidesCharacters = (text: string): boolean => visible(text) !== text;

// Controls, soft hyphen, combining joiners, Arabic letter mark, zero-width and bidi marks, odd spaces, variation
// selectors, tags, BOM, unassigned surrogates.
const hidden =
  /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u00a0\u034f\u115f\u1160\u17b4\u17b5\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
