import {
  EventEmitter,
  Uri,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from "vscode";
import type { FileProposal } from "./proposal.ts";

const beforeScheme = "folio-before";
export const afterScheme = "folio-after";

/** The two read-only sides of a proposal. Both carry the file's path, so that VS Code takes them for one file. */
export function sides(askKey: string, proposal: FileProposal): { before: Uri; after: Uri } {
  const { path } = proposal.movedTo ?? proposal.uri;
  const query = encodeURIComponent(askKey);
  return {
    before: Uri.from({ scheme: beforeScheme, path, query }),
    after: Uri.from({ scheme: afterScheme, path, query }),
  };
}

/** The ask that a side belongs to; undefined for any other document. */
export const askKeyOf = (uri: Uri): string | undefined =>
  uri.scheme === afterScheme || uri.scheme === beforeScheme
    ? decodeURIComponent(uri.query)
    : undefined;

/** Serves the sides; `refresh` tells VS Code that a proposal was computed anew. */
export function createDocuments(find: (askKey: string) => readonly FileProposal[] | undefined) {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent(uri) {
      const key = askKeyOf(uri);
      const proposal = find(key ?? "")?.find(
        ({ uri: file, movedTo }) => (movedTo ?? file).path === uri.path,
      );
      if (!proposal) return "This change is no longer waiting.\n";
      return uri.scheme === afterScheme ? proposal.after : proposal.before;
    },
  };
  const registrations: Disposable[] = [beforeScheme, afterScheme].map(scheme =>
    workspace.registerTextDocumentContentProvider(scheme, provider),
  );
  return {
    refresh(askKey: string, proposals: readonly FileProposal[]): void {
      for (const proposal of proposals) {
        const { before, after } = sides(askKey, proposal);
        changed.fire(before);
        changed.fire(after);
      }
    },
    dispose(): void {
      for (const registration of registrations) registration.dispose();
      changed.dispose();
    },
  };
}
