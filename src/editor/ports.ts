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

/** What the engine asks the editor: settings, trust, and what editors hold. */
export const editorPorts = {
  defaults: threadDefaults,
  isTrusted: () => workspace.isTrusted,
  policy: policySettings,
  roots: workspaceRoots,
  askTimeoutMs,
  excluded: excludedFromCheckpoints,
  patience,
  isUnsaved: path =>
    [...workspace.textDocuments, ...workspace.notebookDocuments].some(
      ({ isDirty, uri }) => isDirty && uri.scheme === "file" && uri.fsPath === path,
    ),
} satisfies Partial<EngineOptions>;
