import {
  all,
  checkKind,
  first,
  treeProblem,
  type Form,
  type Problem,
  type Situation,
} from "./form.ts";
import type { Word } from "./lex.ts";

const colour = /^(auto|never)$/;
/** A pattern of names with a plain ending: one without would take in hidden files, which rg skips else. */
const rgGlob =
  /^!?(?:[\w-]+\/|\*\*\/)*[\w-]*\*?[\w-]*\.(?:[a-z0-9]{1,10}|\{[a-z0-9]{1,10}(?:,[a-z0-9]{1,10})*\})$/i;

const files: Form["operands"] = all("path", 1);

/** grep, and rg as far as they are alike: a pattern unless `-e` or `--files` gave one, then paths. */
const search =
  (
    paths: (
      words: readonly Word[],
      given: ReadonlyMap<string, string>,
      situation: Situation,
    ) => Problem,
  ): Form["operands"] =>
  (words, given, situation) => {
    const hasPattern = ["e", "regexp", "files", "type-list"].some(name => given.has(name));
    const [pattern, ...rest] = words;
    if (hasPattern) return paths(words, given, situation);
    if (!pattern || pattern.isGlob) return "lacks a pattern that is read here";
    return checkKind("text", pattern.value, situation) ?? paths(rest, given, situation);
  };

const grepPaths: Form["operands"] = (words, given, situation) => {
  const isRecursive = given.has("r") || given.has("recursive");
  if (!isRecursive) return files(words, given, situation);
  if (words.length === 0) return "reads the whole folder, hidden files too";
  return (
    all("path", 1)(words, given, situation) ??
    first(words, ({ value }) =>
      /^[./]*$/.test(value) || value === situation.root
        ? "reads the whole folder, hidden files too"
        : treeProblem(value, situation, { skipsHidden: false }),
    )
  );
};

const rgPaths: Form["operands"] = (words, given, situation) => {
  const namesOnly = given.has("files") || given.has("type-list");
  const problem = all("path")(words, given, situation);
  if (problem !== null || namesOnly || (situation.isFed && words.length === 0)) return problem;
  const folders = words.length === 0 ? ["."] : words.map(({ value }) => value);
  return first(folders, folder => treeProblem(folder, situation, { skipsHidden: true }));
};

export const grep: Form = {
  flags: "nivwxclLoqshHEFGPrbIz",
  values: { A: "number", B: "number", C: "number", m: "number", e: "text" },
  long: {
    include: rgGlob,
    exclude: "text",
    "exclude-dir": "text",
    color: colour,
    "line-number": null,
    "ignore-case": null,
    recursive: null,
    count: null,
    "files-with-matches": null,
    "fixed-strings": null,
    "extended-regexp": null,
    "word-regexp": null,
    "invert-match": null,
    "max-count": "number",
    "after-context": "number",
    "before-context": "number",
    context: "number",
    regexp: "text",
  },
  hasNumberFlag: true,
  operands: search(grepPaths),
};

export const rg: Form = {
  flags: "nNisSwxvcloFHIUPq0",
  values: {
    A: "number",
    B: "number",
    C: "number",
    m: "number",
    M: "number",
    d: "number",
    e: "text",
    g: rgGlob,
    t: "word",
    T: "word",
  },
  long: {
    glob: rgGlob,
    type: "word",
    "type-not": "word",
    "type-list": null,
    files: null,
    color: colour,
    "files-with-matches": null,
    "line-number": null,
    "no-line-number": null,
    "ignore-case": null,
    "smart-case": null,
    "case-sensitive": null,
    "word-regexp": null,
    "fixed-strings": null,
    "invert-match": null,
    "only-matching": null,
    "max-count": "number",
    "max-depth": "number",
    "max-columns": "number",
    "after-context": "number",
    "before-context": "number",
    context: "number",
    regexp: "text",
    count: null,
    "count-matches": null,
    column: null,
    heading: null,
    "no-heading": null,
    "no-filename": null,
    "with-filename": null,
    multiline: null,
    stats: null,
    trim: null,
    json: null,
    vimgrep: null,
    sort: /^(path|modified|accessed|created|none)$/,
  },
  operands: search(rgPaths),
};

export const find: Form = {
  isSingleDash: true,
  long: {
    name: "text",
    iname: "text",
    path: "text",
    ipath: "text",
    type: /^[fdlpsbc](,[fdlpsbc])*$/,
    maxdepth: "number",
    mindepth: "number",
    size: /^[+-]?\d{1,9}[bcwkMG]?$/,
    mtime: "number",
    mmin: "number",
    newer: "path",
    empty: null,
    not: null,
    o: null,
    or: null,
    a: null,
    and: null,
    print: null,
    print0: null,
    prune: null,
  },
  operands: (words, given, situation) =>
    all("path")(
      // `!` and parentheses stand between the tests.
      words.filter(({ value, isBare }) => isBare || !["!", "(", ")"].includes(value)),
      given,
      situation,
    ),
};
