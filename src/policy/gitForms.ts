import type { GitReading } from "./gitReading.ts";
import { commitFormat } from "./gitConfig.ts";
import type { GitForm } from "./gitForm.ts";
import {
  blamed,
  lists,
  namePatterns,
  none,
  onlyPaths,
  onlyRevisions,
  onlyWord,
  oneTree,
  printed,
  searched,
  shown,
  someRevisions,
  summaries,
  words,
} from "./gitOperands.ts";

const colour = /^(?:auto|never|always)$/;
const size = /^\d{1,4}(?:,\d{1,4}){0,2}$/;

const sortKey =
  /^-?(?:refname|creatordate|committerdate|authordate|taggerdate|v:refname|version:refname)$/;
const differences = {
  plain: [
    ...summaries,
    ...words(
      "-p -u --patch -W --function-context --check -w -b -M -R --ignore-all-space " +
        "--ignore-space-change --ignore-blank-lines --ignore-space-at-eol --minimal --patience " +
        "--histogram --no-renames --no-ext-diff --no-textconv --no-color --exit-code " +
        "--full-index",
    ),
  ],
  glued: {
    "--stat": size,
    "--color": colour,
    "--word-diff": /^(?:plain|color|porcelain|none)$/,
    "--find-renames": /^\d{1,3}%?$/,
    "--abbrev": "number",
    "--ignore-submodules": /^all$/,
  },
  valued: {
    "-U": "number",
    "--unified": "number",
    "-S": "text",
    "-G": "text",
    "--diff-filter": /^[A-Za-z]{1,20}$/,
    "--diff-algorithm": /^(?:myers|default|minimal|patience|histogram)$/,
  },
} as const satisfies Partial<GitForm>;

const commits = {
  plain: words(
    "--oneline --graph --decorate --no-decorate --all --branches --tags --remotes " +
      "--no-merges --merges --reverse --abbrev-commit --no-abbrev-commit --first-parent " +
      "--follow --date-order --topo-order --author-date-order --relative-date " +
      "--left-right --cherry-pick --full-history --simplify-by-decoration -i " +
      "--regexp-ignore-case",
  ),
  glued: {
    "--pretty": commitFormat,
    "--decorate": /^(?:short|full|auto|no)$/,
  },
  valued: {
    "-n": "number",
    "--max-count": "number",
    "--skip": "number",
    "--author": "text",
    "--committer": "text",
    "--since": "text",
    "--until": "text",
    "--after": "text",
    "--before": "text",
    "--grep": "text",
    "--date":
      /^(?:iso|short|relative|local|default|human|unix|iso-strict|rfc|raw|format:[\w %:./-]*)$/,
  },
} as const satisfies Partial<GitForm>;

const search: GitForm = {
  use: ["history", "worktree", "content"],
  plain: [
    ..."niwEFGPlLchIoqv".split("").map(letter => `-${letter}`),
    "--line-number",
    "--ignore-case",
    "--word-regexp",
    "--files-with-matches",
    "--name-only",
    "--count",
    "--extended-regexp",
    "--fixed-strings",
    "--perl-regexp",
    "--heading",
    "--break",
    "--no-color",
    "--column",
    "--full-name",
  ],
  glued: { "--color": colour },
  valued: {
    "-e": "text",
    "-A": "number",
    "-B": "number",
    "-C": "number",
    "-m": "number",
    "--max-count": "number",
  },
  joinsLetters: true,
  operands: searched,
};

