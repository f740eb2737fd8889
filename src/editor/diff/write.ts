import {
  commands,
  FileType,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
} from "vscode";
import { saveAsCodex } from "../checkpoints/saves.ts";
import type { FileReview } from "./fileReview.ts";
import { hunksBetween, splitLines } from "../../engine/hunks.ts";
import { landingOf } from "../../engine/review/landing.ts";
import { afterScheme, documentOf } from "./documents.ts";

export type WriteResult =
  | {
      readonly ok: true;
      /** Files that VS Code changed further when it saved them. */ readonly reshaped: readonly Uri[];
    }
  | { readonly ok: false; readonly reason: string };

/**
 * Writes what a person took of a change, by one edit that can be undone; encoding, byte order mark and line ends stay
 * the file's own. Nothing is written when any of it cannot be.
 */
export async function writeTaken(reviews: readonly FileReview[]): Promise<WriteResult> {
  const wanted = reviews.filter(review => review.state() !== "refused");
  for (const { proposal } of wanted) {
    const problem = await unwritable(proposal);
    if (problem !== null) return { ok: false, reason: problem };
  }
  if (reviews.some(({ proposal }) => proposal.isOurs)) return writeLanding(reviews);
  const edit = new WorkspaceEdit();
  const documents: TextDocument[] = [];
  for (const review of wanted) {
    const { uri, kind, movedTo } = review.proposal;
    if (kind === "delete") edit.deleteFile(uri, { ignoreIfNotExists: true });
    else if (kind === "add")
      edit.createFile(uri, { contents: Buffer.from(review.text()), overwrite: false });
    else {
      const document = await workspace.openTextDocument(uri);
      documents.push(document);
      addTextEdits(edit, document, review.text());
      if (movedTo) edit.renameFile(uri, movedTo, { overwrite: false });
    }
  }
  if (!(await workspace.applyEdit(edit)))
    return { ok: false, reason: "VS Code could not apply the edit" };
  for (const { proposal } of wanted) {
    const document = documentOf(proposal.movedTo ?? proposal.uri);
    if (document?.isDirty && !(await saveAsCodex(document.uri.fsPath, () => document.save())))
      return { ok: false, reason: `${workspace.asRelativePath(document.uri)} could not be saved` };
  }
  const reshaped: Uri[] = [];
  for (const review of wanted) {
    const place = review.proposal.movedTo ?? review.proposal.uri;
    const document = documentOf(place);
    if (review.proposal.kind !== "delete" && document && !isSame(document.getText(), review.text()))
      reshaped.push(place);
  }
  return { ok: true, reshaped };
}

/** Writes a change whose parts are about one place: what all of them leave behind, each path once. */
async function writeLanding(reviews: readonly FileReview[]): Promise<WriteResult> {
  const landing = landingOf(
    reviews.map(review => ({
      ...review.proposal,
      text: review.text(),
      isRefused: review.state() === "refused",
    })),
  );
  if (landing.kind === "clash")
    return {
      ok: false,
      reason: `${workspace.asRelativePath(landing.path)} would be overwritten by a move, and you kept it: refuse the move too`,
    };
  const edit = new WorkspaceEdit();
  for (const { path, text, from } of landing.files) {
    const uri = Uri.file(path);
    if (text === null) edit.deleteFile(uri, { ignoreIfNotExists: true });
    else
      edit.createFile(uri, {
        contents: Buffer.from(`${await markOf(Uri.file(from))}${text}`),
        overwrite: true,
      });
  }
  return (await workspace.applyEdit(edit))
    ? { ok: true, reshaped: [] }
    : { ok: false, reason: "VS Code could not apply the edit" };
}

const mark = "\ufeff";

/** The byte order mark that a file has: none for one that does not exist. */
async function markOf(uri: Uri): Promise<string> {
  if (!(await exists(uri))) return "";
  const bytes = await workspace.fs.readFile(uri);
  return Buffer.from(bytes.subarray(0, 3)).toString() === mark ? mark : "";
}

const isSame = (left: string, right: string): boolean =>
  left.replaceAll("\r\n", "\n") === right.replaceAll("\r\n", "\n");

async function unwritable({
  uri,
  kind,
  movedTo,
  isEditable,
  isTypable,
  isOurs,
}: FileReview["proposal"]): Promise<string | null> {
  const name = workspace.asRelativePath(uri);
  if (documentOf(uri)?.isDirty) return `${name} has unsaved changes: save or undo them first`;
  if (!isEditable && kind !== "delete")
    return `${name} can only be taken as a whole: accept the whole change, or refuse this file`;
  if (kind === "update" && !isTypable && !isOurs)
    return `${name} has mixed line ends, which an editor would change: accept the whole change, or refuse this file`;
  if (movedTo && !isOurs && (await exists(movedTo)))
    return `${workspace.asRelativePath(movedTo)} is there already`;
  return null;
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    return (await workspace.fs.stat(uri)).type !== FileType.Unknown;
  } catch {
    return false;
  }
}

/** Only the lines that differ, so that cursors, folds and markers elsewhere stay. */
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

/** Where a line begins; the end of the text where it is the one after the last. */
function place(lines: readonly string[], line: number): [number, number] {
  const last = lines.at(-1);
  return line >= lines.length && last !== undefined && !last.endsWith("\n")
    ? [lines.length - 1, last.length]
    : [line, 0];
}

/** Makes a document's text another by an edit that can be undone; nothing is saved. */
export async function replaceText(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  addTextEdits(edit, document, text);
  await workspace.applyEdit(edit);
}

/** Shows a text in a new editor that belongs to no file. */
export async function showText(review: FileReview): Promise<void> {
  const language = documentOf(review.proposal.uri)?.languageId;
  const document = await workspace.openTextDocument({
    content: review.text(),
    ...(language === undefined ? {} : { language }),
  });
  await window.showTextDocument(document, { preview: false });
}

/** Closes what an editor holds of right-hand sides without asking whether to save: the answer was given. */
export async function forget(askKeyMatches: (uri: Uri) => boolean): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (document.uri.scheme !== afterScheme || !document.isDirty || !askKeyMatches(document.uri))
      continue;
    await window.showTextDocument(document, { preview: true });
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}
