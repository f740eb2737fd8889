import {
  EventEmitter,
  FileChangeType,
  FilePermission,
  FileSystemError,
  FileType,
  Uri,
  workspace,
  type Disposable,
  type FileChangeEvent,
  type FileSystemProvider,
  type TextDocument,
  type TextDocumentContentProvider,
} from "vscode";
import type { FileReview } from "./fileReview.ts";
import type { FileProposal } from "./proposal.ts";

const beforeScheme = "folio-before";
export const afterScheme = "folio-after";

/** The two sides of a proposal. Both carry the file's path, so that VS Code takes them for one file. */
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

/** The open editor document of a right-hand side. */
export const documentOf = (uri: Uri): TextDocument | undefined =>
  workspace.textDocuments.find(document => document.uri.toString() === uri.toString());

const isOver = "This change is no longer waiting.\n";

export interface DocumentsOptions {
  /** The file that a side shows; undefined when it is not under review any more. */
  find(uri: Uri): FileReview | undefined;
  /** A person changed the text of a right-hand side. */
  onEdit(uri: Uri, review: FileReview): void;
}

/**
 * Serves the sides: the left one read-only, the right one as a file in memory that may be edited. What is typed there
 * reaches the review at once; it never has to be saved.
 */
export function createDocuments({ find, onEdit }: DocumentsOptions) {
  const beforeChanged = new EventEmitter<Uri>();
  const afterChanged = new EventEmitter<FileChangeEvent[]>();
  let version = 1;

  const before: TextDocumentContentProvider = {
    onDidChange: beforeChanged.event,
    provideTextDocumentContent: uri => find(uri)?.proposal.before ?? isOver,
  };
  const after: FileSystemProvider = {
    onDidChangeFile: afterChanged.event,
    watch: () => ({ dispose() {} }),
    stat(uri) {
      const review = find(uri);
      return {
        type: FileType.File,
        ctime: 0,
        mtime: version,
        size: Buffer.byteLength(review?.text() ?? isOver),
        ...(review?.proposal.isEditable ? {} : { permissions: FilePermission.Readonly }),
      };
    },
    // A tab of an answered change, restored with the window or opened from the history, still has something to say.
    readFile: uri => Buffer.from(find(uri)?.text() ?? isOver),
    writeFile: () => {}, // what an editor holds is known already
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };

  const registrations: Disposable[] = [
    workspace.registerTextDocumentContentProvider(beforeScheme, before),
    workspace.registerFileSystemProvider(afterScheme, after, { isCaseSensitive: true }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme !== afterScheme) return;
      const review = find(document.uri);
      if (!review || review.text() === document.getText()) return;
      // A document that was not edited follows the review, not the other way round.
      if (!document.isDirty || !review.proposal.isEditable) return;
      review.setText(document.getText());
      onEdit(document.uri, review);
    }),
  ];

  return {
    /** Shows a text that was computed anew. */
    refresh(askKey: string, reviews: readonly Pick<FileReview, "proposal">[]): void {
      version++;
      for (const { proposal } of reviews) {
        const uris = sides(askKey, proposal);
        beforeChanged.fire(uris.before);
        afterChanged.fire([{ type: FileChangeType.Changed, uri: uris.after }]);
      }
    },
    dispose(): void {
      for (const registration of registrations) registration.dispose();
      beforeChanged.dispose();
      afterChanged.dispose();
    },
  };
}

function refuse(): never {
  throw FileSystemError.NoPermissions("A proposal is one file.");
}
