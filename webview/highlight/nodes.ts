/** Text, or a run of it with the classes of a token. */
export type HighlightNode =
  string | { readonly className: string; readonly children: readonly HighlightNode[] };

export interface Highlighted {
  readonly nodes: readonly HighlightNode[];
  /** Whether the text ends inside a comment or a string. */
  readonly isOpen: boolean;
}

/** Null for an unknown language, and for a text that cannot be coloured. */
export type Highlight = (text: string, language: string) => Highlighted | null;

declare global {
  /** Set by the script of `chunk.ts`. */
  var folioHighlight: Highlight | undefined;
}
