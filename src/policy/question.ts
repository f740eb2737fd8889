import type { Survey } from "./folder.ts";
import type { FileKind } from "./paths.ts";
import type { GitQuery, GitUse } from "./gitUse.ts";
import type { Problem } from "./problem.ts";
import type { Rule } from "./rule.ts";
import type { ShellLine } from "./unwrap.ts";

/** What an ask is about, as far as a policy can judge it. */
export type Question =
  | CommandQuestion
  | { readonly kind: "fileChange"; readonly changes: readonly ChangedPath[] }
  | { readonly kind: "mcpTool"; readonly server: string; readonly tool: string }
  /** Only a person can answer it: a question, a form, a permission. */
  | { readonly kind: "personal"; readonly what: "permission" | "question" };

export interface CommandQuestion {
  readonly kind: "command";
  /** Null where the server's text is anything but one line for a known shell. */
  readonly line: ShellLine | null;
  readonly cwd: string | null;
  /** The request's own kind: only "command" starts a command. */
  readonly requestKind: string;
  /** The model's reason for leaving the sandbox; null in an ordinary request. */
  readonly reason: string | null;
  readonly environmentId: string | null;
  /** The host that a running command wants to reach; null in an ordinary request. */
  readonly host: string | null;
  readonly hasAdditionalPermissions: boolean;
  readonly offersAccept: boolean;
}

export interface ChangedPath {
  readonly path: string;
  readonly kind: "add" | "update" | "delete";
  readonly movesTo: string | null;
}

export interface Policy {
  /** The user switched automatic approval on, in the user settings. Rules that ask or deny work without it. */
  readonly isAutomatic: boolean;
  readonly rules: readonly Rule[];
}

/**
 * The facts that a question is judged by. They may have changed since, so they are read again when an answer is sent.
 */
export interface Facts {
  readonly isTrusted: boolean;
  /** The policy that the server says it applies to the thread; "unknown" where it says nothing, as for a sub-agent. */
  readonly approvalPolicy: string;
  /** The workspace folder of the question; null where it has none. POSIX. */
  readonly root: string | null;
  /**
   * Why a use of git in the root may run a program or leave it; null where it does neither. Asked only for a git
   * command.
   */
  gitProblem(use: GitUse): Problem;
  /** Secret names among those whose content a git command prints; null when that could not be found out. */
  printedByGit(query: GitQuery): readonly string[] | null;
  /** Fingerprint of the MCP server's configuration; null when it is not known. Asked only where a rule speaks of it. */
  mcpConfig(): string | null;
  realPath(path: string): string | null;
  /** What is at an absolute path, links followed; "special" when that could not be found out. */
  kind(path: string): FileKind;
  /** Names in an absolute folder; null when they could not be found out. */
  names(folder: string): readonly string[] | null;
  /** What below an absolute folder should not be read without asking; null when that could not be found out. */
  survey(folder: string): Survey | null;
  /** Why changing an absolute path now would disturb somebody else's work, to be said after it; null when it would not. */
  conflict(path: string): Problem;
  /** Whether something is at an absolute path; true when that could not be found out. */
  exists(path: string): boolean;
  /**
   * Whether a change to an absolute path would reach another name too, through a symbolic or hard link; true when
   * unknown.
   */
  isShared(path: string): boolean;
}
