import type { ComponentChildren } from "preact";
import type { Told } from "../src/model/text/reason.ts";
import { speaker } from "../src/model/text/say.ts";
import { cut, textOf, type IdIn, type ValuesOf } from "../src/model/text/speak.ts";
import { webviewWords } from "./words.ts";

type W = typeof webviewWords;

/** Says a text of the chat. */
export const say = speaker(webviewWords);

/** Says a text whose places are filled with elements. */
export function sayWith<I extends IdIn<W>>(
  id: I,
  ...given: ValuesOf<W, I, Exclude<ComponentChildren, Told> | string | number>
): ComponentChildren {
  const values: Readonly<Record<string, ComponentChildren>> = given[0] ?? {};
  const { parts, names } = cut(textOf(webviewWords, id, values["count"]));
  return parts.flatMap((part, at) => (at === 0 ? [part] : [values[names[at - 1] ?? ""], part]));
}