/** The git commands that only read. */
export const gitForms: Readonly<Record<GitReading, GitForm>> = {
  status: {
    use: ["history", "worktree"],
    plain: words("-s -b -z --short --branch --long --show-stash --ahead-behind"),
    glued: {
      "-u": /^(?:no|normal|all)$/,
      "--untracked-files": /^(?:no|normal|all)$/,
      "--porcelain": /^(?:v?[12])$/,
      "--ignored": /^(?:traditional|no|matching)$/,
    },
    joinsLetters: true,
    operands: onlyPaths,
  },
  log: {
    use: ["history"],
    plain: [...commits.plain, ...differences.plain],
    glued: { ...commits.glued, ...differences.glued },
    valued: { ...commits.valued, ...differences.valued, "--format": commitFormat },
    hasNumberFlag: true,
    operands: printed("log", false),
  },
  diff: {
    use: ["history", "worktree"],
    plain: [...differences.plain, "--cached", "--staged", "--merge-base"],
    glued: differences.glued,
    valued: differences.valued,
    operands: printed("diff", true),
  },
  show: {
    use: ["history"],
    plain: [...commits.plain, ...differences.plain],
    glued: { ...commits.glued, ...differences.glued },
    valued: { ...commits.valued, ...differences.valued, "--format": commitFormat },
    hasNumberFlag: true,
    operands: shown,
  },
  grep: search,
  branch: {
    use: ["history"],
    plain: words("-a -r -v -l --show-current --all --remotes --list --no-color --verbose"),
    glued: { "--color": colour },
    valued: {
      "--sort": sortKey,
      "--format":
        /^(?:[\w ,.:;|/-]|%\((?:refname|objectname|committerdate|authorname|subject|upstream|HEAD)(?::short|:relative)?\))*$/,
    },
    joinsLetters: true,
    operands: lists,
  },
  tag: {
    use: ["history"],
    plain: ["-l", "--list", "--no-color"],
    valued: { "--sort": sortKey },
    operands: lists,
  },
  "rev-parse": {
    use: ["history"],
    plain: words("--verify --show-toplevel --is-inside-work-tree --show-prefix -q --quiet"),
    glued: { "--abbrev-ref": /^(?:strict|loose)$/, "--short": "number" },
    operands: onlyRevisions,
  },
  describe: {
    use: ["history"],
    plain: words("--tags --always --all --long --contains --exact-match"),
    glued: { "--abbrev": "number" },
    operands: onlyRevisions,
  },
  blame: {
    use: ["history", "worktree", "content", "blame"],
    plain: words(
      "-s -w -e -l -t -f -n --porcelain --line-porcelain --show-name --show-number " +
        "--show-email",
    ),
    valued: { "-L": /^\d{1,7}(?:,\+?\d{1,7})?$/ },
    operands: blamed,
  },
  "ls-files": {
    use: ["history", "worktree"],
    plain: [
      ..."mocdstkz".split("").map(letter => `-${letter}`),
      "--cached",
      "--others",
      "--modified",
      "--deleted",
      "--stage",
      "--killed",
      "--exclude-standard",
      "--directory",
      "--full-name",
      "--error-unmatch",
    ],
    joinsLetters: true,
    operands: namePatterns(() => true),
  },
  "rev-list": {
    use: ["history"],
    plain: words("--count --all --no-merges --merges --first-parent --reverse --left-right"),
    valued: { "-n": "number", "--max-count": "number" },
    hasNumberFlag: true,
    operands: someRevisions,
  },
  "merge-base": {
    use: ["history"],
    plain: words("--is-ancestor -a --all --fork-point"),
    operands: onlyRevisions,
  },
  "ls-tree": {
    use: ["history"],
    plain: words("-r -d -t -l --name-only --name-status --long --full-tree"),
    joinsLetters: true,
    operands: oneTree,
  },
  shortlog: {
    use: ["history"],
    plain: words("-s -n -e --summary --numbered --email --all --no-merges"),
    joinsLetters: true,
    operands: someRevisions,
  },
  reflog: { use: ["history"], valued: { "-n": "number" }, hasNumberFlag: true, operands: none },
  stash: { use: ["history"], operands: onlyWord("list") },
  worktree: { use: ["history"], operands: onlyWord("list") },
  remote: { use: ["history"], operands: none },
  version: { use: [], operands: none },
};
