import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isSecret } from "../../policy/paths.ts";
import type { GitQuery } from "../../policy/gitUse.ts";
import { gitIn, unarmed, type RunGit } from "./gitProcess.ts";

const maxFolders = 5000;

/**
 * Secret names among the files whose content a git command would print, as they are now and as they were. Git itself is
 * asked; null when that could not be found out. Only for a repository that was found harmless.
 */
export async function secretsPrinted(
  root: string,
  env: NodeJS.ProcessEnv,
  query: GitQuery,
): Promise<readonly string[] | null> {
  const git = gitIn(root, env);
  if (query.command === "grep") return searched(root, git, query);
  if (!(await areCommits(git, query.operands))) return null;
  if (!query.printsContent) return [];
  const said = await git([
    ...unarmed,
    query.command,
    ...query.options,
    "--name-only",
    "-z",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    ...(query.command === "diff" ? [] : ["--format="]),
    ...query.operands,
    ...(query.paths === null ? [] : ["--", ...query.paths]),
  ]);
  // Between two commits there may be a line break: a name that holds one is judged by its parts.
  return said?.split(/[\0\n]/).filter(isSecret) ?? null;
}

/** Whether the words that git takes for objects are commits. It would print a stored file whole that is named so. */
async function areCommits(git: RunGit, operands: readonly string[]): Promise<boolean> {
  const names = operands.flatMap(operand => [operand, ...operand.split(/\.{2,3}/)]);
  if (names.length === 0) return true;
  const lines = names.flatMap(name => [`${name}^{commit}`, name]);
  const said = await git([...unarmed, "cat-file", "--batch-check"], `${lines.join("\n")}\n`);
  const found = said?.trimEnd().split("\n");
  if (found?.length !== lines.length) return false;
  return names.every((name, at) => {
    const [commit = "", object = ""] = [found[at * 2], found[at * 2 + 1]];
    return (
      /^[0-9a-f]{40,64} commit \d+$/.test(commit) ||
      (commit === `${name}^{commit} missing` && object === `${name} missing`)
    );
  });
}

/** `git grep` opens tracked files by their names, even where a folder on the way has become a link. */
async function searched(
  root: string,
  git: RunGit,
  { paths }: GitQuery,
): Promise<readonly string[] | null> {
  const said = await git([...unarmed, "ls-files", "-z", "--", ...(paths ?? [])]);
  if (said === null) return null;
  const names = said.split("\0").filter(name => name !== "");
  const folders = new Set(names.flatMap(foldersOf));
  if (folders.size > maxFolders) return null;
  const links = await Promise.all(
    [...folders].map(folder =>
      lstat(join(root, folder)).then(
        found => found.isSymbolicLink(),
        () => false, // gone: nothing is read below it
      ),
    ),
  );
  return links.some(Boolean) ? null : names.filter(isSecret);
}

function foldersOf(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}
