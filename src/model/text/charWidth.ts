/** First and last code points of what East Asian fonts draw over two columns. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];
const emoji = /^\p{Emoji_Presentation}/u;
/** Marks that stand on the character before them, joiners, and the colours of skin. */
const joined = /^[\p{Mn}\p{Me}\p{Cf}\u{1f3fb}-\u{1f3ff}]/u;

/** How many columns of a terminal a character takes: 0 where it joins the one before it. */
export function charWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  // Most of what is wide, and without marks.
  if (code >= 0x3400 && code <= 0x9fff) return 2;
  if (joined.test(character)) return 0;
  if (wide.some(([first, last]) => code >= first && code <= last)) return 2;
  // The letters of a flag take one column each: the flag is drawn over both.
  return emoji.test(character) && (code < 0x1f1e6 || code > 0x1f1ff) ? 2 : 1;
}
