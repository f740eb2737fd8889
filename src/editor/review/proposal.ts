import { Uri, workspace } from "vscode";
import { proposeFiles, type ProposedFile } from "../../engine/review/propose.ts";
import type { FileUpdateChange } from "../../protocol/types.gen.ts";
import { editorPorts } from "../ports.ts";

/** One change of a patch that waits, with its places as VS Code names them. */
export interface FileProposal extends ProposedFile {
  readonly uri: Uri;
  /** Where a moved file goes. */
  readonly movedTo: Uri | null;
}

/** Reads the files of a patch as they are now and puts the proposal beside them. Never throws. */
export async function propose(
  changes: readonly FileUpdateChange[],
): Promise<readonly FileProposal[]> {
  const proposals = await proposeFiles(changes, {
    roots: editorPorts.workspace.roots(),
    name: path => workspace.asRelativePath(path),
    unsaved: unsavedText,
  });
  return proposals.map(proposal => {
    const uri = Uri.file(proposal.path);
    const movedTo = proposal.movePath === null ? null : Uri.file(proposal.movePath);
    const outside = [uri, ...(movedTo ? [movedTo] : [])]
      .filter(place => !workspace.getWorkspaceFolder(place))
      .map(place => `${place.fsPath} is outside the workspace.`);
    return { ...proposal, uri, movedTo, warnings: [...proposal.warnings, ...outside] };
  });
}

/** What an editor or a notebook holds for a path and has not saved; null for nothing. */
function unsavedText(path: string): string | null {
  const isOf = ({ isDirty, uri }: { readonly isDirty: boolean; readonly uri: Uri }) =>
    isDirty && uri.scheme === "file" && uri.fsPath === path;
  const notebook = workspace.notebookDocuments.find(isOf);
  if (notebook)
    return JSON.stringify(notebook.getCells().map(({ document }) => document.getText()));
  return workspace.textDocuments.find(isOf)?.getText() ?? null;
}
