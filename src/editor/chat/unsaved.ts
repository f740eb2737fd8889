import { workspace, type Disposable, type Uri } from "vscode";
import { createScope, report, type Log } from "../../engine/api.ts";
import { listText } from "../../model/text/speak.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";

/** Nobody has to answer: after this time the message is sent, and Codex reads what is on disk. */
const patienceMs = 10_000;
/** Auto-save is waited for so long. */
const autoSaveMs = 2000;
const shownNames = 3;

/** What editors hold of files that Codex would read from the disk. */
export interface Unsaved extends Disposable {
  /** Tells once of each file with unsaved text. Resolves when the message may be sent; never rejects. */
  beforeTurn(): Promise<void>;
}

interface OpenFile {
  readonly uri: Uri;
  readonly isDirty: boolean;
  save(): Thenable<boolean>;
}

const openFiles = (): readonly OpenFile[] => [
  ...workspace.textDocuments,
  ...workspace.notebookDocuments,
];
const isUnsaved = ({ uri, isDirty }: OpenFile): boolean =>
  isDirty && uri.scheme === "file" && workspace.getWorkspaceFolder(uri) !== undefined;

export function createUnsaved({
  prompts,
  log,
}: {
  readonly prompts: Pick<Prompts, "warn">;
  readonly log: Log;
}): Unsaved {
  const scope = createScope();
  /** Addresses of the files that were told of, until they are saved. */
  const told = new Set<string>();
  const forget = ({ uri }: { readonly uri: Uri }) => told.delete(uri.toString());
  for (const part of [
    workspace.onDidSaveTextDocument(forget),
    workspace.onDidSaveNotebookDocument(forget),
    workspace.onDidCloseTextDocument(forget),
  ])
    scope.add(part);

  const tell = async (files: readonly OpenFile[]) => {
    const names = files.map(({ uri }) => workspace.asRelativePath(uri));
    const save = say.plain("unsaved.saveAndSend");
    const picked = await prompts.warn(
      say.notice("unsaved.told", {
        count: files.length,
        files: listText([...names.slice(0, shownNames), names.length > shownNames ? "…" : ""]),
      }),
      save,
      say.plain("unsaved.send"),
    );
    if (picked === save) await Promise.all(files.map(file => file.save()));
  };
  return {
    async beforeTurn() {
      const waiting = autoSaveDelay();
      if (waiting > 0 && openFiles().some(isUnsaved)) await scope.pause(waiting);
      const files = openFiles().filter(file => isUnsaved(file) && !told.has(file.uri.toString()));
      if (files.length === 0) return;
      for (const { uri } of files) told.add(uri.toString());
      const answered = tell(files);
      report(log, "Saving files", answered);
      await Promise.race([Promise.allSettled([answered]), scope.pause(patienceMs)]);
    },
    dispose: scope.dispose,
  };
}

/** How long VS Code may take until it saves by itself; 0 where it does not. */
function autoSaveDelay(): number {
  const files = workspace.getConfiguration("files");
  const delay: unknown = files.get("autoSaveDelay");
  return files.get("autoSave") === "afterDelay" && typeof delay === "number" && delay < autoSaveMs
    ? delay + 300
    : 0;
}
