import { reason } from "../model/text/reason.ts";
import { first, waits, type Situation } from "./form.ts";
import type { GitUse } from "./gitUse.ts";
import type { GitForm, GivenToGit } from "./gitForm.ts";
import type { Word } from "./lex.ts";
import { pathProblem } from "./paths.ts";
import type { Problem } from "./problem.ts";

/** A commit's name, or a range of two. Nothing that git would read as an option or look up in a reflog by time. */
const revision =
  /^[A-Za-z0-9][\w./-]{0,200}(?:[~^]\d{0,4})*(?:\.{2,3}[A-Za-z0-9][\w./-]{0,200}(?:[~^]\d{0,4})*)?$/;
const isRevision = ({ value, isGlob }: Word): boolean => !isGlob && revision.test(value);

/** Options of a diff that print names and counts. */
export const summaries = words(
  "--stat --name-only --name-status --numstat --shortstat --summary " +
    "--compact-summary --raw --quiet -s --no-patch",
);
/** Options that print the diff itself, also beside options that print names. */
const patches = words(
  "-p -u --patch -U --unified -W --function-context --check --word-diff --color-words",
);

/** Options that only change how the output looks. All others are needed to ask git what the command prints. */
const looks = new Set<string>([
  ...summaries,
  ...patches,
  ...words(
    "--color --no-color --pretty --format --oneline --graph --decorate --no-decorate --abbrev --abbrev-commit --no-abbrev-commit " +
      "--full-index --date --relative-date --exit-code -M --find-renames --no-renames",
  ),
]);

/** Operands of log, diff and show. Git is asked which files the command prints: none may be a secret. */
export function printed(
  command: "log" | "diff" | "show",
  printsByDefault: boolean,
): GitForm["operands"] {
  return ({ options, words, paths }, situation) => {
    const has = (names: readonly string[]) => options.some(({ name }) => names.includes(name));
    // A search by content looks into every file, and its result tells what is in it.
    const printsContent = has(patches) || has(["-S", "-G"]) || (printsByDefault && !has(summaries));
    const problem =
      first(words, word =>
        word.isGlob
          ? reason("git.ownPattern")
          : isRevision(word)
            ? null
            : pathProblem(word.value, situation),
      ) ?? first(paths ?? [], path => onePath(path, situation));
    if (problem !== null) return problem;
    // A tag may name a file, which git would print whole: the operand must be a commit even where only names are
    // printed.
    if (!printsContent && command !== "show") return null;
    if (printsContent && has(["--follow"])) return reason("git.follows");
    return (
      (printsContent ? repositoryProblem(["content"], situation) : null) ??
      printedProblem(
        situation.printedByGit({
          command,
          options: options
            .filter(({ name }) => !looks.has(name))
            .map(({ name, value }) => `${name}${value === null ? "" : glue(name)}${value ?? ""}`),
          operands: words.map(({ value }) => value),
          paths: paths?.map(({ value }) => value) ?? null,
          printsContent,
        }),
      )
    );
  };
}

const glue = (name: string): string => (name.startsWith("--") ? "=" : "");

function printedProblem(names: readonly string[] | null): Problem {
  if (names === null) return reason("git.printsUnknown");
  const [secret] = names;
  return secret === undefined ? null : reason("git.printsSecret", { path: secret });
}

/** `git show REV:PATH` prints a file as it was; all other operands are commits. */
export const shown: GitForm["operands"] = (given, situation) => {
  const { words, paths, options } = given;
  const objects = words.map(({ value, isGlob }) => ({ isGlob, parts: value.split(":") }));
  if (!objects.some(({ parts }) => parts.length > 1))
    return printed("show", true)(given, situation);
  if (paths !== null || options.length > 0) return reason("git.showsMore");
  return (
    repositoryProblem(["content"], situation) ??
    first(objects, ({ isGlob, parts: [rev = "", path, ...more] }) =>
      isGlob || path === undefined || more.length > 0 || rev.includes("..") || !revision.test(rev)
        ? reason("git.showsMore")
        : pathProblem(path, situation),
    )
  );
};

