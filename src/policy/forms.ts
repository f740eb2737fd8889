import {
  all,
  checkForm,
  checkKind,
  first,
  globs,
  none,
  scriptThen,
  treeProblem,
  waits,
  type Form,
  type Problem,
  type Situation,
} from "./form.ts";
import { gitProblem } from "./git.ts";
import { find, grep, rg } from "./search.ts";
import type { Word } from "./lex.ts";

const sequence = /^\d[\d,-]*$/;
const columns = /^[\d,.nrbdfghiMV-]{1,40}$/;
const colour = /^(auto|never)$/;
const address = String.raw`(?:\d{1,7}|\$)`;
/** sed: only the printing of lines by number. */
const sedScript = new RegExp(
  `^${address}(?:,(?:\\+?\\d{1,7}|\\$))?p(?:;${address}(?:,(?:\\+?\\d{1,7}|\\$))?p)*$`,
);
const field = String.raw`(?:\$(?:\d{1,4}|NF)|NR|NF|"[\w .,:;/=-]*")`;
/** awk: fields of lines chosen by number or by a plain pattern, nothing that calls, writes or assigns. */
const lines = String.raw`(?:NR ?(?:==|<=|>=|<|>) ?\d{1,9}|/[\w .^$-]*/)`;
const print = String.raw`\{ ?print(?: ${field}(?:,? ?${field})*)? ?\}`;
const awkScript = new RegExp(`^(?:${lines}|(?:${lines} ?|END ?)?${print})$`);
const jqPath = String.raw`(?:\.\w*|(?:\.\w+)?(?:\.\w+|\.?\[(?:\d{0,6}|"[\w@/.-]*")\])+)`;
/** jq: a path into the document. */
const jqScript = new RegExp(`^(?:${jqPath}|keys|length)(?: ?\\| ?(?:keys|length|${jqPath}))*$`);

const files: Form["operands"] = all("path", 1);

/** A form that takes the letters named and files to read, or what it is fed. */
const reader = (flags: string, values: Form["values"] = {}, long: Form["long"] = {}): Form => ({
  flags,
  values,
  long,
  operands: files,
});

/** A command that tells something about the machine and takes nothing but flags. */
const fact = (flags = "", long: Form["long"] = {}): Form => ({ flags, long, operands: none });

/** An interpreter that may only say its version. */
const version = (letter: string): Form => ({
  flags: letter,
  long: { version: null },
  operands: (words, given) =>
    words.length === 0 && given.size === 1 ? null : "runs a program of its own",
});

const uniqLike = (flags: string, values: Form["values"] = {}): Form => ({
  flags,
  values,
  operands: (words, given, situation) =>
    words.length > 1 ? "writes its second operand" : files(words, given, situation),
});

const diffPaths: Form["operands"] = (words, given, situation) =>
  all("path", 2, 2)(words, given, situation) ??
  (given.has("r") || given.has("recursive")
    ? first(words, ({ value }) => treeProblem(value, situation, { skipsHidden: false }))
    : null);

