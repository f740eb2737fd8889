import { reason, type Reason } from "../model/text/reason.ts";
import type { Names } from "./expand.ts";
import type { Surveyed } from "./folder.ts";
import type { GitQuery, GitUse } from "./gitUse.ts";
import type { Word } from "./lex.ts";
import { isHidden, isSecret, join, pathProblem } from "./paths.ts";
import type { Problem } from "./problem.ts";

/** What judging a command line needs beside its words. */
export interface Situation extends Names, Surveyed {
  /** Whether a command before it feeds its input. */
  readonly isFed: boolean;
  /** Why this use of git may run a program or leave the folder; null where it does neither. */
  gitProblem(use: GitUse): Problem;
  /** Secret names among those whose content a git command prints; null when that could not be found out. */
  printedByGit(query: GitQuery): readonly string[] | null;
  /** Whether a `cd` comes before it. */
  readonly isMoved: boolean;
}

/** What an option's value or an operand may be. */
export type Kind = "number" | "text" | "path" | "word" | "char" | RegExp;

/** The arguments that a command may have. Any other argument asks. */
export interface Form {
  /** Letters of options without a value; they may be joined (`-la`). */
  readonly flags?: string;
  /** Letters of options with a value, in the same word or in the next. */
  readonly values?: Readonly<Record<string, Kind>>;
  /** Long options: null for one without a value; else the value follows as `--name=value` or as the next word. */
  readonly long?: Readonly<Record<string, Kind | null>>;
  /** Letters and long names of options whose value may be left out; it counts only within the same word. */
  readonly optional?: Readonly<Record<string, Kind>>;
  /** `-20` for `-n 20`. */
  readonly hasNumberFlag?: boolean;
  /** Options of find and of PowerShell: one dash and a word, never joined. */
  readonly isSingleDash?: boolean;
  /** A letter with a value stands alone, and the value is the next word, as in tree. */
  readonly isNeverGlued?: boolean;
  /**
   * On every system an option may follow an operand. Without this, such a word must not be the name of a file as well.
   */
  readonly isMixed?: boolean;
  /** No options after the first operand: such a word may be a file to write, or belong to another command. */
  readonly isOptionsFirst?: boolean;
  /** All words are operands, whatever they look like. */
  readonly isVerbatim?: boolean;
  /**
   * What the tool does with the names of a pattern. One that reads contents (the default) may get only names with an
   * ending.
   */
  readonly patterns?: "none" | "names" | "contents";
  /** Judges the operands, given the options with their values. */
  readonly operands: (
    words: readonly Word[],
    given: Given,
    situation: Situation,
    options?: Options,
  ) => Problem;
}

/** The options of a command line, by letter or long name. */
export type Given = ReadonlyMap<string, string>;

/** The options of a command line with their values, in order. */
export type Options = readonly (readonly [name: string, value: string])[];

/** Judges the arguments of a command by its form. */
export function checkForm(form: Form, args: readonly Word[], situation: Situation): Problem {
  if (form.isVerbatim) return form.operands(args, new Map(), situation, []);
  const options: [string, string][] = [];
  const operands: Word[] = [];
  const queue = [...args];
  let isOver = false;
  for (let word = queue.shift(); word; word = queue.shift()) {
    const { value } = word;
    if (isOver || !value.startsWith("-") || value === "-") operands.push(word);
    else if (value === "--") isOver = true;
    else {
      if (form.isOptionsFirst && operands.length > 0)
        return reason("option.late", { option: value });
      const before = [...queue];
      const problem = checkOption(form, value, { queue, options, situation });
      if (problem !== null) return problem;
      const words = [value, ...before.slice(0, before.length - queue.length).map(at => at.value)];
      const file =
        operands.length === 0 || form.isMixed || form.isSingleDash
          ? undefined
          : words.find(name => situation.kind(join(situation.folder, name)) !== "missing");
      // On some systems every word after the first operand is a file.
      if (file !== undefined) return reason("option.afterFile", { word: file });
    }
  }
  const odd = operands.find(({ value }) => value.startsWith("-"));
  if (odd) return reason("operand.asOption", { operand: odd.value });
  return form.operands(operands, new Map(options), situation, options);
}

interface Walk {
  readonly queue: Word[];
  readonly options: [string, string][];
  readonly situation: Situation;
}

