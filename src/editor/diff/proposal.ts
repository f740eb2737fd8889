import { createHash } from "node:crypto";
import { applyPatch, parsePatch } from "diff";
import { FileType, Uri, workspace } from "vscode";
import type { FileUpdateChange } from "../../protocol/types.gen.ts";
import { hunksBetween, type Hunk } from "../../engine/hunks.ts";

/** One file of a change that waits: what stands there now, and what would. */
export interface FileProposal {
  readonly uri: Uri;
  /** Where a moved file goes. */
  readonly movedTo: Uri | null;
  readonly kind: "add" | "overwrite" | "delete" | "update" | "move";
  /** Texts without a byte order mark; line ends as they are. */
  readonly before: string;
  readonly after: string;
  /** Where the two differ; none for what cannot be shown. */
  readonly hunks: readonly Hunk[];
  /** Whether a person may take a part of it or change it: it is text, and no deletion. */
  readonly isEditable: boolean;
  /** Absolute paths that it writes or removes. */
  readonly places: readonly string[];
  /** Of the bytes on disk and the unsaved text, if any: another value means that something else changed it. */
  readonly fingerprint: string;
  /** What a person must know before saying yes; empty for an ordinary change. */
  readonly warnings: readonly string[];
  /** The change does not fit the file any more: accepting it could only fail. */
  readonly isBroken: boolean;
}

const shownBytes = 5 * 1024 * 1024;
const mark = "\ufeff";

/** Reads the file as it is now and puts the proposal beside it. Never throws: what cannot be read is said in `warnings`. */
export async function propose(change: FileUpdateChange): Promise<FileProposal> {
  const uri = Uri.file(change.path);
  const now = await readNow(uri);
  const { kind } = change;
  const moved = kind.type === "update" && kind.move_path ? Uri.file(kind.move_path) : null;
  const target = moved ? await readNow(moved) : null;
  const warnings = warningsFor(uri, now, moved, target);

  let after = "";
  let shownKind: FileProposal["kind"] = kind.type;
  let isBroken = false;
  if (kind.type === "add") {
    after = change.diff;
    if (now.kind !== "missing") {
      shownKind = "overwrite";
      warnings.unshift("This overwrites a file that exists.");
    }
  } else if (kind.type === "update") {
    if (moved) shownKind = "move";
    const patched = now.kind === "text" ? patch(now.text, change.diff) : null;
    if (patched === null && now.kind === "text")
      warnings.unshift("The file changed so that the proposal no longer fits it.");
    isBroken = now.kind === "missing" || (now.kind === "text" && patched === null);
    after = patched ?? placeholder(now);
  } else if (now.kind === "missing") warnings.unshift("The file is already gone.");

  const isText = now.kind !== "unshown" && !isBroken;
  const before = withoutMark(now.kind === "text" ? now.text : placeholder(now));
  after = withoutMark(after);
  return {
    uri,
    movedTo: moved,
    kind: shownKind,
    before,
    after,
    places: moved ? [uri.fsPath, moved.fsPath] : [uri.fsPath],
    fingerprint: [now.fingerprint, target?.fingerprint ?? ""].join(" "),
    hunks: isText ? hunksBetween(before, after) : [],
    isEditable: isText && kind.type !== "delete" && isUniform(after),
    warnings,
    isBroken,
  };
}

type Now =
  | { readonly kind: "missing"; readonly fingerprint: string; readonly isDirty: boolean }
  | {
      readonly kind: "text";
      readonly text: string;
      readonly fingerprint: string;
      readonly isDirty: boolean;
    }
  | {
      readonly kind: "unshown";
      readonly why: string;
      readonly fingerprint: string;
      readonly isDirty: boolean;
    };

async function readNow(uri: Uri): Promise<Now> {
  const document = workspace.textDocuments.find(
    open => open.uri.toString() === uri.toString() && open.isDirty,
  );
  const isDirty = document !== undefined;
  const dirtyPart = document ? hash(Buffer.from(document.getText())) : "";
  let found;
  try {
    found = await workspace.fs.stat(uri);
  } catch {
    // Not there, or not to be looked at: the server could not patch it either.
    return { kind: "missing", fingerprint: `missing${dirtyPart}`, isDirty };
  }
  if (found.type & FileType.Directory)
    return { kind: "unshown", why: "a folder", fingerprint: "folder", isDirty };
  if (found.size > shownBytes)
    return {
      kind: "unshown",
      why: `${found.size} bytes, too large to show`,
      fingerprint: `${found.size} ${found.mtime}${dirtyPart}`,
      isDirty,
    };
  const bytes = await workspace.fs.readFile(uri);
  const fingerprint = hash(bytes) + dirtyPart;
  const text = decode(bytes);
  if (text === null)
    return {
      kind: "unshown",
      why: `${bytes.length} bytes that are not UTF-8 text`,
      fingerprint,
      isDirty,
    };
  return { kind: "text", text, fingerprint, isDirty };
}

function warningsFor(uri: Uri, now: Now, moved: Uri | null, target: Now | null): string[] {
  const warnings: string[] = [];
  for (const place of moved ? [uri, moved] : [uri])
    if (!workspace.getWorkspaceFolder(place))
      warnings.push(`${place.fsPath} is outside the workspace.`);
  if (now.kind === "unshown") warnings.push(`It cannot be shown: ${now.why}.`);
  if (target && target.kind !== "missing")
    warnings.push("The place it moves to is taken: that file is overwritten.");
  return warnings;
}

const placeholder = (now: Now): string => (now.kind === "unshown" ? `(${now.why})\n` : "");

const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function decode(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // another encoding: shown as a placeholder
  }
}

/** Applies hunks without file headers (PROTOCOL fact 20); null when they do not fit. */
function patch(text: string, diff: string): string | null {
  const hunks = diff.replace(/\n*Moved to: .*\s*$/, "\n");
  if (hunks.trim() === "") return text;
  try {
    const [parsed] = parsePatch(hunks);
    if (!parsed) return null;
    const patched = applyPatch(text, parsed, { autoConvertLineEndings: false });
    return patched === false ? null : patched;
  } catch {
    return null; // not a diff: it fits nothing
  }
}

const withoutMark = (text: string): string => (text.startsWith(mark) ? text.slice(1) : text);

/** Whether all lines end alike: an editor would make them so, and change what nobody wants changed. */
const isUniform = (text: string): boolean => {
  const crlf = text.split("\r\n").length - 1;
  return crlf === 0 || crlf === text.split("\n").length - 1;
};
