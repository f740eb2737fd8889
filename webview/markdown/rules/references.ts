import type { Tokenizer } from "marked";

/** A link by reference, whose definition may stand anywhere, also further below in a text that streams in. */
export interface Reference {
  readonly raw: string;
  readonly label: string;
  /** The name of the definition, as the lexer writes it. */
  readonly tag: string;
  /** What stands behind the label and is text too as long as there is no definition. */
  readonly rest: string;
}

/** The reference at the beginning of a text. A footnote is none. */
export function referenceAt(source: string, { rules }: Pick<Tokenizer, "rules">): Reference | null {
  if (!/^!?\[(?!\^)/.test(source)) return null;
  const found = rules.inline.reflink.exec(source) ?? rules.inline.nolink.exec(source);
  if (!found) return null;
  const [raw, label = "", name = ""] = found;
  if (label.trim() === "" || !isWhole(label)) return null;
  const rest = raw.slice(raw.indexOf("[") + 1 + label.length + 1);
  return { raw, label, tag: tagOf(name || label), rest };
}

/** Emphasis that begins in a label and ends behind it is not torn apart. */
const isWhole = (label: string): boolean =>
  ["*", "_", "~", "`"].every(mark => label.split(mark).length % 2 === 1);

const tagOf = (name: string): string =>
  name.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase().toLowerCase();
