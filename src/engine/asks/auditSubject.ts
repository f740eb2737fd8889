import { createHash } from "node:crypto";
import { redact } from "../../appserver/redact.ts";
import type { AskResult } from "../../model/ask/decision.ts";
import { changesOf, isAsk, isFileAsk } from "../../model/select/thread.ts";
import { toolApprovalOf, toolParams } from "../../model/select/toolApproval.ts";
import type { Ask, State } from "../../model/state.ts";
import { askText } from "../../model/text/askTitle.ts";
import type { FileUpdateChange } from "../../protocol/types.gen.ts";

/** What was decided about, in more than words. Texts are redacted and bounded; hashes are of what came. */
export type AuditSubject = ChangeSubject | ToolSubject | PermissionSubject;

export interface ChangeSubject {
  readonly kind: "change";
  /** The first 200 files of the change. */
  readonly files: readonly {
    readonly path: string;
    readonly change: "add" | "delete" | "update";
    readonly movedTo: string | null;
    /** SHA-256 and size in bytes of the diff as it came. */
    readonly sha256: string;
    readonly bytes: number;
  }[];
  /** How many files are not listed. */
  readonly more: number;
  /** What a person decided by hunk; null where the change was answered as a whole. */
  readonly decided: readonly DecidedFile[] | null;
}

/** What became of one file in a review, hunk by hunk in their order. */
export interface DecidedFile {
  readonly path: string;
  readonly outcome: "taken" | "rejected" | "edited";
  readonly hunks: readonly ("taken" | "rejected" | "edited")[];
  /** SHA-256 of the file's text as it was decided; null where none lands. */
  readonly sha256: string | null;
}

export interface ToolSubject {
  readonly kind: "tool";
  readonly server: string;
  readonly tool: string;
  /** SHA-256 of the arguments as JSON, in the order in which they came. */
  readonly argumentsSha256: string;
  /** The arguments, without secrets, 500 characters at most. */
  readonly arguments: string;
  readonly granted: string | null;
}

export interface PermissionSubject {
  readonly kind: "permission";
  /** What the answer grants beyond this once; null for nothing. */
  readonly granted: string | null;
}

/** What an answer says beyond its outcome. */
export interface AnswerDetail {
  /** What it grants beyond this once, in words or as the protocol has it. */
  readonly granted?: string | null;
  /** Of a change that was decided by hunk. */
  readonly decided?: readonly DecidedFile[] | null;
}

/** What the audit log keeps of an ask: words, what is hashed, and the subject. */
export interface Described {
  readonly what: string;
  readonly proof: string;
  readonly about?: AuditSubject;
}

const maxFiles = 200;
const maxHunks = 2000;
const maxShort = 500;
/** Secrets are looked for in this many times the text that is shown. */
const margin = 4;

/** Describes what an ask is about and what its answer grants. Costs one hash of what came. */
export function describeAsk(
  state: State,
  ask: Ask,
  { granted = null, decided = null }: AnswerDetail = {},
): Described {
  const what = askText(state, ask);
  const grant = granted === null ? null : redactedTo(granted, maxShort);
  if (isFileAsk(ask)) return describeChange(changesOf(state, ask) ?? [], decided);
  const tool = toolApprovalOf(ask);
  if (tool) {
    const json = JSON.stringify(toolParams(ask) ?? null);
    return {
      what: `${what}\n${tool.tool} of ${tool.server}, with ${json}`,
      proof: `${what}\n${tool.tool} of ${tool.server}, with ${json}`,
      about: {
        kind: "tool",
        server: redactedTo(tool.server, maxShort),
        tool: redactedTo(tool.tool, maxShort),
        argumentsSha256: sha256(json),
        arguments: redactedTo(json, maxShort),
        granted: grant,
      },
    };
  }
  const isPermission = isAsk(ask, "item/permissions/requestApproval");
  return {
    what,
    proof: what,
    ...((isPermission || grant !== null) && { about: { kind: "permission", granted: grant } }),
  };
}

function describeChange(
  changes: readonly FileUpdateChange[],
  decided: readonly DecidedFile[] | null,
): Described {
  const files = changes.map(({ path, kind, diff }) => ({
    path,
    change: kind.type,
    movedTo: kind.type === "update" ? kind.move_path : null,
    sha256: sha256(diff),
    bytes: Buffer.byteLength(diff),
  }));
  const line = (hashLength: number) => (file: (typeof files)[number]) =>
    // oxlint-disable-next-line folio/wordless -- A record, which is hashed too.
    `${file.change} ${file.path}${file.movedTo === null ? "" : ` to ${file.movedTo}`} (${file.bytes} bytes, sha256 ${file.sha256.slice(0, hashLength)})`;
  return {
    what: files.map(line(16)).join("\n"),
    proof: files.map(line(64)).join("\n"),
    about: {
      kind: "change",
      files: files.slice(0, maxFiles).map(file => ({
        ...file,
        path: redactedTo(file.path, maxShort),
        movedTo: file.movedTo === null ? null : redactedTo(file.movedTo, maxShort),
      })),
      more: Math.max(0, files.length - maxFiles),
      decided:
        decided?.slice(0, maxFiles).map(file => ({
          ...file,
          path: redactedTo(file.path, maxShort),
          hunks: file.hunks.slice(0, maxHunks),
        })) ?? null,
    },
  };
}

/** What an answer to a request for permissions grants; null for nothing, and for any other ask. */
export function permissionGrant(ask: Ask, result: AskResult): string | null {
  if (!isAsk(ask, "item/permissions/requestApproval") || !("permissions" in result)) return null;
  return JSON.stringify(result);
}

/**
 * A text for a record: without secrets, `length` characters at most. Only as much of it is looked at as can be shown, so that
 * a flood costs nothing; a secret that lies across that border is not shown in part.
 */
export function redactedTo(text: string, length: number): string {
  const border = length * margin;
  if (text.length <= border) return cut(redact(text).toWellFormed(), length);
  // The border ends a password in an address like its own end would.
  const found = redact(`${text.slice(0, border)}@`)
    .replace(/@$/, "")
    .toWellFormed();
  // Where so much was taken out that the border itself would be seen, its last word may be the beginning of a secret.
  return cut(found.length > length ? found : found.replace(/(?<!\S)\S*$/, ""), length);
}

/** Whole characters: none is cut in two. */
const cut = (text: string, length: number): string =>
  text.length <= length
    ? text
    : Array.from(text.slice(0, 2 * length))
        .slice(0, length)
        .join("");

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
