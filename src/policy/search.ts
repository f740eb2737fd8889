import { reason } from "../model/text/reason.ts";
import { folderProblem, isLifted, nameOf, type Finding, type Survey } from "./folder.ts";
import { all, checkKind, first, type Form, type Options } from "./form.ts";
import { fold, join } from "./paths.ts";
import type { Problem } from "./problem.ts";

const colour = /^(auto|never)$/;
/** Patterns of names whose endings are known, to include names or to exclude them. */
const rgGlob =
  /^(?:!\/?[\w*][\w*./-]*|(?:[\w-]+\/|\*\*\/)*[\w-]*\*?[\w-]*\.(?:[a-z0-9]{1,10}|\{[a-z0-9]{1,10}(?:,[a-z0-9]{1,10})*\}))$/i;
const grepGlob = /^[\w*?-]*\.[a-z0-9]{1,10}$/i;

const files: Form["operands"] = all("path", 1);

/** The operands of grep and rg: first a pattern, unless `-e` or `--files` gave one, then paths. */
const search =
  (paths: Form["operands"]): Form["operands"] =>
  (words, given, situation, options) => {
    const texts = [...(options ?? []).map(([, value]) => value), words[0]?.value ?? ""];
    if (texts.some(text => /\\[1-9]/.test(text))) return reason("pattern.back");
    const hasPattern = ["e", "regexp", "files", "type-list"].some(name => given.has(name));
    const [pattern, ...rest] = words;
    if (hasPattern) return paths(words, given, situation, options);
    if (!pattern) return reason("command.lacksPattern");
    return checkKind("text", pattern.value, situation) ?? paths(rest, given, situation, options);
  };

/** Endings of the names that the patterns of these options include; null where they include all names. */
function endingsOf(options: Options, names: readonly string[]): readonly string[] | null {
  const patterns = options
    .filter(([name, value]) => names.includes(name) && !value.startsWith("!"))
    .map(([, value]) => fold(value));
  if (patterns.length === 0) return null;
  return patterns.flatMap(pattern => {
    const [, stem = "", list = ""] = /^.*(\.)\{?([^.{}]*)\}?$/.exec(pattern) ?? [];
    return list.split(",").map(ending => stem + ending);
  });
}

const endsWith = (path: string, endings: readonly string[]): boolean =>
  endings.some(ending => fold(nameOf(path)).endsWith(ending));

const grepPaths: Form["operands"] = (words, given, situation, options = []) => {
  const follows = given.has("R") || given.has("dereference-recursive");
  if (!follows && !given.has("r") && !given.has("recursive"))
    return files(words, given, situation, options);
  // The first pattern decides about names that match none of them.
  const [rule] = options.filter(([name]) => ["include", "exclude"].includes(name));
  const endings = rule?.[0] === "include" ? endingsOf(options, ["include"]) : null;
  const takes = ({ path, isFolder }: Finding) =>
    endings === null || (isFolder ? nameOf(path) !== ".git" : endsWith(path, endings));
  const folders = words.length === 0 ? ["."] : words.map(({ value }) => value);
  const isWhole = folders.some(
    folder => endings === null && join(situation.folder, folder) === situation.root,
  );
  return (
    all("path")(words, given, situation, options) ??
    (isWhole ? reason("folder.hidden") : null) ??
    first(folders, folder => folderProblem(folder, situation, { takes, followsLinks: follows }))
  );
};

/** Endings of some of rg's file types. Any other type may include hidden names. */
const types: Readonly<Record<string, readonly string[]>> = {
  c: [".c", ".h", ".h.in", ".cats"],
  cpp: [".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".hxx", ".inl", ".h.in"],
  css: [".css", ".scss"],
  go: [".go"],
  html: [".htm", ".html", ".ejs"],
  java: [".java", ".jsp", ".jspx", ".properties"],
  js: [".js", ".jsx", ".vue", ".cjs", ".mjs"],
  kotlin: [".kt", ".kts"],
  md: [".markdown", ".md", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mdx"],
  py: [".py", ".pyi"],
  rust: [".rs"],
  swift: [".swift"],
  ts: [".ts", ".tsx", ".cts", ".mts"],
};

function typeEndings(options: Options): readonly string[] | null {
  const named = options.filter(([name]) => name === "t" || name === "type");
  const endings = named.map(([, name]) => (Object.hasOwn(types, name) ? types[name] : undefined));
  return endings.every(list => list !== undefined) ? endings.flat() : null;
}

/** Which of the names rg reads: it leaves out hidden ones, unless something includes them by name. */
const rgTakes = (options: Options) => {
  const globs = endingsOf(options, ["g", "glob", "iglob"]);
  const byType = typeEndings(options);
  // Where a pattern includes names, rg ignores the type.
  const isTaken = (path: string) =>
    globs === null ? !byType?.length || endsWith(path, byType) : endsWith(path, globs);
  return ({ path, isFolder }: Finding, survey: Survey): boolean => {
    const name = nameOf(path);
    if (name.startsWith(".") && !isLifted(name, survey)) {
      const isNamed = globs !== null || byType === null || byType.length > 0;
      return isNamed && !isFolder && isTaken(path);
    }
    return isFolder || isTaken(path);
  };
};

const rgPaths: Form["operands"] = (words, given, situation, options = []): Problem => {
  const namesOnly = given.has("files") || given.has("type-list");
  const problem = all("path")(words, given, situation, options);
  if (problem !== null || namesOnly || (situation.isFed && words.length === 0)) return problem;
  const folders = words.length === 0 ? ["."] : words.map(({ value }) => value);
  const takes = rgTakes(options);
  return first(folders, folder => folderProblem(folder, situation, { takes, followsLinks: false }));
};

export const grep: Form = {
  isMixed: true,
  flags: "nivwxclLoqshHEFGPrRbIz",
  values: { A: "number", B: "number", C: "number", m: "number", e: "text" },
  optional: { color: colour },
  long: {
    include: grepGlob,
    exclude: "text",
    "exclude-dir": "text",
    "line-number": null,
    "ignore-case": null,
    recursive: null,
    "dereference-recursive": null,
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
  isMixed: true,
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
    iglob: rgGlob,
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

const printf = /^(?:[\w ,.:;|=/()-]|%[fpPdshTmuykMin%]|\\[nt0])*$/;

export const find: Form = {
  isSingleDash: true,
  patterns: "none",
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
    printf,
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
  operands: (words, given, situation, options) =>
    all("path")(
      // `!` and parentheses stand between the tests.
      words.filter(({ value, isBare }) => isBare || !["!", "(", ")"].includes(value)),
      given,
      situation,
      options,
    ),
};
