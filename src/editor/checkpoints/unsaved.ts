import { Range, workspace, WorkspaceEdit, type TextDocument } from "vscode";
import type { FileRestore } from "../../engine/api.ts";

/** An unsaved text that was restored in its editor. It stays unsaved. */
export interface Edited {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const isOfFile = (document: TextDocument, path?: string): boolean =>
  document.uri.scheme === "file" && (path === undefined || document.uri.fsPath === path);

/** Unsaved texts of editors, by path. */
export const dirtyTexts = (): ReadonlyMap<string, string> =>
  new Map(
    workspace.textDocuments
      .filter(document => document.isDirty && isOfFile(document))
      .map(document => [document.uri.fsPath, document.getText()]),
  );

/** Restores unsaved texts in their editors, where the person can undo that. Skips a text that was changed since the plan. */
export async function restoreUnsaved(files: readonly FileRestore[]): Promise<readonly Edited[]> {
  const edits = files.flatMap(({ path, now, action }): Edited[] => {
    const after =
      action.kind === "merge"
        ? action.text
        : action.kind === "write" && action.wanted.kind === "file"
          ? new TextDecoder().decode(action.wanted.bytes)
          : null;
    const before = now.kind === "file" ? Buffer.from(now.bytes).toString() : null;
    return after === null || before === null ? [] : [{ path, before, after }];
  });
  return exchange(edits);
}

/** Puts the texts back. Resolves with the paths whose text was changed since; they are left alone. */
export async function undoUnsaved(edited: readonly Edited[]): Promise<readonly string[]> {
  const done = await exchange(
    edited.map(({ path, before, after }) => ({ path, before: after, after: before })),
  );
  return edited.map(({ path }) => path).filter(path => !done.some(edit => edit.path === path));
}

async function exchange(wanted: readonly Edited[]): Promise<readonly Edited[]> {
  const edit = new WorkspaceEdit();
  const done: Edited[] = [];
  for (const one of wanted) {
    const document = workspace.textDocuments.find(candidate => isOfFile(candidate, one.path));
    if (!document || normal(document.getText()) !== normal(one.before)) continue;
    edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), one.after);
    done.push(one);
  }
  return done.length > 0 && (await workspace.applyEdit(edit)) ? done : [];
}

const normal = (text: string): string => text.replaceAll("\r\n", "\n");
