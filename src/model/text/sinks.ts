import { say } from "./say.ts";
import { oneLine, proseLine, visible } from "./visible.ts";

/**
 * The only place where text for VS Code is made. VS Code reads markup in most texts: links in notifications, `$(icon)` in
 * rows, markdown in tooltips. A tag below makes text for one such place: its literal parts are ours, and its values are
 * shown as they are, whatever is in them. The port (`editor/prompts.ts`, `editor/surfaces.ts`)
 * takes nothing else. Which API reads what stands in `test/unit/editor/sinks.test.ts`.
 */
declare const sink: unique symbol;
export type Text<S extends string> = string & { readonly [sink]: S };

/** A notification or a progress: reads `[label](address)`, makes runs of white space one space, ends at 1,000 units. */
export type NoticeText = Text<"notice">;
/** A row of a quick pick, a lens, the status bar: reads `$(icon)`. */
export type LabelText = Text<"label">;
/** The sentence below an input box: reads `[label](address)` and `$(icon)`. */
export type PromptText = Text<"prompt">;
/** Texts without markup: dialogs, buttons, titles, tree rows, badges, tooltips without markdown. */
export type PlainText = Text<"plain">;
/** The source of a markdown text. */
export type MarkdownText = Text<"markdown">;

/** A value that people wrote as prose: its spaces are plain spaces (see `visibleProse`). */
export interface Prose {
  readonly prose: string;
}
export const prose = (text: string): Prose => ({ prose: text });

export type Value = string | number | Prose;
/** Text that is already made for a place is not made again: it would be escaped twice. */
export type Raw<V> = V extends Text<string> ? never : V;
export type Tag<S extends string> = <V extends readonly Value[]>(
  parts: readonly string[],
  ...values: { readonly [K in keyof V]: Raw<V[K]> }
) => Text<S>;

/** Makes a tag: `value` escapes one value, `whole` finishes the joined text. */
const tag =
  <S extends string>(value: (text: string) => string, whole: (text: string) => string): Tag<S> =>
  (parts, ...values) => {
    const text = parts.reduce((made, part, at) => {
      const before: Value | undefined = values[at - 1];
      return made + (before === undefined ? "" : value(written(before))) + part;
    });
    // A text gets its brand here and nowhere else; what is below puts branded texts together.
    return whole(text) as Text<S>;
  };

const written = (value: Value): string =>
  typeof value === "object" ? proseLine(value.prose) : oneLine(String(value));
const same = (text: string): string => text;

/** Puts a space between the brackets: the text is no link any more, and all of it is visible. */
const unlinked = (text: string): string => text.replaceAll("](", "] (");
/** VS Code's own escape: it shows the icon's name as text. */
const withoutIcons = (text: string): string =>
  text.replace(/\$\((?=[A-Za-z0-9-]+(?:~[A-Za-z-]+)?\))/g, "\\$(");
/** A run of spaces, which VS Code would draw as one. */
const spaced = (text: string): string =>
  text.replace(/ {2,}|^ +| +$/g, spaces => "␣".repeat(spaces.length));
const plainMarkdown = (text: string): string =>
  withoutIcons(text).replace(/[!-/:-@[-`{-~]/g, "\\$&");

/** A longer row, title or sentence would be out of sight anyway. */
const rowLength = 2000;
/** VS Code's limit is 1,000 units; the rest is for saying how much is left out. */
const noticeLength = 960;

export const notice: Tag<"notice"> = tag(spaced, text => unlinked(shortened(text, noticeLength)));
export const label: Tag<"label"> = tag(same, text => withoutIcons(shortened(text, rowLength)));
export const prompt: Tag<"prompt"> = tag(same, text =>
  withoutIcons(unlinked(shortened(text, rowLength))),
);
export const plain: Tag<"plain"> = tag(same, text => shortened(text, rowLength));
export const markdown: Tag<"markdown"> = tag(plainMarkdown, same);

/** Whether a notification shows exactly this text: nothing escaped, broken up or left out. */
export const isExactNotice = (text: string): boolean => notice`${text}` === text;

/** A text with an icon of ours before it. */
export const withIcon = (icon: `$(${string})`, text: LabelText): LabelText =>
  // The text was made for a label already.
  `${icon} ${text}` as LabelText;

/** Joins texts of one place, without the empty ones. */
export const joined = <S extends "label" | "plain" | "markdown">(
  separator: " · " | ". " | ", " | "\n" | "\n\n",
  ...texts: readonly Text<S>[]
): Text<S> =>
  // All of them were made for this place already.
  texts.filter(text => text !== "").join(separator) as Text<S>;

const blockLength = 5000;

/** A text of several lines, where lines are shown as lines. */
export const block = (text: string): PlainText =>
  // Every line of it was made visible.
  visible(shortened(text, blockLength)) as PlainText;

/** The beginning of a text that is too long, with the count of what is left out. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text
    .slice(0, length)
    .toWellFormed()
    .replace(/\ufffd$/, "");
  return say("text.more", { beginning: cut, count: text.length - cut.length });
}
