import { isAbsolute, join } from "node:path";
import { Uri, workspace } from "vscode";
import { workspacePath } from "../../engine/api.ts";
import { workspaceRoots } from "../settings.ts";

/** The workspace file that a link from the model names (`src/a.ts`, `/abs/a.ts:12`, `a.ts#L12`); null when there is none. */
export async function resolveFile(href: string): Promise<{ path: string; line?: number } | null> {
  if (/^[a-z][a-z0-9+.-]+:/i.test(href) && !/^[a-z]:[\\/]/i.test(href)) return null;
  const match = /^(.*?)(?:(?::|#L)(\d+)(?:[:-]\S*)?)?$/.exec(decode(href));
  const named = match?.[1];
  if (!named) return null;
  for (const folder of workspace.workspaceFolders ?? []) {
    const path = isAbsolute(named) ? named : join(folder.uri.fsPath, named);
    // Codex may name the real path of a file whose folder was opened through a symbolic link.
    const uri = Uri.file(await workspacePath(path, workspaceRoots()));
    if (!workspace.getWorkspaceFolder(uri)) continue;
    try {
      await workspace.fs.stat(uri);
      return { path: uri.fsPath, ...(match[2] ? { line: Number(match[2]) } : {}) };
    } catch {
      // not in this folder; the next one may have it
    }
  }
  return null;
}

function decode(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href; // a percent sign that encodes nothing belongs to the name
  }
}
