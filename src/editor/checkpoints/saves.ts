import { workspace, type Disposable } from "vscode";
import type { Engine } from "../../engine/engine.ts";

const own = new Set<string>();

/** Saves a document as part of what Codex proposed: it counts as Codex's change, not as the person's. */
export async function saveAsCodex(path: string, save: () => Thenable<boolean>): Promise<boolean> {
  own.add(path);
  try {
    return await save();
  } finally {
    own.delete(path);
  }
}

/** Tells the checkpoints what a person saves while a turn runs. */
export const watchSaves = (engine: Engine): Disposable =>
  workspace.onWillSaveTextDocument(event => {
    const { uri } = event.document;
    if (uri.scheme === "file" && !own.has(uri.fsPath))
      event.waitUntil(engine.checkpoints.beforeSave(uri.fsPath));
  });
