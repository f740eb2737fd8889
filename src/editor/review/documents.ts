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
 * The two sides of a proposal. Both carry the file's path, so that VS Code takes them for one file; the query tells them
 * from those of another change of the same patch that is about the same path.
 */
export const sides = (askKey: string, proposal: Placed): Sides => sidesOf(askKey, proposal, "");

type Placed = Pick<ProposedFile, "index" | "path" | "movePath">;

/** What stood at the place where a move goes, beside the text that is to stand there. */
const replacedSides = (askKey: string, proposal: Placed) => sidesOf(askKey, proposal, "r");

function sidesOf(askKey: string, { index, path: from, movePath }: Placed, pane: "" | "r"): Sides {
  const { path } = Uri.file(movePath ?? from);
  const query = `${index}${pane}&${encodeURIComponent(askKey)}`;
  return {
    before: Uri.from({ scheme: beforeScheme, path, query }),
    after: Uri.from({ scheme: afterScheme, path, query }),
  };
}

/** The diffs of a proposal: its own, and that of the file which its move overwrites. */
export const panesOf = (askKey: string, proposal: ProposedFile): readonly Sides[] => [
  sides(askKey, proposal),
  ...(proposal.replaced === null ? [] : [replacedSides(askKey, proposal)]),
];

/** What a side shows: of which ask, which of its changes, and whether that is what a move overwrites. */
export interface SideAddress {
  readonly askKey: string;
  readonly index: number;
  readonly isReplaced: boolean;
}

/** What a side of a proposal shows; undefined for any other document. */
export function addressOf({ scheme, query }: Uri): SideAddress | undefined {
  if (scheme !== afterScheme && scheme !== beforeScheme) return undefined;
  const [, index, pane, key] = /^(\d{1,9})(r?)&(.*)$/s.exec(query) ?? [];
  return key === undefined
    ? undefined
    : { askKey: decodeURIComponent(key), index: Number(index), isReplaced: pane === "r" };
}

/** The ask that a side belongs to; undefined for any other document. */
export const askKeyOf = (uri: Uri): string | undefined => addressOf(uri)?.askKey;

/** The open editor document of a right-hand side. */
export const documentOf = (uri: Uri): TextDocument | undefined =>
  workspace.textDocuments.find(document => document.uri.toString() === uri.toString());

const overText = () => `${say.text("change.isOver")}\n`;

/** In UTF-8; with a byte order mark where `files.encoding` says that files are something else. */
function bytesOf(uri: Uri, review: FileReview | undefined): Uint8Array {
  const encoding = workspace.getConfiguration("files", uri).get<string>("encoding");
  return Buffer.from(`${encoding === "utf8" ? "" : "\ufeff"}${review?.text() ?? overText()}`);
}

export interface DocumentsOptions {
  /** The file that a side shows; undefined when it is not under review any more. */
  find(uri: Uri): FileReview | undefined;
  /** A person changed the text of a right-hand side. */
  onEdit(address: SideAddress, text: string): void;
}

export interface Documents extends Disposable {
  /** Shows texts that were computed anew. */
  refresh(askKey: string, reviews: readonly Pick<FileReview, "proposal">[]): void;
}

/**
 * Serves the sides: the left one read-only, the right one as a file in memory that may be edited. What is typed there
 * reaches the review at once; it never has to be saved.
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
    // A tab of an answered change, restored with the window or opened from the history, still has something to say.
    readFile: uri => bytesOf(uri, find(uri)),
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
      const address = document.uri.scheme === afterScheme ? addressOf(document.uri) : undefined;
      const review = find(document.uri);
      if (!address || !review || review.text() === document.getText()) return;
      // A document that was not edited follows the review, not the other way round.
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