/** Commands that only read, each with the arguments that leave it so. */
const table: Readonly<Record<string, Form>> = {
  ls: {
    flags: "1aABbcCdFghGHiklLmnNopqQrRsStuUvxX",
    values: { I: "text", w: "number" },
    long: {
      all: null,
      "almost-all": null,
      recursive: null,
      "human-readable": null,
      "group-directories-first": null,
      directory: null,
      reverse: null,
      size: null,
      inode: null,
      classify: null,
      "full-time": null,
      color: colour,
      sort: "word",
      ignore: "text",
    },
    operands: globs(false, 0),
  },
  tree: {
    flags: "adfiFspughDrtnNQ",
    values: { L: "number", I: "text", P: "text" },
    long: { dirsfirst: null, noreport: null, du: null, prune: null },
    operands: all("path"),
  },
  du: {
    flags: "achkmsSbx0",
    values: { d: "number" },
    long: {
      "max-depth": "number",
      summarize: null,
      "human-readable": null,
      all: null,
      total: null,
    },
    operands: all("path"),
  },
  stat: {
    flags: "t",
    values: { c: "text" },
    long: { format: "text", terse: null },
    operands: files,
  },
  file: { flags: "bi", long: { brief: null, mime: null, "mime-type": null }, operands: files },
  basename: {
    flags: "a",
    values: { s: "text" },
    operands: (words, given, situation) =>
      words.length === 2 && !given.has("a") && /^\.\w+$/.test(words[1]?.value ?? "")
        ? files(words.slice(0, 1), given, situation)
        : files(words, given, situation),
  },
  dirname: { operands: all("path", 1) },
  realpath: { flags: "ems", operands: all("path", 1) },
  readlink: { flags: "femn", operands: all("path", 1) },
  pwd: fact("LP"),

  cat: reader("nbsAeEtTv"),
  head: {
    flags: "qv",
    values: { n: "number", c: "number" },
    long: { lines: "number", bytes: "number", quiet: null },
    hasNumberFlag: true,
    operands: globs(true, 1),
  },
  tail: {
    ...reader(
      "qv",
      { n: "number", c: "number" },
      { lines: "number", bytes: "number", quiet: null },
    ),
    hasNumberFlag: true,
  },
  wc: {
    flags: "lwcmL",
    long: { lines: null, words: null, bytes: null, chars: null },
    operands: globs(false, 1),
  },
  nl: reader("", { b: /^[atn]$/, w: "number", s: "text", n: /^(ln|rn|rz)$/ }),
  tac: reader(""),
  rev: reader(""),
  od: reader("abcdiosxv", { A: /^[doxn]$/, t: "word", N: "number", j: "number", w: "number" }),
  hexdump: reader("Cbcdovx", { n: "number", s: "number" }),
  xxd: {
    flags: "bEipu",
    values: { l: "number", s: "number", c: "number", g: "number" },
    operands: uniqLike("").operands,
  },
  strings: reader("a", { n: "number", t: /^[dox]$/ }),
  md5sum: reader(""),
  sha1sum: reader(""),
  sha256sum: reader(""),
  sha512sum: reader(""),
  cksum: reader(""),
  base64: reader("", { w: "number" }, { wrap: "number" }),

  grep,
  egrep: grep,
  fgrep: grep,
  rg,
  find,

  cut: reader(
    "sn",
    { d: "char", f: sequence, c: sequence, b: sequence },
    { delimiter: "char", fields: sequence, characters: sequence, "output-delimiter": "char" },
  ),
  uniq: uniqLike("cdui", { f: "number", s: "number", w: "number" }),
  sort: reader(
    "nrufbhVgMdisc",
    { k: columns, t: "char" },
    { reverse: null, unique: null, "numeric-sort": null, key: columns, "field-separator": "char" },
  ),
  tr: {
    flags: "dscCt",
    operands: (words, _given, situation) =>
      situation.isFed &&
      words.length >= 1 &&
      words.length <= 2 &&
      words.every(({ isGlob }) => !isGlob)
        ? first(words, ({ value }) => checkKind(/^(?:[^\\-]|\\[nt\\]|(?!^)-)+$/, value, situation))
        : waits,
  },
  paste: reader("s", { d: "char" }),
  fold: reader("sb", { w: "number" }),
  expand: reader("i", { t: "number" }),
  column: reader("t", { s: "char" }),
  comm: { flags: "123", operands: all("path", 2, 2) },
  cmp: { flags: "bls", long: { silent: null, quiet: null }, operands: all("path", 2, 2) },
  diff: {
    flags: "uqwbBiysNrc",
    values: { U: "number" },
    long: {
      unified: "number",
      brief: null,
      recursive: null,
      "side-by-side": null,
      "ignore-all-space": null,
      color: colour,
    },
    operands: diffPaths,
  },
  seq: { flags: "w", values: { s: "char" }, operands: all(/^\d{1,5}$/, 1, 3) },
  expr: {
    operands: words =>
      words.length === 3 &&
      /^\d{1,9} (?:[-+/%*]) \d{1,9}$/.test(words.map(({ value }) => value).join(" ")) &&
      !words.some(({ isGlob }) => isGlob)
        ? null
        : "is more than one sum",
  },
  sed: {
    flags: "nE",
    operands: (words, given, situation) =>
      given.has("n")
        ? scriptThen(sedScript, files)(words, given, situation)
        : "is not limited to printing lines by number",
  },
  awk: { values: { F: "char" }, operands: scriptThen(awkScript, files) },
  jq: {
    flags: "rcSMe",
    long: { "raw-output": null, "compact-output": null },
    operands: scriptThen(jqScript, files),
  },

  echo: {
    flags: "n",
    operands: (words, _given, situation) =>
      first(words, ({ value, isGlob }) =>
        isGlob || value.includes("\\")
          ? "prints what its words do not say"
          : checkKind("text", value, situation),
      ),
  },
  printf: {
    operands: (words, _given, situation) =>
      first(words, ({ value, isGlob }, at) =>
        isGlob
          ? "prints what its words do not say"
          : checkKind(
              at === 0 ? /^(?:[^\\%-]|(?!^)-|\\[nt]|%[sd%])*$/ : /^[^\\-][^\\]*$/,
              value,
              situation,
            ),
      ) ?? (words.length === 0 ? waits : null),
  },
  test: {
    isSingleDash: true,
    long: { e: "path", f: "path", d: "path", s: "path", r: "path", w: "path", x: "path" },
    operands: (words, given) =>
      words.length === 0 && given.size === 1 ? null : "tests more than one file",
  },
  id: fact("ugnrG"),
  whoami: fact(),
  groups: fact(),
  uname: fact("asrmnvpo"),
  hostname: fact(),
  nproc: fact("", { all: null }),
  arch: fact(),
  uptime: fact(),
  date: {
    flags: "uR",
    values: { I: "word" },
    long: { utc: null },
    operands: all(/^\+[\w%:. /-]+$/, 0, 1),
  },
  true: { operands: none },
  false: { operands: none },
  which: { flags: "a", operands: all("word", 1) },
  node: version("v"),
  python: version("V"),
  python3: version("V"),
};

/** Names that mean something else in zsh: `which` prints functions, and so may run a `chpwd` hook's text. */
const notInZsh = new Set(["which"]);

/** Why a simple command is not one that only reads; null when it is. */
export function readOnlyProblem(
  words: readonly Word[],
  shell: string,
  situation: Situation,
): Problem {
  const [name, ...args] = words;
  if (!name?.isBare || name.isGlob || !/^[a-z][a-z0-9]*$/.test(name.value))
    return `“${name?.value ?? ""}” is not the plain name of a command`;
  const said = (problem: Problem) => (problem === null ? null : `“${name.value}” ${problem}`);
  if (args.some(({ isGlob }) => isGlob) && shell === "zsh")
    return said("has a pattern, which zsh reads in its own way");
  if (name.value === "git") return said(gitProblem(args, situation));
  const form = Object.hasOwn(table, name.value) ? table[name.value] : undefined;
  if (!form || (shell === "zsh" && notInZsh.has(name.value)))
    return `“${name.value}” is not on the list of commands that only read`;
  return said(checkForm(form, args, situation));
}