function checkOption(form: Form, option: string, walk: Walk): Problem {
  if (form.hasNumberFlag && /^-\d{1,6}$/.test(option)) {
    walk.options.push(["number", option.slice(1)]);
    return null;
  }
  if (option.startsWith("--")) {
    const [name, value] = split(option.slice(2), "=");
    const optional = own(form.optional, name);
    if (optional !== undefined) return takeOptional(name, optional, value, walk);
    const kind = own(form.long, name);
    if (kind === undefined) return unknown(`--${name}`);
    if (kind === null) {
      walk.options.push([name, ""]);
      return value === undefined ? null : unknown(option);
    }
    return takeValue(name, kind, value, walk);
  }
  if (form.isSingleDash) {
    const name = option.slice(1);
    const kind = own(form.long, name);
    if (kind === undefined) return unknown(option);
    if (kind !== null) return takeValue(name, kind, undefined, walk);
    walk.options.push([name, ""]);
    return null;
  }
  return checkLetters(form, option.slice(1), walk);
}

function checkLetters(form: Form, letters: string, walk: Walk): Problem {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? "";
    if (form.flags?.includes(letter)) {
      walk.options.push([letter, ""]);
      continue;
    }
    const rest = letters.slice(at + 1);
    const optional = own(form.optional, letter);
    if (optional !== undefined)
      return takeOptional(letter, optional, rest === "" ? undefined : rest, walk);
    const kind = own(form.values, letter);
    if (kind === undefined || (form.isNeverGlued && letters !== letter))
      return unknown(`-${letter}`);
    return takeValue(letter, kind, rest === "" ? undefined : rest, walk);
  }
  return null;
}

function takeValue(name: string, kind: Kind, glued: string | undefined, walk: Walk): Problem {
  const separate = glued === undefined ? walk.queue.shift() : undefined;
  const value = glued ?? separate?.value;
  if (value === undefined) return reason("option.noValue", { option: name });
  walk.options.push([name, value]);
  return checkKind(kind, value, walk.situation);
}

function takeOptional(name: string, kind: Kind, glued: string | undefined, walk: Walk): Problem {
  walk.options.push([name, glued ?? ""]);
  if (glued !== undefined) return checkKind(kind, glued, walk.situation);
  const next = walk.queue[0]?.value;
  // On some systems the next word is the value, on others a file.
  return next !== undefined && checkKind(kind, next, walk.situation) === null
    ? reason("option.apart", { word: next, option: name })
    : null;
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

const unknown = (option: string): Reason => reason("option.unknown", { option });
const unread = (value: string): Reason => reason("option.value", { value });

function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}

function split(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Operands of one kind: at least `min` (none where another command feeds it) and at most `max`. */
export const all =
  (kind: Kind, min = 0, max = Infinity): Form["operands"] =>
  (words, _given, situation) => {
    if (words.length > max) return reason("operand.more");
    if (words.length < min && !(situation.isFed && words.length === 0)) return waits;
    return first(words, ({ value, isGlob }) =>
      isGlob ? reason("pattern.nothing", { pattern: value }) : checkKind(kind, value, situation),
    );
  };

/** No operand at all. */
export const none: Form["operands"] = words => (words.length === 0 ? null : reason("operand.any"));

/** A script or a pattern first, then files. */
export const scriptThen =
  (kind: Kind, files: Form["operands"]): Form["operands"] =>
  (words, given, situation, options) => {
    const [script, ...rest] = words;
    if (!script || script.isGlob) return reason("command.lacksScript");
    return checkKind(kind, script.value, situation) ?? files(rest, given, situation, options);
  };

export const waits = reason("command.waits");

/** Why a pattern may not be used: it could find hidden names, or, where contents are read, names without an ending. */
export function patternProblem(pattern: string, patterns: Form["patterns"]): Problem {
  const name = pattern.slice(pattern.lastIndexOf("/") + 1);
  if (
    patterns === "none" ||
    !/^[\w./?*+,=%@-]+$/.test(pattern) ||
    pattern.split("/").some(part => part.startsWith("."))
  )
    return reason("pattern.any", { pattern });
  if (isHidden(pattern) || patterns === "names") return null;
  const ending = /(\.[a-z0-9]{1,10})$/i.exec(name)?.[1];
  return ending === undefined || isSecret(`x${ending}`) || isSecret(name)
    ? reason("pattern.prints", { pattern })
    : null;
}

/** The first problem among several words. */
export function first<T>(list: readonly T[], check: (value: T, at: number) => Problem): Problem {
  for (const [at, value] of list.entries()) {
    const problem = check(value, at);
    if (problem !== null) return problem;
  }
  return null;
}
