import type { GitUse } from "./gitConfig.ts";
import type { GitQuery } from "./question.ts";
import { isSecret, pathProblem, type Places } from "./paths.ts";
import type { Word } from "./lex.ts";

/** What a command line is judged by beside its words. */
export interface Situation extends Places {
  /** Paths of files with secret-like names below `root`, relative to it; null when that could not be found out. */
  secrets(): readonly string[] | null;
  /** Whether its input comes from a command before it. */
  readonly isFed: boolean;
  /** What speaks against a use of git here; null where git was found to run nothing and to stay inside (SAFETY S8). */
  gitProblem(use: GitUse): string | null;
  /** Secret names among those whose content a git command prints; null when that could not be found out. */
  printedByGit(query: GitQuery): readonly string[] | null;
  /** Whether `cd` went before. */
  readonly isMoved: boolean;
}

/** Why a command asks, as a continuation of "it …" or of its own subject; null when nothing speaks against it. */
export type Problem = string | null;

/** What the value of an option or an operand may be. */
export type Kind = "number" | "text" | "path" | "word" | "char" | RegExp;

/** Which arguments a command takes. Everything that is not named here asks. */
export interface Form {
  /** Letters of options without a value; they may be joined (`-la`). */
  readonly flags?: string;
  /** Letters of options with a value, glued or separate. */
  readonly values?: Readonly<Record<string, Kind>>;
  /** Long options: null for one without a value; with a value only as `--name=value` or separate. */
  readonly long?: Readonly<Record<string, Kind | null>>;
  /** `-20` for `-n 20`. */
  readonly hasNumberFlag?: boolean;
  /** Options of find and of PowerShell: one dash and a word, never joined. */
  readonly isSingleDash?: boolean;
  /** Judges the operands; the options that were given come with their values. */
  readonly operands: (words: readonly Word[], given: Given, situation: Situation) => Problem;
}

/** Options that were given, by letter or long name. */
export type Given = ReadonlyMap<string, string>;

/** Judges the arguments of a command by its form. */
export function checkForm(form: Form, args: readonly Word[], situation: Situation): Problem {
  const given = new Map<string, string>();
  const operands: Word[] = [];
  const queue = [...args];
  let isOver = false;
  for (let word = queue.shift(); word; word = queue.shift()) {
    const { value } = word;
    if (isOver || !value.startsWith("-") || value === "-") operands.push(word);
    else if (word.isGlob) return `has the pattern “${value}” for an option`;
    else if (value === "--") isOver = true;
    else {
      const problem = checkOption(form, value, { queue, given, situation });
      if (problem !== null) return problem;
    }
  }
  const odd = operands.find(({ value }) => value.startsWith("-"));
  if (odd) return `has the operand “${odd.value}”, which looks like an option`;
  return form.operands(operands, given, situation);
}

interface Walk {
  readonly queue: Word[];
  readonly given: Map<string, string>;
  readonly situation: Situation;
}

function checkOption(form: Form, option: string, walk: Walk): Problem {
  if (form.hasNumberFlag && /^-\d{1,6}$/.test(option)) {
    walk.given.set("number", option.slice(1));
    return null;
  }
  if (option.startsWith("--")) {
    const [name, value] = split(option.slice(2), "=");
    const kind = own(form.long, name);
    if (kind === undefined) return unknown(`--${name}`);
    if (kind === null) {
      walk.given.set(name, "");
      return value === undefined ? null : unknown(option);
    }
    return takeValue(name, kind, value, walk);
  }
  if (form.isSingleDash) {
    const name = option.slice(1);
    const kind = own(form.long, name);
    if (kind === undefined) return unknown(option);
    walk.given.set(name, "");
    return kind === null ? null : takeValue(name, kind, undefined, walk);
  }
  return checkLetters(form, option.slice(1), walk);
}

function checkLetters(form: Form, letters: string, walk: Walk): Problem {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? "";
    if (form.flags?.includes(letter)) {
      walk.given.set(letter, "");
      continue;
    }
    const kind = own(form.values, letter);
    if (kind === undefined || kind === null) return unknown(`-${letter}`);
    const rest = letters.slice(at + 1);
    return takeValue(letter, kind, rest === "" ? undefined : rest, walk);
  }
  return null;
}

function takeValue(name: string, kind: Kind, glued: string | undefined, walk: Walk): Problem {
  const separate = glued === undefined ? walk.queue.shift() : undefined;
  const value = glued ?? separate?.value;
  if (value === undefined) return `lacks the value of ${name}`;
  if (separate?.isGlob) return `has a pattern for the value of ${name}`;
  walk.given.set(name, value);
  return checkKind(kind, value, walk.situation);
}

