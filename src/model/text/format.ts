/** Added and removed lines of one file's change; the diff of an add or delete is the whole content. */
export function lineCounts(
  kind: "add" | "delete" | "update",
  diff: string,
): { added: number; removed: number } {
  if (kind !== "update") {
    const lines = diff === "" ? 0 : diff.split("\n").length - (diff.endsWith("\n") ? 1 : 0);
    return kind === "add" ? { added: lines, removed: 0 } : { added: 0, removed: lines };
  }
  let added = 0;
  let removed = 0;
  for (const line of diff.split("\n")) {
    if (line.startsWith("+")) added++;
    else if (line.startsWith("-")) removed++;
  }
  return { added, removed };
}

/** The last part of a path, of either slash. */
export const baseName = (path: string): string => path.split(/[/\\]/).at(-1) || path;

/** A path as seen from a folder; unchanged when it lies elsewhere. */
export function relativePath(path: string, folder: string): string {
  const prefix = folder.replace(/[/\\]+$/, "");
  return prefix !== "" && path.startsWith(prefix) && /^[/\\]/.test(path.slice(prefix.length))
    ? path.slice(prefix.length + 1)
    : path;
}
