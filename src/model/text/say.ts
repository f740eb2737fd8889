import type { Reason, Told } from "./reason.ts";
import {
  englishOf,
  filled,
  numberText,
  textOf,
  type IdIn,
  type ValuesOf,
  type Words,
} from "./speak.ts";
import { sharedWords } from "./words/shared.ts";

/** Says a text by its id, as plain text: it is escaped where it is shown. */
export type Say<W extends Words> = <I extends IdIn<W>>(
  id: I,
  ...values: ValuesOf<W, I, Told>
) => string;

/** How a face says its own words and the shared ones. */
export const speaker =
  <const W extends Words>(words: W): Say<W> =>
  (id, ...[values]) =>
    tell(words, id, values);

/** Says a shared text. */
export const say = speaker(sharedWords);

/** Says a reason in English, whatever language was chosen: for the model and for the log. */
export const inEnglish = ({ id, values }: Reason): string =>
  tell(sharedWords, id, values, { textOf: englishOf, numberText: String });

/** Says a reason. An id that this version does not know is its own text. */
export const said = ({ id, values }: Reason): string => tell(sharedWords, id, values);

/** A text that is either somebody's own or a reason. */
export const told = (text: string | Reason): string =>
  typeof text === "string" ? text : said(text);

interface InLanguage {
  textOf(words: Words, id: string, count: unknown): string;
  numberText(value: number): string;
}
const chosen: InLanguage = { textOf, numberText: value => numberText(value) };

function tell(
  words: Words,
  id: string,
  values: Readonly<Record<string, Told>> | undefined,
  language: InLanguage = chosen,
): string {
  const texts = Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === "object"
        ? tell(sharedWords, value.id, value.values, language)
        : typeof value === "number"
          ? language.numberText(value)
          : value,
    ]),
  );
  return filled(language.textOf(words, id, values?.["count"]), texts);
}
