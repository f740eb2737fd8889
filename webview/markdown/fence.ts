import { createNesting } from "./rules/nestedFence.ts";

/** Code between fences, while it streams in. */
export interface Fence {
  /** Takes the finished lines out of `text`; returns the rest, and whether the fence ended before it. */
  take(text: string): { readonly rest: string; readonly isClosed: boolean };
  /** The code with a last line that has no newline yet, unless that line ends the fence. */
  withLast(line: string): CodeText;
  closed(): CodeText;
  /** How many characters of code it took. */
  readonly length: number;
}

export interface CodeText {
  readonly kind: "code";
  readonly language: string;
  readonly text: string;
  readonly isClosed: boolean;
}

/** The fence that opens at the beginning of a text, and the text after its first line. */
export function openFence(text: string): { readonly fence: Fence; readonly rest: string } | null {
  const start = /^( {0,3})(`{3,}|~{3,})([^\n`]*)\n/.exec(text);
  if (!start) return null;
  const language = (start[3] ?? "").trim().split(/\s/, 1)[0] ?? "";
  return { fence: createFence(start[2] ?? "```", language), rest: text.slice(start[0].length) };
}

function createFence(marker: string, language: string): Fence {
  const nesting = createNesting(marker, language);
  let code = "";
  const closed = (): CodeText => ({
    kind: "code",
    language,
    text: code.replace(/\n$/, ""),
    isClosed: true,
  });
  return {
    take(text) {
      let start = 0;
      for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
        const line = text.slice(start, end);
        start = end + 1;
        if (nesting.ends(line)) return { rest: text.slice(start), isClosed: true };
        code += `${line}\n`;
      }
      return { rest: text.slice(start), isClosed: false };
    },
    withLast: line =>
      nesting.wouldEnd(line)
        ? closed()
        : { kind: "code", language, text: code + line, isClosed: false },
    closed,
    get length() {
      return code.length;
    },
  };
}
