import { workspace, type Uri } from "vscode";
import type { EngineOptions } from "../engine/api.ts";
import { filesUnder, type OpenTexts } from "./review/files.ts";
import { patience } from "./checkpoints/patience.ts";
import {
  askTimeoutMs,
  excludedFromCheckpoints,
  policySettings,
  threadDefaults,
  workspaceRoots,
} from "./settings.ts";

const openTexts: OpenTexts = {
  unsaved(path) {
    const isOf = ({ isDirty, uri }: { readonly isDirty: boolean; readonly uri: Uri }) =>
      isDirty && uri.scheme === "file" && uri.fsPath === path;
    const notebook = workspace.notebookDocuments.find(isOf);
    if (notebook)
      return JSON.stringify(notebook.getCells().map(({ document }) => document.getText()));
    return workspace.textDocuments.find(isOf)?.getText() ?? null;
  },
};

/** What the engine reads from VS Code: the settings, the workspace folders, and unsaved texts in editors. */
export const editorPorts: Pick<EngineOptions, "settings" | "workspace"> = {
  settings: {
    defaults: threadDefaults,
    policy: policySettings,
    askTimeoutMs,
    excluded: excludedFromCheckpoints,
  },
  workspace: {
    roots: workspaceRoots,
    isTrusted: () => workspace.isTrusted,
    isUnsaved: path => openTexts.unsaved(path) !== null,
    files: disk => filesUnder(openTexts, disk),
    patience,
  },
};
