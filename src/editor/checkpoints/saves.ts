import { workspace, type Disposable } from "vscode";
import type { Engine } from "../../engine/api.ts";

/** Tells the checkpoints what the person saves. A review writes to the disk directly and never saves an editor. */
export const watchSaves = (engine: Engine): Disposable =>
  workspace.onWillSaveTextDocument(event => {
    const { uri } = event.document;
    if (uri.scheme === "file") event.waitUntil(engine.checkpoints.beforeSave(uri.fsPath));
  });