const onePath = ({ value, isGlob }: Word, situation: Situation): Problem =>
  isGlob ? reason("git.pattern") : pathProblem(value, situation);

export const none: GitForm["operands"] = ({ words, paths }) =>
  words.length === 0 && paths === null ? null : reason("operand.any");

export const onlyPaths: GitForm["operands"] = ({ words, paths }, situation) =>
  first([...words, ...(paths ?? [])], word => onePath(word, situation));

export const onlyRevisions: GitForm["operands"] = ({ words, paths }) =>
  paths !== null
    ? reason("operand.any")
    : first(words, word =>
        isRevision(word) ? null : reason("operand.unknown", { operand: word.value }),
      );

/** Asks where the command would silently wait for input. */
export const someRevisions: GitForm["operands"] = (given, situation) =>
  given.words.length === 0 && !given.options.some(({ name }) => name === "--all")
    ? waits
    : onlyRevisions(given, situation);

/** Patterns that git itself expands: they choose among tracked names and lead to no other file. */
export const namePatterns =
  (isAllowed: (given: GivenToGit) => boolean): GitForm["operands"] =>
  given =>
    first([...given.words, ...(given.paths ?? [])], ({ value, isGlob }) =>
      !isGlob &&
      isAllowed(given) &&
      /^[\w*][\w.*?/@+-]*$/.test(value) &&
      !value.split("/").includes("..")
        ? null
        : reason("operand.unknown", { operand: value }),
    );

export const lists: GitForm["operands"] = namePatterns(({ options }) =>
  options.some(({ name }) => name === "-l" || name === "--list"),
);

/** `git blame`: commit and file may come in either order, so each word must be harmless as a path. */
export const blamed: GitForm["operands"] = ({ words, paths }, situation) => {
  const all = [...words, ...(paths ?? [])];
  if (all.length === 0 || all.length > 2 || (paths !== null && paths.length !== 1))
    return reason("git.lacksFile");
  const isPlain = ({ value }: Word) => /[~^]|\.\./.test(value) && revision.test(value);
  return first(all, word =>
    isPlain(word) && word !== all.at(-1) ? null : onePath(word, situation),
  );
};

/** A search in the tracked files of the working tree. */
export const searched: GitForm["operands"] = ({ options, words, paths }, situation) => {
  const patterns = options.filter(({ name }) => name === "-e").length;
  const [pattern, ...rest] = words;
  if (patterns === 0 && (!pattern || pattern.isGlob)) return reason("git.lacksPattern");
  // Without `--` a word may be a commit, unless it ends in a slash.
  const folders = patterns > 0 ? words : rest;
  const odd = folders.find(({ value }) => !value.endsWith("/"));
  if (odd) return reason("git.maybeCommit", { word: odd.value });
  const all = [...folders, ...(paths ?? [])];
  return (
    first(all, word => onePath(word, situation)) ??
    printedProblem(
      situation.printedByGit({
        command: "grep",
        options: [],
        operands: [],
        paths: all.map(({ value }) => value),
        printsContent: true,
      }),
    )
  );
};

export function onlyWord(name: string): GitForm["operands"] {
  return ({ words: [word, ...more], paths }) =>
    word?.value === name && more.length === 0 && paths === null
      ? null
      : reason("git.doesMore", { command: name });
}

/** A commit, then paths in it. */
export const oneTree: GitForm["operands"] = ({ words: [tree, ...rest], paths }, situation) =>
  tree && isRevision(tree)
    ? first([...rest, ...(paths ?? [])], word => onePath(word, situation))
    : reason("git.lacksCommit");

/** Why this repository makes a command do more than it says. */
export function repositoryProblem(uses: readonly GitUse[], situation: Situation): Problem {
  const why = first(uses, use => situation.gitProblem(use));
  return why && reason("git.repository", { why });
}

/** A list of options, written as one text. */
export function words(text: string): readonly string[] {
  return text.split(" ");
}
