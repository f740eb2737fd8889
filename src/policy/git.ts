import {
  checkForm,
  checkKind,
  first,
  none,
  treeProblem,
  waits,
  type Form,
  type Problem,
  type Situation,
} from "./form.ts";
import type { Word } from "./lex.ts";
import { pathProblem } from "./paths.ts";

/** A name of a commit, or a range of two: nothing that git would take for an option or look up in a reflog by time. */
const revision =
  /^[A-Za-z0-9][\w./-]{0,200}(?:[~^]\d{0,4})*(?:\.{2,3}[A-Za-z0-9][\w./-]{0,200}(?:[~^]\d{0,4})*)?$/;
const format =
  /^(?:oneline|short|medium|full|fuller|reference|(?:format:|tformat:)?(?:[\w ,.:;|()<>#*/-]|%(?:[HhTtPpsbBdDnNSf]|[ac][nNeEdDrtiIs]|C(?:red|green|blue|reset|yellow)))*)$/;
const colour = /^(auto|never)$/;

const namesOnly = [
  "stat",
  "name-only",
  "name-status",
  "numstat",
  "shortstat",
  "summary",
  "s",
  "no-patch",
];

const logLong: NonNullable<Form["long"]> = {
  oneline: null,
  graph: null,
  decorate: null,
  all: null,
  branches: null,
  tags: null,
  "no-merges": null,
  merges: null,
  reverse: null,
  "abbrev-commit": null,
  "first-parent": null,
  follow: null,
  stat: null,
  "name-only": null,
  "name-status": null,
  numstat: null,
  shortstat: null,
  summary: null,
  patch: null,
  "no-patch": null,
  author: "text",
  since: "text",
  until: "text",
  after: "text",
  before: "text",
  grep: "text",
  "max-count": "number",
  pretty: format,
  format,
  date: /^(iso|short|relative|local|default|human|unix|iso-strict|rfc)$/,
  color: colour,
  "no-color": null,
};

const diffLong: NonNullable<Form["long"]> = {
  cached: null,
  staged: null,
  stat: null,
  "name-only": null,
  "name-status": null,
  numstat: null,
  shortstat: null,
  summary: null,
  "ignore-all-space": null,
  "ignore-space-change": null,
  "no-ext-diff": null,
  "no-textconv": null,
  "no-color": null,
  color: colour,
  unified: "number",
  check: null,
};

/** Operands of log, diff and show: revisions, then paths. What prints content must not print that of a secret. */
const revisionsAndPaths =
  (printsContent: (given: ReadonlyMap<string, string>) => boolean): Form["operands"] =>
  (words, given, situation) => {
    const paths: Word[] = [];
    const problem = first(words, word => {
      const { value, isGlob } = word;
      if (isGlob) return "has a pattern, which git reads in its own way";
      const [rev = "", path, ...more] = value.split(":");
      if (path !== undefined)
        return more.length > 0 || !revision.test(rev)
          ? `has the operand “${value}”`
          : (paths.push({ ...word, value: path }), pathProblem(path, situation));
      if (isPath(value)) paths.push(word);
      return revision.test(value) && !isPath(value)
        ? secretName(value, situation)
        : pathProblem(value, situation);
    });
    if (problem !== null || !printsContent(given)) return problem;
    const folders = paths.length === 0 ? ["."] : paths.map(({ value }) => value);
    return first(folders, folder => treeProblem(folder, situation, { skipsHidden: false }));
  };

/** Whether an operand is a path rather than a revision as far as the text tells: it has an ending, or is the folder. */
const isPath = (value: string): boolean =>
  value === "." || (/\.[A-Za-z]\w*\/?$/.test(value) && !value.includes(".."));

/** A revision may also be a path, as git decides: it must be harmless as either. */
const secretName = (value: string, situation: Situation): Problem =>
  /[~^]|\.\./.test(value) ? null : pathProblem(value, situation);

const onlyRevisions: Form["operands"] = words =>
  first(words, ({ value, isGlob }) =>
    !isGlob && revision.test(value) ? null : `has the operand “${value}”`,
  );

const onlyPaths: Form["operands"] = (words, _given, situation) =>
  first(words, ({ value, isGlob }) => (isGlob ? "has a pattern" : pathProblem(value, situation)));

const table: Readonly<Record<string, Form>> = {
  status: {
    flags: "sb",
    values: { u: /^(no|normal|all)$/ },
    long: { short: null, branch: null, long: null, porcelain: null },
    operands: onlyPaths,
  },
  log: {
    flags: "ps",
    values: { n: "number", S: "text", G: "text" },
    long: logLong,
    hasNumberFlag: true,
    operands: revisionsAndPaths(given => given.has("p") || given.has("patch")),
  },
  diff: {
    flags: "wbMs",
    values: { U: "number" },
    long: diffLong,
    operands: revisionsAndPaths(given => !namesOnly.some(name => given.has(name))),
  },
  show: {
    flags: "s",
    long: logLong,
    operands: revisionsAndPaths(
      given => given.has("patch") || !namesOnly.some(name => given.has(name)),
    ),
  },
  branch: {
    flags: "arv",
    long: { "show-current": null, all: null, remotes: null, list: null, "no-color": null },
    operands: none,
  },
  tag: { flags: "l", long: { list: null }, operands: none },
  "rev-parse": {
    long: {
      "abbrev-ref": null,
      short: null,
      verify: null,
      "show-toplevel": null,
      "is-inside-work-tree": null,
    },
    operands: onlyRevisions,
  },
  describe: { long: { tags: null, always: null, all: null, long: null }, operands: onlyRevisions },
  blame: {
    flags: "sw",
    values: { L: /^\d{1,7},\+?\d{1,7}$/ },
    operands: (words, _given, situation) => {
      const path = words.at(-1);
      if (!path || words.length > 2) return "lacks the one file that it is about";
      return (
        onlyPaths([path], new Map(), situation) ??
        onlyRevisions(words.slice(0, -1), new Map(), situation)
      );
    },
  },
  "ls-files": {
    flags: "mocdst",
    long: {
      cached: null,
      others: null,
      modified: null,
      deleted: null,
      stage: null,
      "exclude-standard": null,
    },
    operands: onlyPaths,
  },
  "rev-list": {
    values: { n: "number" },
    long: { count: null, "max-count": "number", all: null },
    operands: (words, given, situation) =>
      words.length === 0 && !given.has("all") ? waits : onlyRevisions(words, given, situation),
  },
  "merge-base": { operands: onlyRevisions },
  "ls-tree": { flags: "rdt", long: { "name-only": null }, operands: onlyRevisions },
  shortlog: {
    flags: "sne",
    operands: (words, given, situation) =>
      words.length === 0 ? waits : onlyRevisions(words, given, situation),
  },
};

/** Why a git command may change something or run a program; null when it only reads. */
export function gitProblem(args: readonly Word[], situation: Situation): Problem {
  if (!situation.isGitHardened())
    return "runs programs that the repository's configuration names, and that was not found to be without them";
  if (situation.isMoved || situation.folder !== situation.root)
    return "works in another folder than the workspace's";
  const [command, ...rest] = args;
  const form =
    command?.isBare && Object.hasOwn(table, command.value) ? table[command.value] : undefined;
  if (!command || !form) return `${command?.value ?? ""} is not known to only read`.trim();
  const problem = checkKind("word", command.value, situation) ?? checkForm(form, rest, situation);
  return problem === null ? null : `${command.value} ${problem}`;
}
