import type { Tokens } from "marked";

/** Languages whose code has fences itself. */
const holdsFences = /^(?:markdown|md|mdx|rmd|qmd)$/i;

/** Counts the fences within a fence of Markdown: models write them with as many marks as the one around them. */
export interface Nesting {
  /** Whether this line ends the fence itself. Call once for each line, in their order. */
  ends(line: string): boolean;
  /** As `ends`, for a line that may still grow: nothing is counted. */
  wouldEnd(line: string): boolean;
}

export function createNesting(marker: string, language: string): Nesting {
  const closing = new RegExp(`^ {0,3}${marker}+[ \\t]*$`);
  const opening = holdsFences.test(language)
    ? new RegExp(`^[ \\t]*${marker}[\\w+#.-]+(?:[ \\t]*\\{.*\\}|(?:[ \\t]+[\\w-]+=\\S+)*)[ \\t]*$`)
    : null;
  const indented = new RegExp(`^[ \\t]*${marker}+[ \\t]*$`);
  let depth = 0;
  const wouldEnd = (line: string) => depth === 0 && closing.test(line);
  return {
    wouldEnd,
    ends(line) {
      if (wouldEnd(line)) return true;
      if (opening?.test(line)) depth++;
      else if (depth > 0 && indented.test(line)) depth--;
      return false;
    },
  };
}

/** A fence of Markdown at the beginning of a text, with the fences in it. */
export function nestedFence(source: string): Tokens.Code | undefined {
  const start = /^( {0,3})(`{3,}|~{3,})[ \t]*([\w+-]+)[^\n`]*\n/.exec(source);
  const [head = "", indent = "", marker = "", language = ""] = start ?? [];
  if (!start || !holdsFences.test(language)) return undefined;
  const nesting = createNesting(marker, language);
  const lines: string[] = [];
  let at = head.length;
  while (at < source.length) {
    const end = source.indexOf("\n", at);
    const line = source.slice(at, end < 0 ? source.length : end);
    at += line.length;
    if (nesting.ends(line)) break;
    lines.push(line.startsWith(indent) ? line.slice(indent.length) : line.trimStart());
    if (end >= 0) at++;
  }
  return { type: "code", raw: source.slice(0, at), lang: language, text: lines.join("\n") };
}
