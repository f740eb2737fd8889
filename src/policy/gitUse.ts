/** What a git command reads of a repository: its history, the files of the working tree, or the content of either. */
export type GitUse = "history" | "worktree" | "content" | "blame";

/** A git command whose output git itself can list beforehand. Its words are known to be harmless as arguments. */
export interface GitQuery {
  readonly command: "log" | "diff" | "show" | "grep";
  /** Only options that choose what is printed, none that changes how it looks. */
  readonly options: readonly string[];
  /** Words before `--`: commits, or else paths. */
  readonly operands: readonly string[];
  /** Words after `--`; null where there is none. */
  readonly paths: readonly string[] | null;
  /** False where git prints only names, not the content of files. */
  readonly printsContent: boolean;
}
