import { lstat, readFile, readdir, realpath, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { reason } from "../../model/text/reason.ts";
import {
  configProblems,
  environmentProblem,
  filterDrivers,
  gitProblems,
  ignoreRevsFile,
  indexProblem,
  parseConfig,
  type GitProblems,
} from "../../policy/gitConfig.ts";
import type { Problem } from "../../policy/problem.ts";
import { gitIn, unarmed, type RunGit } from "./gitProcess.ts";
import { isThere } from "../disk/isThere.ts";

/** What the server must be started with, so that git asks nobody and locks nothing. */
export const gitEnvironment = {
  GIT_PAGER: "cat",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
} as const;

/**
 * Why git commands that only read may run a program in a folder, or print what lies elsewhere. Git itself is asked for its
 * configuration, its places and its index; where it does not answer in time, that is a problem too.
 */
export function gitProblemsOf(root: string, env: NodeJS.ProcessEnv): Promise<GitProblems> {
  const key = JSON.stringify([root, env]);
  const running = inFlight.get(key);
  if (running) return running;
  const found = findProblems(root, env).finally(() => inFlight.delete(key));
  inFlight.set(key, found);
  return found;
}

/** Several asks at once share one look; a later ask looks anew. */
const inFlight = new Map<string, Promise<GitProblems>>();

async function findProblems(root: string, env: NodeJS.ProcessEnv): Promise<GitProblems> {
  const odd = environmentProblem(env, gitEnvironment);
  if (odd !== null) return gitProblems(odd);
  const git = gitIn(root, env);
  const [text, places] = await Promise.all([
    git(["config", "--null", "--show-scope", "--list"]),
    placesOf(root, git),
  ]);
  const entries = text === null ? null : parseConfig(text);
  if (places === null || entries === null) return gitProblems(reason("repository.unread"));
  const hasWorktree = entries.some(({ key, isLocal }) => key === "core.worktree" && isLocal);
  const place = await placeProblem(root, places, hasWorktree);
  if (place !== null) return gitProblems(place);
  const config = configProblems(entries);
  const [index, hook, content, filter, blame] = await Promise.all([
    indexProblemOf(root, places, git),
    hookProblem(places),
    storeProblem(places, git),
    filterProblem(filterDrivers(entries), git),
    entries.some(({ key, value }) => key === "blame.ignorerevsfile" && value !== "")
      ? ignoreRevsProblem(root)
      : null,
  ]);
  return {
    history: config.history,
    worktree: config.worktree ?? hook ?? index ?? filter,
    content: config.content ?? content,
    blame: config.blame ?? blame,
  };
}

interface GitPlaces {
  readonly top: string;
  readonly folder: string;
  readonly common: string;
  readonly hooks: string;
  readonly index: string;
  readonly alternates: string;
}

/** Where git finds its own files, as it says. */
async function placesOf(root: string, git: RunGit): Promise<GitPlaces | null> {
  const said = await git([
    "rev-parse",
    "--show-toplevel",
    "--absolute-git-dir",
    "--git-common-dir",
    ...["hooks", "index", "objects/info/alternates"].flatMap(path => ["--git-path", path]),
  ]);
  const lines = said?.replace(/\r?\n$/, "").split(/\r?\n/);
  const [top, folder, common, hooks, index, alternates] =
    lines?.map(line => resolve(root, line)) ?? [];
  return lines?.length === 6 && top && folder && common && hooks && index && alternates
    ? { top, folder, common, hooks, index, alternates }
    : null;
}

/** Whether the repository is the folder's own: neither one around it nor somebody else's that its `.git` leads to. */
async function placeProblem(
  root: string,
  { top, folder, common }: GitPlaces,
  hasWorktree: boolean,
): Promise<Problem> {
  const [realRoot, realTop, own, shared] = await Promise.all([root, top, folder, common].map(real));
  if (!realRoot || !own || !shared || realRoot !== realTop) return reason("repository.notTop");
  const isWithin = (path: string) => path.startsWith(realRoot + sep);
  const isOwn =
    (isWithin(own) && isWithin(shared)) ||
    (own === shared && hasWorktree) ||
    (dirname(own) === join(shared, "worktrees") && (await leadsBack(own, realRoot)));
  if (!isOwn) return reason("repository.otherFolder");
  const folders = [own, shared, join(own, "info"), join(shared, "info")];
  for (const place of new Set(folders))
    if (!(await isPlain(place))) return reason("repository.links");
  const objects = [join(shared, "objects"), join(shared, "objects", "info")];
  for (const place of objects) if (await holdsLinks(place)) return reason("repository.links");
  return null;
}

const real = (path: string): Promise<string | null> => realpath(path).catch(() => null);

/** Git notes in the folder of a linked worktree where the worktree lies. Only the owner of the repository can write that. */
async function leadsBack(folder: string, realRoot: string): Promise<boolean> {
  const back = await readFile(join(folder, "gitdir"), "utf8").catch(() => "");
  return (await real(dirname(back.trim()))) === realRoot;
}

const holdsLinks = async (place: string): Promise<boolean> =>
  (await readdir(place, { withFileTypes: true }).catch(() => [])).some(entry =>
    entry.isSymbolicLink(),
  );

/** Whether a folder holds no link, symbolic or hard. Git quotes lines that it cannot read: a link would show another file. */
async function isPlain(place: string): Promise<boolean> {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
  const plain = await Promise.all(
    entries.map(async entry => {
      // A folder of hooks may be kept elsewhere: it is read where it is.
      if (entry.isDirectory() || entry.name === "hooks") return true;
      if (!entry.isFile()) return entry.isSocket(); // the file system monitor has one here
      return await lstat(join(place, entry.name)).then(
        ({ nlink }) => nlink === 1,
        () => true, // a lock that went away meanwhile
      );
    }),
  );
  return plain.every(Boolean);
}

interface KnownIndex {
  readonly state: string;
  readonly problem: Problem;
}
const maxKnown = 16;
/** A large index takes long to read: it is read again only when the file is another. */
const knownIndexes = new Map<string, KnownIndex>();

async function indexProblemOf(root: string, { index }: GitPlaces, git: RunGit): Promise<Problem> {
  const state = await stat(index, { bigint: true }).then(
    ({ ino, size, mtimeNs, ctimeNs }) => `${ino} ${size} ${mtimeNs} ${ctimeNs}`,
    () => null, // a new repository has none
  );
  const known = knownIndexes.get(root);
  if (known && known.state === state) return known.problem;
  const text = await git([...unarmed, "ls-files", "-s", "-z"]);
  if (text === null) return reason("repository.noIndex");
  const problem = indexProblem(text);
  knownIndexes.delete(root);
  if (state !== null) knownIndexes.set(root, { state, problem });
  for (const [oldest] of knownIndexes)
    if (knownIndexes.size > maxKnown) knownIndexes.delete(oldest);
  return problem;
}

/** `git diff` writes the index, and then runs this hook, even where no optional lock is taken. */
async function hookProblem({ hooks }: GitPlaces): Promise<Problem> {
  const names = await readdir(hooks).catch(() => []);
  const hook = names.find(name => /^post-index-change(?!\.sample$)/i.test(name));
  return hook === undefined ? null : reason("repository.hook");
}

/** Why a commit may hold what belongs elsewhere: the repository borrows objects, or replaces some by others. */
async function storeProblem({ alternates }: GitPlaces, git: RunGit): Promise<Problem> {
  if (await isThere(alternates)) return reason("repository.borrows");
  const replaced = await git([...unarmed, "for-each-ref", "--count=1", "refs/replace/"]);
  return replaced === "" ? null : reason("repository.replaces");
}

async function filterProblem(drivers: ReadonlySet<string>, git: RunGit): Promise<Problem> {
  if (drivers.size === 0) return null;
  const paths = await git([...unarmed, "ls-files", "-z"]);
  const said =
    paths === null ? null : await git([...unarmed, "check-attr", "--stdin", "-z", "filter"], paths);
  if (said === null) return reason("repository.filters");
  // A path, the attribute's name and its value, each ended by a NUL.
  const used = said
    .split("\0")
    .find((value, at) => at % 3 === 2 && drivers.has(value.toLowerCase()));
  return used === undefined ? null : reason("repository.filter", { filter: used });
}

const ignoreRevsProblem = (root: string): Promise<Problem> =>
  lstat(join(root, ignoreRevsFile)).then(
    file =>
      file.isFile() && file.nlink === 1
        ? null
        : reason("repository.isLink", { path: ignoreRevsFile }),
    () => null,
  );
