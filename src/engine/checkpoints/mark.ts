/**
 * What stood at a path, as one short text that is the same when nothing changed: `HASH MODE` of a file (SHA-256, and
 * permission bits in octal), `-> TARGET` of a link, `/` of a folder.
 */
export type Mark = string;

export type Marked =
  | { readonly kind: "file"; readonly hash: string; readonly mode: number }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "folder" };

export const folderMark: Mark = "/";
const arrow = "-> ";

export const fileMark = (hash: string, mode: number): Mark => `${hash} ${mode.toString(8)}`;
export const linkMark = (target: string): Mark => `${arrow}${target}`;

export function readMark(mark: Mark): Marked {
  if (mark === folderMark) return { kind: "folder" };
  if (mark.startsWith(arrow)) return { kind: "link", target: mark.slice(arrow.length) };
  const [hash = "", mode = ""] = mark.split(" ");
  return { kind: "file", hash, mode: Number.parseInt(mode, 8) };
}

/** The hash of a file's content; null for what is no file. */
export const hashIn = (mark: Mark | null | undefined): string | null => {
  const marked = mark ? readMark(mark) : null;
  return marked?.kind === "file" ? marked.hash : null;
};
