import type { Survey } from "./folder.ts";
import type { FileKind } from "./paths.ts";
import type { GitUse } from "./gitConfig.ts";
import type { Rule } from "./rule.ts";
import type { ShellLine } from "./unwrap.ts";

/** What is asked, as far as a policy can judge it. */
export type Question =
  | CommandQuestion
  | { readonly kind: "fileChange"; readonly changes: readonly ChangedPath[] }
  | { readonly kind: "mcpTool"; readonly server: string; readonly tool: string }
  /** A person must answer: a question, a form, a permission. */
  | { readonly kind: "personal"; readonly what: string };

export interface CommandQuestion {
  readonly kind: "command";
  /** Null where the server's text is not a known shell and one line for it. */
  readonly line: ShellLine | null;
  readonly cwd: string | null;
  /** The request's own kind: only "command" is a command to be started. */
  readonly requestKind: string;
  /** What the model gives for leaving the sandbox; null in an ordinary request. */
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

/** A git command of which git itself can say beforehand what it prints. Its words were found to be harmless as arguments. */
export interface GitQuery {
  readonly command: "log" | "diff" | "show" | "grep";
  /** Those that choose what is printed, none that changes how. */
  readonly options: readonly string[];
  /** Words before `--`: commits, or paths where they are none. */
  readonly operands: readonly string[];
  /** Words after `--`; null where there is none. */
  readonly paths: readonly string[] | null;
  /** False where only names are printed, of whatever is no file itself. */
  readonly printsContent: boolean;
}

export interface Policy {
  /** The user switched automatic approval on, in the user settings. Deciding rules against work without it. */
  readonly isAutomatic: boolean;
  readonly rules: readonly Rule[];
}

/** The world that a question is judged in. Everything may have changed since: it is read anew when an answer is sent. */
export interface Facts {
  readonly isTrusted: boolean;
  /** What the server says it applies to the thread; "unknown" where it says nothing, as for a sub-agent's. */
  readonly approvalPolicy: string;
  /** The workspace folder that the question is about; null where it is about none. POSIX. */
  readonly root: string | null;
  /** What speaks against a use of git in the root; null where nothing does. Asked only for a git command. */
  gitProblem(use: GitUse): string | null;
  /** Secret names among those whose content a git command prints; null when that could not be found out. */
  printedByGit(query: GitQuery): readonly string[] | null;
  /** Fingerprint of the MCP server's configuration; null when it is not known. Asked only where a rule speaks of it. */
  mcpConfig(): string | null;
  realPath(path: string): string | null;
  /** What is at an absolute path, links followed; "special" when that could not be found out. */
  kind(path: string): FileKind;
  /** Names in an absolute folder; null when they could not be found out. */
  names(folder: string): readonly string[] | null;
  /** What lies below an absolute folder and should not be read unasked; null when that could not be found out. */
  survey(folder: string): Survey | null;
  /** Why changing an absolute path now would get in somebody's way; null when it would not. */
  conflict(path: string): string | null;
  /** Whether something is at an absolute path; true when that could not be found out. */
  exists(path: string): boolean;
  /** Whether a change to an absolute path changes more than that name: a link, symbolic or hard; true when unknown. */
  isShared(path: string): boolean;
}
