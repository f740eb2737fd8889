import { fileReadings, mayNameFile } from "../../../src/model/text/fileLink.ts";

const label = /^!?\[((?:[^[\]\\`\n]|\\.|`[^`\n]*`|\[[^[\]\n]*\])*)\]\(/;

export interface SpacedLink {
  readonly raw: string;
  readonly text: string;
  readonly href: string;
}

/** A link to a file whose name has spaces, which Markdown would want between angle brackets. */
export function spacedLink(source: string): SpacedLink | null {
  const start = label.exec(source);
  if (!start) return null;
  let depth = 0;
  for (let at = start[0].length; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === "\n") return null;
    if (character === "(") depth++;
    if (character !== ")" || --depth >= 0) continue;
    const href = source.slice(start[0].length, at).trim();
    return href.includes(" ") && isFile(href)
      ? { raw: source.slice(0, at + 1), text: start[1] ?? "", href }
      : null;
  }
  return null;
}

/** A sentence in brackets may hold a slash too: a name ends with an extension, or as a folder. */
const isFile = (href: string): boolean =>
  !/^[<"']/.test(href) &&
  mayNameFile(href) !== null &&
  fileReadings(href).some(({ path }) => /[^\s.]\.\w{1,10}$|\/$/.test(path));

/** The address of a link as it was written, where its backslashes are those of a path of Windows; else null. */
export function windowsPath(raw: string): string | null {
  if (!raw.includes("\\")) return null;
  const written = raw.slice(raw.lastIndexOf("](") + 2, -1).trim();
  const path = /^<(.*)>$/.exec(written)?.[1] ?? written;
  return /^(?:[a-z]:\\|\\\\\w|[^/"'()]*\w\\[\w.@-])/i.test(path) && !/\s["'(]/.test(path)
    ? path
    : null;
}
