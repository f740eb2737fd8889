import { workspace } from "vscode";
import type { EngineOptions } from "../engine/api.ts";
import { patience } from "./checkpoints/patience.ts";
import {
  askTimeoutMs,
  excludedFromCheckpoints,
  policySettings,
  threadDefaults,
  workspaceRoots,
} from "./settings.ts";

/** What the engine asks the editor: the settings, and the folders of the window with what its editors hold. */
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
    isUnsaved: path =>
      [...workspace.textDocuments, ...workspace.notebookDocuments].some(
        ({ isDirty, uri }) => isDirty && uri.scheme === "file" && uri.fsPath === path,
      ),
    patience,
  },
};
