/** Whether an invisible character is at a place where people write it on purpose. */
export function joins(text: string, at: number, character: string): boolean {
  const before = text.slice(Math.max(0, at - longest), at);
  const after = text.slice(at + character.length, at + character.length + longest);
  return allRules().some(
    ({ characters, isBefore, isAfter }) =>
      characters.test(character) &&
      isBefore.test(before) &&
      (isAfter === undefined || isAfter.test(after)),
  );
}

interface Rule {
  readonly characters: RegExp;
  readonly isBefore: RegExp;
  readonly isAfter?: RegExp;
}

/** Enough of the neighbours for every rule, in UTF-16 units. */
const longest = 16;

const pictograph = String.raw`(?:(?![#*0-9])\p{Extended_Pictographic}|\p{Regional_Indicator}{2})`;
const picture = String.raw`${pictograph}(?:\ufe0f|\p{Emoji_Modifier})?`;
/** Scripts whose words hold joiners beside a virama, the mark that removes a vowel. */
const indic = String.raw`[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]`;
const virama = String.raw`[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]`;
const arabic = String.raw`[\p{Script=Arabic}\p{Script=Syriac}]\p{Mn}*`;
const unspaced = String.raw`[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;

/** The flags of England, Scotland and Wales. Any other row of tags can carry a text unseen. */
function flagRules(name: string): readonly Rule[] {
  const tags = Array.from(name, letter => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
  const all = [...tags, "\u{e007f}"];
  return all.map((tag, at) => ({
    characters: new RegExp(tag, "u"),
    isBefore: new RegExp(`\u{1f3f4}${all.slice(0, at).join("")}$`, "u"),
    isAfter: new RegExp(`^${all.slice(at + 1).join("")}`, "u"),
  }));
}

/** Made when the first text needs them: their many patterns take a millisecond. */
let rules: readonly Rule[] | undefined;
const allRules = () => (rules ??= makeRules());

const makeRules = (): readonly Rule[] => [
  // 👩‍💻, and a skin tone or a VS16 before the joiner.
  {
    characters: /\u200d/u,
    isBefore: new RegExp(`${picture}$`, "u"),
    isAfter: new RegExp(`^${pictograph}`, "u"),
  },
  // ⚠️ and ⚠︎: whether an emoji is drawn in colour.
  {
    characters: /[\ufe0e\ufe0f]/u,
    isBefore: new RegExp(String.raw`${pictograph}\p{Emoji_Modifier}?$`, "u"),
  },
  // The keycap 1️⃣.
  { characters: /\ufe0f/u, isBefore: /[#*0-9]$/u, isAfter: /^\u20e3/u },
  ...["gbeng", "gbsct", "gbwls"].flatMap(flagRules),
  // Persian: the halves of a word that do not join.
  {
    characters: /\u200c/u,
    isBefore: new RegExp(`${arabic}$`, "u"),
    isAfter: /^[\p{Script=Arabic}\p{Script=Syriac}]/u,
  },
  { characters: /\u200d/u, isBefore: new RegExp(`${arabic}$`, "u") },
  // Hindi and its kin: after a virama, and between a letter and its virama.
  { characters: /[\u200c\u200d]/u, isBefore: new RegExp(`${indic}${virama}$`, "u") },
  {
    characters: /[\u200c\u200d]/u,
    isBefore: new RegExp(`${indic}$`, "u"),
    isAfter: new RegExp(`^${virama}`, "u"),
  },
  // Thai and its kin: where a line may break between words.
  {
    characters: /\u200b/u,
    isBefore: new RegExp(`${unspaced}$`, "u"),
    isAfter: new RegExp(`^${unspaced}`, "u"),
  },
  // A variant of a Japanese or Chinese character in a name.
  { characters: /[\ufe00-\ufe0d\u{e0100}-\u{e01ef}]/u, isBefore: /\p{Unified_Ideograph}$/u },
  { characters: /[\u180b-\u180f]/u, isBefore: /\p{Script=Mongolian}$/u },
];
