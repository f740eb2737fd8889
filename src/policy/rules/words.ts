import { reason } from "../../model/text/reason.ts";
import { about, type Problem, type Refused } from "../problem.ts";
import { maxText, type Entry, type FieldSchema, type WantedCommand } from "./row.ts";

/** The absolute folder that a rule for a command is for; absent for the workspace folder itself. */
export interface InFolder {
  readonly cwd?: string;
}

const maxWords = 50;

export const wordList: FieldSchema = { type: "array", items: { type: "string" } };

/** A list of words of which the first is not empty; null where it is none. */
export function wordsOf(value: unknown): readonly string[] | null {
  const isWord = (word: unknown): word is string =>
    typeof word === "string" && word.length <= maxText;
  return Array.isArray(value) &&
    value.length > 0 &&
    value.length <= maxWords &&
    value.every(isWord) &&
    value[0] !== ""
    ? value
    : null;
}

/** The folder that a rule names, or what is wrong with it. */
export function folderOf({ field }: Entry): InFolder | Refused {
  const cwd = field("cwd");
  if (cwd === undefined) return {};
  return typeof cwd === "string" && isFolder(cwd)
    ? { cwd }
    : { problem: reason("ruleProblem.cwd") };
}

const isFolder = (path: string): boolean =>
  path.length <= 4096 &&
  /^(?:\/|[A-Za-z]:[\\/])/.test(path) &&
  !/(^|[\\/])\.\.([\\/]|$)/.test(path);

export const hasPrefix = (words: readonly string[], prefix: readonly string[]): boolean =>
  words.length >= prefix.length && prefix.every((word, at) => words[at] === word);

/** Whether words are read as they are written: no quoted program, no pattern. */
export const isPlain = (words: NonNullable<WantedCommand["words"]>): boolean =>
  words[0]?.isBare === true && !words.some(({ isGlob }) => isGlob);

/** Why a rule does not hold where a command runs, as a sentence; null when it does. */
export function placeProblem({ cwd }: InFolder, { words, situation }: WantedCommand): Problem {
  const { folder, root, isMoved } = situation;
  const name = words?.[0]?.value ?? "";
  if (isMoved || folder !== (cwd ?? root)) return about(name, reason("command.otherFolder"));
  return situation.realPath(folder) === folder ? null : about(name, reason("command.linkedFolder"));
}
