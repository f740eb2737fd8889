/** Letters that are written from right to left. */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Code, formulas, tags, addresses, marks of lists and checkboxes: they do not tell in which language a text is. */
const noLanguage =
  /`[^`]*`|\$[^$\n]*\$|\\[([][^\n]*?\\[)\]]|<[^<>\n]*>|\]\([^()\n]*\)|(?:https?:\/\/|www\.)\S+|^[ \t]*[-*+]?[ \t]*\[[ xX]\]/gm;
const longest = 2000;

/**
 * The direction of a block that holds others, by its first letter. The browser's own `auto` does not look into what has a
 * direction itself: a list of Hebrew paragraphs would have its marks on the left.
 */
export function directionOf(text: string): "ltr" | "rtl" {
  const letter = /\p{L}/u.exec(text.slice(0, longest).replace(noLanguage, " "))?.[0];
  return letter !== undefined && rightToLeft.test(letter) ? "rtl" : "ltr";
}