/** Judges one value. */
export function checkKind(kind: Kind, value: string, situation: Situation): Problem {
  if (kind instanceof RegExp) return kind.test(value) ? null : unread(value);
  switch (kind) {
    case "number":
      return /^[+-]?\d{1,9}[kKmMG]?$/.test(value) ? null : unread(value);
    case "word":
      return /^[A-Za-z0-9][A-Za-z0-9_.+-]*$/.test(value) ? null : unread(value);
    case "char":
      return /^(.|\\t)$/u.test(value) ? null : unread(value);
    case "text":
      return value.startsWith("-") ? unread(value) : null;
    case "path":
      return pathProblem(value, situation);
  }
}

const unknown = (option: string): string =>
  `has the option “${option}”, which is not known to be harmless`;
const unread = (value: string): string =>
  `has the value “${value}”, which is not known to be harmless`;

function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}

function split(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Operands that are all of one kind, at least `min` (none are needed where another command feeds it) and at most `max`. */
export const all =
  (kind: Kind, min = 0, max = Infinity): Form["operands"] =>
  (words, _given, situation) => {
    if (words.length > max) return "has more operands than are known to be harmless";
    if (words.length < min && !(situation.isFed && words.length === 0)) return waits;
    return first(words, word =>
      word.isGlob ? "puts a pattern where none is read" : checkKind(kind, word.value, situation),
    );
  };

/** No operand at all. */
export const none: Form["operands"] = words =>
  words.length === 0 ? null : "has operands that are not known to be harmless";

/** A script or a pattern first, then files. */
export const scriptThen =
  (kind: Kind, files: Form["operands"]): Form["operands"] =>
  (words, given, situation) => {
    const [script, ...rest] = words;
    if (!script || script.isGlob) return "lacks its script or pattern";
    return checkKind(kind, script.value, situation) ?? files(rest, given, situation);
  };

/** Paths or patterns of paths. `printsContent` where what matches is printed, so that the pattern must tell what that is. */
export const globs =
  (printsContent: boolean, min: number): Form["operands"] =>
  (words, _given, situation) =>
    words.length < min && !(situation.isFed && words.length === 0)
      ? waits
      : first(words, ({ value, isGlob }) =>
          isGlob
            ? globProblem(value, printsContent, situation)
            : checkKind("path", value, situation),
        );

export const waits = "waits for input that nobody gives";

/** A pattern that cannot match a hidden file, and where content is printed only names of one plain ending. */
function globProblem(pattern: string, printsContent: boolean, situation: Situation): Problem {
  const folders = pattern.split("/");
  const name = folders.pop() ?? "";
  if (folders.some(folder => /[*?]/.test(folder)))
    return `has the pattern “${pattern}” for a folder`;
  const ending = /^[\w?*-]*(\.[a-z0-9]{1,10})$/i.exec(name)?.[1];
  if (!/^[\w.?*-]*$/.test(name) || name.startsWith(".")) return `has the pattern “${pattern}”`;
  if (printsContent) {
    if (ending === undefined || isSecret(`x${ending}`) || isSecret(name))
      return `prints whatever “${pattern}” finds`;
    const secrets = situation.secrets();
    if (
      secrets === null ||
      secrets.some(secret => secret.toLowerCase().endsWith(ending.toLowerCase()))
    )
      return `can print a file that may hold a secret`;
  }
  return pathProblem(folders.length > 0 ? folders.join("/") || "/" : ".", situation);
}

/** The first problem among several words. */
export function first<T>(list: readonly T[], check: (value: T, at: number) => Problem): Problem {
  for (const [at, value] of list.entries()) {
    const problem = check(value, at);
    if (problem !== null) return problem;
  }
  return null;
}

/** Whether everything below `folder` may be read: no secret-like name lies there. Folder is as the command names it. */
export function treeProblem(
  folder: string,
  situation: Situation,
  { skipsHidden }: { readonly skipsHidden: boolean },
): Problem {
  const secrets = situation.secrets();
  if (secrets === null)
    return "reads a whole folder, and what lies in it could not be looked through";
  const absolute = folder.startsWith("/") ? folder : `${situation.folder}/${folder}`;
  const within = absolute
    .slice(situation.root.length)
    .split("/")
    .filter(part => part !== "" && part !== ".")
    .join("/");
  const below = secrets.filter(
    secret => within === "" || secret === within || secret.startsWith(`${within}/`),
  );
  const read = skipsHidden
    ? below.filter(secret => !secret.split("/").some(part => part.startsWith(".")))
    : below;
  return read.length === 0 ? null : `reads a folder that holds “${read[0]}”`;
}
