/**
 * Texts that people read have ids. Their English stands in tables of words beside the face that shows them; a language
 * is one more table with the same ids. `{name}` in a text is the place of a value. `ID_one`, `ID_other` ... are the forms
 * of the text ID for its value `count`, by the plural rules of the language.
 */
export type Words = Readonly<Record<string, string>>;

type Joined<T extends readonly Words[]> = T extends readonly [
  infer First,
  ...infer Rest extends readonly Words[],
]
  ? First & Joined<Rest>
  : unknown;

/** Tables as one. It has no prototype: an ordinary object takes three times as long to be given hundreds of names. */
export const joinWords = <const T extends readonly Words[]>(...tables: T): Joined<T> =>
  Object.assign(Object.create(null), ...tables);

type Form = "zero" | "one" | "two" | "few" | "many" | "other";

/** The ids of a table. */
export type IdIn<W extends Words> = {
  [K in keyof W & string]: K extends `${infer Base}_${Form}` ? Base : K;
}[keyof W & string];

type TextOf<W extends Words, I extends string> = I extends keyof W
  ? W[I]
  : `${I}_other` extends keyof W
    ? W[`${I}_other`]
    : never;
type PlacesIn<T> = T extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesIn<Rest>
  : never;

/** The names of the places in a text; `count` too where it has forms. */
export type PlacesOf<W extends Words, I extends string> =
  PlacesIn<TextOf<W, I>> | (I extends keyof W ? never : "count");

/** What is said with an id: nothing more, or a value for each of its places. */
export type ValuesOf<W extends Words, I extends string, V> = [PlacesOf<W, I>] extends [never]
  ? []
  : [values: { readonly [P in PlacesOf<W, I>]: V }];

interface Language {
  readonly tag: string;
  readonly words: Words;
}

/** The language of the tables themselves. */
const english: Language = { tag: "en", words: {} };
let language = english;

/** Chooses the language of all texts, once, before any is made. What `words` lacks is said in English. */
export function useLanguage(tag: string, words: Words): void {
  language = { tag, words };
}

/** The text of an id in the chosen language, its places not filled; an id that nobody knows is its own text. */
export const textOf = (words: Words, id: string, count: unknown): string =>
  find(words, id, count, language);

/** The English text of an id, whatever language was chosen. */
export const englishOf = (words: Words, id: string, count: unknown): string =>
  find(words, id, count, english);

function find(words: Words, id: string, count: unknown, { tag, words: theirs }: Language): string {
  const forms =
    typeof count === "number" ? [`${id}_${formOf(tag, count)}`, `${id}_other`, id] : [id];
  for (const table of [theirs, words])
    for (const key of forms) {
      const text = Object.hasOwn(table, key) ? table[key] : undefined;
      if (text !== undefined) return text;
    }
  return id;
}

const formOf = (tag: string, count: number): string => new Intl.PluralRules(tag).select(count);

/** A number in the digits of the language. It is grouped from five digits on: `1500`, `15,000`. */
export const numberText = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(language.tag, { useGrouping: "min2", ...options }).format(value);

/** The order of names as a person sorts them: `file2` comes before `file10`. */
export const compareNames = (left: string, right: string): number =>
  new Intl.Collator(language.tag, { numeric: true }).compare(left, right);

/** Facts as one text, `a, b, c`, without the empty ones. */
export const listText = (facts: readonly string[]): string =>
  new Intl.ListFormat(language.tag, { type: "unit" }).format(facts.filter(fact => fact !== ""));

/** A text cut at its places: literal parts, and between each two of them the name of a place. */
export function cut(text: string): { readonly parts: readonly string[]; readonly names: string[] } {
  const pieces = text.split(/\{([A-Za-z]+)\}/);
  return {
    parts: pieces.filter((_piece, at) => at % 2 === 0),
    names: pieces.filter((_piece, at) => at % 2 === 1),
  };
}

/** A text with its values in their places; a place without a value keeps its name. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  const { parts, names } = cut(text);
  return parts.reduce((before, part, at) => {
    const name = names[at - 1] ?? "";
    return before + (Object.hasOwn(values, name) ? String(values[name]) : `{${name}}`) + part;
  });
}
