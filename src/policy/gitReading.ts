/** The git commands that the closed grammar knows. Their forms are in `gitForms.ts`. */
export const gitReading = [
  "status",
  "log",
  "diff",
  "show",
  "grep",
  "branch",
  "tag",
  "rev-parse",
  "describe",
  "blame",
  "ls-files",
  "rev-list",
  "merge-base",
  "ls-tree",
  "shortlog",
  "reflog",
  "stash",
  "worktree",
  "remote",
  "version",
] as const;

export type GitReading = (typeof gitReading)[number];

export const isGitReading = (command: string): command is GitReading =>
  gitReading.some(name => name === command);
