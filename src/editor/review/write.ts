import { commands, Range, Uri, window, workspace, WorkspaceEdit, type TextDocument } from "vscode";
import { hunksBetween, splitLines, type FileReview } from "../../engine/api.ts";
import { afterScheme, documentOf } from "./documents.ts";

/** Edits only the lines that differ, so that cursors and folds elsewhere stay. */
function addTextEdits(edit: WorkspaceEdit, document: TextDocument, text: string): void {
  const normal = (value: string) => value.replaceAll("\r\n", "\n");
  const now = normal(document.getText());
  const lines = splitLines(now);
  for (const { oldStart, oldLines, newLines } of hunksBetween(now, normal(text))) {
    const end = oldStart + oldLines.length;
    edit.replace(
      document.uri,
      new Range(...place(lines, oldStart), ...place(lines, end)),
      newLines.join(""),
    );
  }
}

/** The position where a line begins; the end of the text for the line after the last. */
function place(lines: readonly string[], line: number): [number, number] {
  const last = lines.at(-1);
  return line >= lines.length && last !== undefined && !last.endsWith("\n")
    ? [lines.length - 1, last.length]
    : [line, 0];
}

/** Replaces a document's text by an edit that can be undone. Does not save. */
export async function replaceText(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  addTextEdits(edit, document, text);
  await workspace.applyEdit(edit);
}

/** Shows a text in a new, untitled editor. */
export async function showText(review: FileReview): Promise<void> {
  const language = documentOf(Uri.file(review.proposal.path))?.languageId;
  const document = await workspace.openTextDocument({
    content: review.text(),
    ...(language === undefined ? {} : { language }),
  });
  await window.showTextDocument(document, { preview: false });
}

/** Closes edited right-hand sides without asking whether to save them. */
export async function forget(askKeyMatches: (uri: Uri) => boolean): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (document.uri.scheme !== afterScheme || !document.isDirty || !askKeyMatches(document.uri))
      continue;
    await window.showTextDocument(document, { preview: true });
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}
