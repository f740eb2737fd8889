import { reason, type Reason } from "../model/text/reason.ts";
import type { Problem } from "./problem.ts";
import type { GitQuery, GitUse } from "./gitUse.ts";

/** Why a use may run a program or reach outside, as a clause; null where it does neither. */
export type GitProblems = Readonly<Record<GitUse, Problem>>;

const noGitProblems: GitProblems = {
  history: null,
  worktree: null,
  content: null,
  blame: null,
};

/** What git reads of the repository when it is asked such a question. */
export const usesOf = ({ command, printsContent }: GitQuery): readonly GitUse[] => [
  "history",
  ...(command === "diff" || command === "grep" ? (["worktree"] as const) : []),
  ...(printsContent ? (["content"] as const) : []),
];

/** The same problem for every use. */
export const gitProblems = (problem: Reason): GitProblems => ({
  history: problem,
  worktree: problem,
  content: problem,
  blame: problem,
});

/** One value of git's effective configuration. */
export interface ConfigEntry {
  /** Whether the repository sets it, not the person's or the machine's configuration. */
  readonly isLocal: boolean;
  /** Section and name in lower case. */
  readonly key: string;
  /** Null for a key without a value: git reads it as true. */
  readonly value: string | null;
}

/** Reads what `git config --null --show-scope --list` prints; null where the text is something else. */
export function parseConfig(text: string): readonly ConfigEntry[] | null {
  const fields = text.split("\0");
  if (fields.pop() !== "" || fields.length % 2 !== 0) return null;
  return Array.from({ length: fields.length / 2 }, (_, at) => {
    const [scope = "", entry = ""] = [fields[at * 2], fields[at * 2 + 1]];
    // Only the first line is the key: a value may have several lines.
    const end = entry.indexOf("\n");
    return {
      isLocal: scope !== "system" && scope !== "global",
      key: (end < 0 ? entry : entry.slice(0, end)).toLowerCase(),
      value: end < 0 ? null : entry.slice(end + 1),
    };
  });
}

const isOff = (value: string | null): boolean =>
  value !== null && /^(?:false|no|off|0*)$/i.test(value);

/** Sections that reading commands obey, with the keys that neither run anything nor name a file to be read. */
const harmless: Readonly<Record<string, ReadonlySet<string>>> = {
  core: words(
    "repositoryformatversion filemode bare logallrefupdates ignorecase precomposeunicode symlinks autocrlf eol safecrlf " +
      "checkroundtripencoding longpaths fscache unicode hidedotfiles restrictinheritedhandles protecthfs protectntfs unsetenvvars " +
      "editor pager sshcommand askpass gitproxy hookspath worktree excludesfile quotepath abbrev disambiguate whitespace commentchar " +
      "commentstring compression loosecompression bigfilethreshold packedgitlimit packedgitwindowsize deltabasecachelimit checkstat " +
      "trustctime preloadindex untrackedcache splitindex sparsecheckout sparsecheckoutcone createobject commitgraph multipackindex " +
      "notesref sharedrepository warnambiguousrefs usereplacerefs fsync fsyncmethod fsyncobjectfiles filesreflocktimeout " +
      "packedrefstimeout maxtreedepth",
  ),
  diff: words(
    "renames renamelimit algorithm mnemonicprefix noprefix srcprefix dstprefix colormoved colormovedws context interhunkcontext " +
      "statgraphwidth statnamewidth indentheuristic wserrorhighlight wordregex suppressblankempty autorefreshindex guitool tool " +
      "dirstat relative ignoresubmodules",
  ),
  log: words(
    "date decorate abbrevcommit mailmap graphcolors showroot initialdecorationset excludedecoration diffmerges",
  ),
  status: words(
    "showuntrackedfiles branch short relativepaths aheadbehind renames renamelimit showstash displaycommentprefix",
  ),
  blame: words(
    "showroot blankboundary showemail date coloring markunblamablelines markignoredlines",
  ),
  extensions: words(
    "worktreeconfig objectformat refstorage relativeworktrees preciousobjects noop",
  ),
};

/** A format of commits that only prints: it checks no signature (`%G…`) and is no name of another format. */
export const commitFormat =
  /^(?:oneline|short|medium|full|fuller|reference|email|raw|(?:t?format:|(?=[^]*%))(?:[^%]|%(?:[HhTtPpsbBdDnNSfe%]|x09|[ac][nNeElLdDrtiIsh]|C(?:red|green|blue|reset|yellow|cyan|magenta|bold)|C\([a-z ,]+\)|[<>]{1,2}\(\d{1,3}(?:,[lm]?trunc)?\)))*)$/;

/** The only file that `blame.ignoreRevsFile` may name. By custom it holds commits; git prints any line that is none. */
export const ignoreRevsFile = ".git-blame-ignore-revs";

interface Found {
  readonly use: GitUse;
  readonly problem: Reason;
}

/** What in the effective configuration speaks against each use. Later entries override earlier ones, as in git. */
export function configProblems(entries: readonly ConfigEntry[]): GitProblems {
  const last = new Map(entries.map(entry => [entry.key, entry]));
  const problems: Record<GitUse, Problem> = { ...noGitProblems };
  for (const entry of entries) {
    // All values of a list count; of every other key only the last one.
    if (last.get(entry.key) !== entry && entry.key !== "blame.ignorerevsfile") continue;
    const found = entryProblem(entry);
    if (found) problems[found.use] ??= found.problem;
  }
  return problems;
}

