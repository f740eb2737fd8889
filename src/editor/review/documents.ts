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
import type { FileReview, ProposedFile } from "../../engine/api.ts";
import { say } from "../say.ts";

const beforeScheme = "folio-before";
export const afterScheme = "folio-after";

export interface Sides {
  readonly before: Uri;
  readonly after: Uri;
}

/**
 * The two sides of a proposal. Both have the same path, so that VS Code treats them as one file. The query tells them apart
 * from other changes of the same path.
 */
export const sides = (askKey: string, proposal: Placed): Sides => sidesOf(askKey, proposal, "");

type Placed = Pick<ProposedFile, "index" | "path" | "movePath">;

/** The diff of a file that a move overwrites: its text now and the text that would replace it. */
const replacedSides = (askKey: string, proposal: Placed) => sidesOf(askKey, proposal, "r");

function sidesOf(askKey: string, { index, path: from, movePath }: Placed, pane: "" | "r"): Sides {
  const path = shownPath(Uri.file(movePath ?? from));
  const query = `${index}${pane}&${encodeURIComponent(askKey)}`;
  return {
    before: Uri.from({ scheme: beforeScheme, path, query }),
    after: Uri.from({ scheme: afterScheme, path, query }),
  };
}

/** The path from the workspace on: the breadcrumbs above a diff show all of it. */
function shownPath(uri: Uri): string {
  const relative = workspace.asRelativePath(uri);
  return relative === uri.fsPath ? uri.path : `/${relative}`;
}

/** The diffs of a proposal: its own, and one of the file that its move overwrites, if any. */
export const panesOf = (askKey: string, proposal: ProposedFile): readonly Sides[] => [
  sides(askKey, proposal),
  ...(proposal.replaced === null ? [] : [replacedSides(askKey, proposal)]),
];

/** Which change of which ask a side shows. `isReplaced`: it shows the file that a move overwrites. */
export interface SideAddress {
  readonly askKey: string;
  readonly index: number;
  readonly isReplaced: boolean;
}

/** The address of a side; undefined for any other document. */
export function addressOf({ scheme, query }: Uri): SideAddress | undefined {
  if (scheme !== afterScheme && scheme !== beforeScheme) return undefined;
  const [, index, pane, key] = /^(\d{1,9})(r?)&(.*)$/s.exec(query) ?? [];
  return key === undefined
    ? undefined
    : { askKey: decodeURIComponent(key), index: Number(index), isReplaced: pane === "r" };
}

/** The key of the ask that a side belongs to; undefined for any other document. */
export const askKeyOf = (uri: Uri): string | undefined => addressOf(uri)?.askKey;

/** The open editor document of a right-hand side. */
export const documentOf = (uri: Uri): TextDocument | undefined =>
  workspace.textDocuments.find(document => document.uri.toString() === uri.toString());

const overText = () => `${say.text("change.isOver")}\n`;

/** The text in UTF-8. The byte order mark tells VS Code so where `files.encoding` names another encoding. */
function bytesOf(uri: Uri, review: FileReview | undefined): Uint8Array {
  const encoding = workspace.getConfiguration("files", uri).get<string>("encoding");
  return Buffer.from(`${encoding === "utf8" ? "" : "\ufeff"}${review?.text() ?? overText()}`);
}

export interface DocumentsOptions {
  /** The file that a side shows; undefined when its review is over. */
  find(uri: Uri): FileReview | undefined;
  /** A person changed the text of a right-hand side. */
  onEdit(address: SideAddress, text: string): void;
}

export interface Documents extends Disposable {
  /** Tells VS Code to read these texts again. */
  refresh(askKey: string, reviews: readonly Pick<FileReview, "proposal">[]): void;
}

/**
 * Serves both sides of proposals: the left one is read-only, the right one is an editable file in memory. Edits reach the
 * review at once, without saving.
 */
export function createDocuments({ find, onEdit }: DocumentsOptions): Documents {
  const beforeChanged = new EventEmitter<Uri>();
  const afterChanged = new EventEmitter<FileChangeEvent[]>();
  let version = 1;

  const before: TextDocumentContentProvider = {
    onDidChange: beforeChanged.event,
    provideTextDocumentContent(uri) {
      const proposal = find(uri)?.proposal;
      return (addressOf(uri)?.isReplaced ? proposal?.replaced : proposal?.before) ?? overText();
    },
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
        size: bytesOf(uri, review).length,
        ...(review?.proposal.isTypable && !addressOf(uri)?.isReplaced
          ? {}
          : { permissions: FilePermission.Readonly }),
      };
    },
    // After a reload, or from the list of recent files, VS Code may still open a tab of an answered change.
    readFile: uri => bytesOf(uri, find(uri)),
    writeFile: () => {}, // the review knows the text already
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };

  const registrations: Disposable[] = [
    workspace.registerTextDocumentContentProvider(beforeScheme, before),
    workspace.registerFileSystemProvider(afterScheme, after, { isCaseSensitive: true }),
    workspace.onDidChangeTextDocument(({ document }) => {
      const address = document.uri.scheme === afterScheme ? addressOf(document.uri) : undefined;
      const review = find(document.uri);
      if (!address || !review || review.text() === document.getText()) return;
      // A document without edits of the person follows the review, not the other way round.
      if (document.isDirty && review.proposal.isTypable && !address.isReplaced)
        onEdit(address, document.getText());
    }),
  ];

  return {
    refresh(askKey, reviews) {
      version++;
      for (const { proposal } of reviews) {
        for (const { before: left, after: right } of panesOf(askKey, proposal)) {
          beforeChanged.fire(left);
          afterChanged.fire([{ type: FileChangeType.Changed, uri: right }]);
        }
      }
    },
    dispose() {
      for (const registration of registrations) registration.dispose();
      beforeChanged.dispose();
      afterChanged.dispose();
    },
  };
}

function refuse(): never {
  throw FileSystemError.NoPermissions("A proposal is one file.");
}
