import type { Reason } from "../model/text/reason.ts";
import { said, speaker } from "../model/text/say.ts";
import {
  label,
  markdown,
  notice,
  plain,
  prompt,
  type Raw,
  type Tag,
  type Text,
  type Value,
} from "../model/text/sinks.ts";
import { cut, numberText, textOf, type IdIn, type PlacesOf } from "../model/text/speak.ts";
import { editorWords } from "./words/words.ts";

type Id = IdIn<typeof editorWords>;
type Places<I extends Id> = PlacesOf<typeof editorWords, I>;
/** No argument for a text without places, else a value for each place. Text that was already escaped for a sink does not compile. */
type Values<I extends Id, V> = [Places<I>] extends [never]
  ? []
  : [
      values: { readonly [P in Places<I>]: Value | Reason } & {
        readonly [P in keyof V]: Raw<V[P]>;
      },
    ];
type SayAs<S extends string> = <I extends Id, const V>(id: I, ...values: Values<I, V>) => Text<S>;

const as =
  <S extends string>(tag: Tag<S>): SayAs<S> =>
  (id, ...given) => {
    const values: Readonly<Record<string, Value | Reason>> = given[0] ?? {};
    const { parts, names } = cut(textOf(editorWords, id, values["count"]));
    return tag(parts, ...names.map(name => written(values[name] ?? `{${name}}`)));
  };

const written = (value: Value | Reason): Value =>
  typeof value === "number"
    ? numberText(value)
    : typeof value === "object" && "id" in value
      ? said(value)
      : value;

/**
 * Makes a text of the editor by its id, escaped for one kind of sink: values are shown literally there. `text` escapes
 * nothing; use it for a value of another text.
 */
export const say = {
  text: speaker(editorWords),
  notice: as(notice),
  label: as(label),
  prompt: as(prompt),
  plain: as(plain),
  markdown: as(markdown),
};
