import type { Reason, Told } from "./reason.ts";
import { filled, numberText, textOf, type IdIn, type ValuesOf, type Words } from "./speak.ts";
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

/** Says a reason. An id that this version does not know is its own text. */
export const said = ({ id, values }: Reason): string => tell(sharedWords, id, values);

/** A text that is either somebody's own or a reason. */
export const told = (text: string | Reason): string =>
  typeof text === "string" ? text : said(text);

function tell(
  words: Words,
  id: string,
  values: Readonly<Record<string, Told>> | undefined,
): string {
  const texts = Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === "object"
        ? said(value)
        : typeof value === "number"
          ? numberText(value)
          : value,
    ]),
  );
  return filled(textOf(words, id, values?.["count"]), texts);
}
