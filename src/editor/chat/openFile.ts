import { commands, FileType, Range, Selection, Uri, window, workspace } from "vscode";
import { isReallyWithin } from "../../engine/api.ts";
import type { FilePlace } from "../../model/text/fileLink.ts";
import { block, shortened } from "../../model/text/sinks.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { workspaceRoots } from "../settings.ts";

/**
 * Opens a file at a place, or shows a folder in the Explorer. The person must confirm one that is outside the workspace,
 * also where a symbolic link leads outside. Of one that is not there it says so: VS Code would offer to create it.
 */
export async function openFile(
  prompts: Pick<Prompts, "confirm" | "warn">,
  path: string,
  place: FilePlace | null = null,
): Promise<void> {
  const isInside = (
    await Promise.all(workspaceRoots().map(root => isReallyWithin(path, root)))
  ).includes(true);
  const mayOpen =
    isInside ||
    (await prompts.confirm(say.plain("open.outside"), block(path), say.plain("open.do")));
  if (!mayOpen) return;
  const uri = Uri.file(path);
  switch (await kindOf(path)) {
    case "missing":
      void prompts.warn(say.notice("chat.noSuchFile", { name: shortened(path, 200) }));
      return;
    case "folder":
      await commands.executeCommand("revealInExplorer", uri);
      return;
    case "file":
      await commands.executeCommand("vscode.open", uri, {
        preview: true,
        ...(place ? { selection: startOf(place) } : {}),
      });
      if (place) selectRange(path, place);
  }
}

/** What is at a path, links followed. */
export async function kindOf(path: string): Promise<"file" | "folder" | "missing"> {
  try {
    const { type } = await workspace.fs.stat(Uri.file(path));
    return (type & FileType.Directory) === 0 ? "file" : "folder";
  } catch {
    return "missing"; // what cannot be looked at cannot be opened
  }
}

function startOf({ line, column = 1 }: FilePlace): Range {
  return new Range(line - 1, column - 1, line - 1, column - 1);
}

/** Selects a range of several lines, with the cursor at its beginning, where the reading starts. */
function selectRange(path: string, place: FilePlace): void {
  const editor = window.activeTextEditor;
  if (place.endLine === undefined || editor?.document.uri.fsPath !== path) return;
  const { start } = startOf(place);
  const last = editor.document.lineAt(Math.min(place.endLine, editor.document.lineCount) - 1);
  const end =
    place.endColumn === undefined
      ? last.range.end
      : editor.document.validatePosition(last.range.start.translate(0, place.endColumn));
  editor.selection = new Selection(end, editor.document.validatePosition(start));
}
