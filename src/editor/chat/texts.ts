import { Disposable, Uri, window, workspace } from "vscode";
import { say } from "../say.ts";

const scheme = "folio-text";

/** Long texts of the chat, in editors that cannot change them and so ask nothing when they are closed. */
export interface Texts extends Disposable {
  /** Opens a text; `title` is what its tab is called. */
  open(title: string, text: string): Promise<void>;
}

export function createTexts(): Texts {
  const texts = new Map<string, string>();
  let last = 0;
  const serving = Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, {
      // VS Code opens the tabs of an earlier window again.
      provideTextDocumentContent: ({ query }) =>
        texts.get(query) ?? `${say.text("restore.document.gone")}\n`,
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) texts.delete(uri.query);
    }),
  );
  return {
    async open(title, text) {
      // A tab that comes back after a reload must not show the text of another one.
      const id = `${Date.now()}-${++last}`;
      texts.set(id, text);
      const path = `/${title.replace(/[/\\\p{C}]/gu, " ").slice(0, 60)}`;
      const uri = Uri.from({ scheme, path, query: id });
      await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => serving.dispose(),
  };
}
