import { workspace, type Disposable } from "vscode";
import type { Engine } from "../../engine/api.ts";

/** Tells the checkpoints what a person saves while a turn runs. What a review writes never passes through an editor. */
export const watchSaves = (engine: Engine): Disposable =>
  workspace.onWillSaveTextDocument(event => {
    const { uri } = event.document;
    if (uri.scheme === "file") event.waitUntil(engine.checkpoints.beforeSave(uri.fsPath));
  });
