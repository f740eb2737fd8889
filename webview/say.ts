import type { ComponentChildren } from "preact";
import type { Told } from "../src/model/text/reason.ts";
import { speaker } from "../src/model/text/say.ts";
import { cut, numberText, textOf, type IdIn, type ValuesOf } from "../src/model/text/speak.ts";
import { webviewWords } from "./words/words.ts";

type W = typeof webviewWords;

/** Says a text of the chat. Call it while drawing, never while a module loads: the language is chosen after that. */
export const say = speaker(webviewWords);

/** Says a text whose places are filled with elements. */
export function sayWith<I extends IdIn<W>>(
  id: I,
  ...given: ValuesOf<W, I, Exclude<ComponentChildren, Told> | string | number>
): ComponentChildren {
  const values: Readonly<Record<string, ComponentChildren>> = given[0] ?? {};
  const { parts, names } = cut(textOf(webviewWords, id, values["count"]));
  const placed = (name: string): ComponentChildren => {
    const value = values[name];
    return typeof value === "number" ? numberText(value) : value;
  };
  return parts.flatMap((part, at) => (at === 0 ? [part] : [placed(names[at - 1] ?? ""), part]));
}

/** Says a word of the protocol. A newer server's word, which has no id, is shown as it came. */
export const sayKnown = (id: string, word: string): string =>
  Object.hasOwn(webviewWords, id) ? textOf(webviewWords, id, undefined) : word;
