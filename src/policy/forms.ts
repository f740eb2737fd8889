import { reason } from "../model/text/reason.ts";
import { folderProblem } from "./folder.ts";
import { all, checkKind, first, none, scriptThen, waits, type Form } from "./form.ts";
import { awkScript, jqScript, sedReplacing, sedScript } from "./scripts.ts";
import { find, grep, rg } from "./search.ts";

const sequence = /^\d[\d,-]*$/;
const columns = /^[\d,.nrbdfghiMV-]{1,40}$/;
/** Columns of output. A huge number would make an endless line. */
const width = /^\d{1,3}$/;
const colour = /^(auto|never)$/;
const files: Form["operands"] = all("path", 1);

/** A form of some flags and files to read, or of what another command feeds it. */
const reader = (flags: string, values: Form["values"] = {}, long: Form["long"] = {}): Form => ({
  flags,
  values,
  long,
  operands: files,
});

/** A command that prints something about the machine, and has nothing but flags. */
const fact = (flags = "", long: Form["long"] = {}): Form => ({ flags, long, operands: none });

/** An interpreter that may only print its version. */
const version = (letter: string): Form => ({
  flags: letter,
  long: { version: null },
  operands: (words, given) =>
    words.length === 0 && given.size === 1 ? null : reason("command.ownProgram"),
});

/** Two files. Of a folder, everything in it is read, also through links. */
const diffPaths: Form["operands"] = (words, given, situation, options) =>
  all("path", 2, 2)(words, given, situation, options) ??
  first(words, ({ value }) =>
    folderProblem(value, situation, { takes: () => true, followsLinks: true }),
  );

/** Words that are only printed. */
const plainWords: Form["operands"] = words =>
  first(words, ({ value }) => (value.includes("\\") ? reason("command.printsMore") : null));

/** Questions about one file. */
const fileTests = ["e", "f", "d", "s", "r", "w", "x", "L", "h"];
export const test: Form = {
  isSingleDash: true,
  long: Object.fromEntries(fileTests.map(letter => [letter, "path"])),
  operands: (words, given) =>
    words.length === 0 && given.size === 1 ? null : reason("command.manyTests"),
};

/** Commands that only read, each with the arguments with which it only reads. */
export const forms: Readonly<Record<string, Form>> = {
  ls: {
    flags: "1aABbcCdFghGiklmnNopqQrRsStuUvxX",
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
      "full-time": null,
      sort: "word",
      ignore: "text",
    },
    optional: { color: colour },
    patterns: "names",
    operands: all("path"),
  },
  tree: {
    flags: "adfiFspughDrtnNQ",
    values: { L: "number", I: "text", P: "text" },
    long: { dirsfirst: null, noreport: null, du: null, prune: null },
    isNeverGlued: true,
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
    patterns: "names",
    operands: all("path"),
  },
  df: { flags: "hkTP", patterns: "names", operands: all("path", 1) },
  stat: {
    flags: "t",
    values: { c: "text" },
    long: { format: "text", terse: null },
    patterns: "names",
    operands: files,
  },
  file: {
    flags: "bi",
    long: { brief: null, mime: null, "mime-type": null },
    operands: files,
  },
  basename: {
    flags: "a",
    values: { s: "text" },
    operands: (words, given, situation, options) =>
      words.length === 2 && !given.has("a") && /^\.\w+$/.test(words[1]?.value ?? "")
        ? files(words.slice(0, 1), given, situation, options)
        : files(words, given, situation, options),
  },
  dirname: { operands: all("path", 1) },
  realpath: { flags: "ems", patterns: "names", operands: all("path", 1) },
  readlink: { flags: "femn", patterns: "names", operands: all("path", 1) },
  pwd: fact("LP"),

  cat: reader("nbsAeEtTv"),
  head: {
    flags: "qv",
    values: { n: "number", c: "number" },
    long: { lines: "number", bytes: "number", quiet: null },
    hasNumberFlag: true,
    operands: files,
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
    patterns: "names",
    operands: files,
  },
  nl: reader("", { b: /^[atn]$/, w: width, s: "text", n: /^(ln|rn|rz)$/ }),
  tac: {
    operands: (words, given, situation, options) =>
      words.length === 0 ? reason("command.keeps") : files(words, given, situation, options),
  },
  rev: reader(""),
  od: {
    ...reader("abcdiosxv", { A: /^[doxn]$/, t: "word", N: "number", j: "number" }),
    optional: { w: width },
  },
  hexdump: reader("Cbcdovx", { n: "number", s: "number" }),
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
  uniq: {
    isOptionsFirst: true,
    flags: "cdui",
    values: { f: "number", s: "number", w: "number" },
    operands: (words, given, situation, options) =>
      words.length > 1 ? reason("command.writes") : files(words, given, situation, options),
  },
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
        ? first(words, ({ value }) => checkKind(/^(?:[^\\-]|\\[nrt\\]|(?!^)-)+$/, value, situation))
        : waits,
  },
  paste: reader("s", { d: "char" }),
  fold: reader("sb", { w: "number" }),
  expand: reader("i", { t: width }),
  column: reader("t", { s: "char" }),
  comm: { flags: "123", operands: all("path", 2, 2) },
  cmp: { flags: "bls", long: { silent: null, quiet: null }, operands: all("path", 2, 2) },
  diff: {
    flags: "uqwbBiysNrc",
    values: { U: "number" },
    optional: { unified: "number", color: colour },
    long: {
      brief: null,
      recursive: null,
      "side-by-side": null,
      "ignore-all-space": null,
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
        : reason("command.notOneSum"),
  },
  sed: {
    flags: "nE",
    operands: (words, given, situation, options) =>
      scriptThen(given.has("n") ? sedScript : sedReplacing, files)(
        words,
        given,
        situation,
        options,
      ),
  },
  awk: { values: { F: "char" }, operands: scriptThen(awkScript, files) },
  jq: {
    flags: "rcSMe",
    long: { "raw-output": null, "compact-output": null },
    operands: scriptThen(jqScript, files),
  },

  echo: { isVerbatim: true, patterns: "names", operands: plainWords },
  printf: {
    operands: (words, given, situation, options) =>
      words.length === 0
        ? waits
        : (checkKind(/^(?:[^\\%-]|(?!^)-|\\[nt]|%[s%])*$/, words[0]?.value ?? "", situation) ??
          plainWords(words.slice(1), given, situation, options)),
  },
  test,
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
    optional: { I: /^(date|hours|minutes|seconds)$/ },
    long: { utc: null },
    operands: all(/^\+[\w%:. /-]+$/, 0, 1),
  },
  true: { operands: none },
  false: { operands: none },
  sleep: { operands: all(/^\d{1,2}(\.\d{1,3})?$/, 1, 1) },
  which: { flags: "a", operands: all("word", 1) },
  command: {
    isOptionsFirst: true,
    flags: "v",
    operands: (words, given, situation, options) =>
      given.has("v") ? all("word", 1)(words, given, situation, options) : reason("command.other"),
  },
  node: version("v"),
  python: version("V"),
  python3: version("V"),
};