function entryProblem(entry: ConfigEntry): Found | null {
  const { key, value } = entry;
  const [section = "", ...rest] = key.split(".");
  const name = rest.at(-1) ?? "";
  const hasSubsection = rest.length > 1;
  const bad = (use: GitUse, problem: Reason): Found => ({ use, problem });
  const named = reason("repository.sets", { key: shown(key) });
  switch (hasSubsection ? `${section}.*.${name}` : key) {
    case "core.fsmonitor":
      return isOff(value) ? null : bad("worktree", reason("repository.monitor"));
    case "core.attributesfile":
    case "mailmap.file":
    case "mailmap.blob":
    case "notes.displayref":
      return entry.isLocal ? bad("history", named) : null;
    case "log.showsignature":
      return isOff(value) ? null : bad("history", reason("repository.signatures"));
    case "log.follow":
      return isOff(value) ? null : bad("content", named);
    case "format.pretty":
      return value !== null && commitFormat.test(value) ? null : bad("history", named);
    case "tag.sort":
    case "branch.sort":
      return value !== null && /^[a-z:-]*$/.test(value) && !value.includes("signature")
        ? null
        : bad("history", named);
    case "status.submodulesummary":
      return isOff(value) ? null : bad("worktree", reason("repository.submodules"));
    case "diff.submodule":
      return value === "short" ? null : bad("content", reason("repository.submodules"));
    case "diff.external":
    case "diff.*.command":
    case "diff.*.textconv":
      return bad("content", reason("repository.compares", { key: shown(key) }));
    case "blame.ignorerevsfile":
      return value === "" || value === ignoreRevsFile ? null : bad("blame", named);
    case "remote.*.promisor":
      return isOff(value) ? null : bad("history", reason("repository.fetches"));
    case "remote.*.partialclonefilter":
    case "extensions.partialclone":
      return bad("history", reason("repository.fetches"));
  }
  if (section === "hook")
    return bad("history", reason("repository.configuredHook", { key: shown(key) }));
  if (section === "diff" && hasSubsection) return null;
  const known = Object.hasOwn(harmless, section) ? harmless[section] : undefined;
  return known && (hasSubsection || !known.has(name)) ? bad("history", named) : null;
}

/** Names of the filters that run a program over a file before git compares it. */
export const filterDrivers = (entries: readonly ConfigEntry[]): ReadonlySet<string> =>
  new Set(
    entries
      .filter(({ key, value }) => /^filter\..*\.(?:clean|process)$/s.test(key) && value !== "")
      .map(({ key }) => key.slice("filter.".length, key.lastIndexOf("."))),
  );

/** What in an index speaks against reading the working tree; `text` is what `git ls-files -s -z` prints. */
export function indexProblem(text: string): Problem {
  for (const entry of text.split("\0")) {
    if (entry === "") continue;
    const [head, path] = split(entry, "\t");
    if (head.startsWith("160000 ")) return reason("repository.nested", { path: shown(path) });
    if (isOddEntry(path)) return reason("repository.index", { path: shown(path) });
  }
  return null;
}

/** Whether git would look for a tracked file in another place than its name says. */
const isOddEntry = (path: string): boolean =>
  path === "" ||
  path.includes("\\") ||
  /^[a-z]:/i.test(path) ||
  path
    .split("/")
    .some(part => part === "" || part === "." || part === ".." || part.toLowerCase() === ".git");

const shown = (text: string): string => {
  const plain = text.replace(/[^\x20-\x7e]/g, "?");
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
};

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

const harmlessVariables =
  /^GIT_(?:PAGER|OPTIONAL_LOCKS|TERMINAL_PROMPT|EDITOR|SEQUENCE_EDITOR|ASKPASS|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+|HTTP_\w+|PROXY_\w+|CURL_VERBOSE|AUTHOR_\w+|COMMITTER_\w+|MERGE_AUTOEDIT|PS1_\w+|LFS_\w+|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG_NOSYSTEM|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_COUNT|CONFIG_KEY_\d+|CONFIG_VALUE_\d+|CONFIG_PARAMETERS|ATTR_NOSYSTEM|NO_LAZY_FETCH|NO_REPLACE_OBJECTS|ALLOW_PROTOCOL|PROTOCOL_FROM_USER|CLONE_PROTECTION_ACTIVE|EMAIL|ADVICE|DEFAULT_HASH)$/;

/**
 * Why environment variables make git do more than read; null when they do not. Those that set configuration are judged
 * with it.
 */
export function environmentProblem(
  env: Readonly<Record<string, string | undefined>>,
  wanted: Readonly<Record<string, string>>,
): Problem {
  for (const [name, value] of Object.entries(wanted))
    if (env[name] !== value)
      return reason("repository.environmentLacks", { variable: name, value });
  const odd = Object.keys(env).find(
    name => /^GIT_/i.test(name) && !harmlessVariables.test(name.toUpperCase()),
  );
  return odd === undefined ? null : reason("repository.environmentSets", { variable: odd });
}
