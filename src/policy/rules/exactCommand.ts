import type { RuleRow } from "./row.ts";
import {
  folderOf,
  folderText,
  hasPrefix,
  isPlain,
  placeProblem,
  wordList,
  wordsOf,
  type InFolder,
} from "./words.ts";

/** The command of exactly these words. */
export interface ExactCommandRule extends InFolder {
  readonly words: readonly string[];
}

const isSame = (rule: ExactCommandRule, words: readonly string[]): boolean =>
  rule.words.length === words.length && hasPrefix(words, rule.words);

export const exactCommand: RuleRow<ExactCommandRule, "command"> = {
  about: "command",
  schema: { words: wordList, cwd: { type: "string" } },
  usage: "`words`: all of its words; in the workspace folder or the folder `cwd` alone",
  parse(entry) {
    const words = wordsOf(entry.field("words"));
    if (!words) return "`words` is a list of words, of which the first is a program";
    const place = folderOf(entry);
    return typeof place === "string" ? place : { words, ...place };
  },
  text: rule => `exactly “${rule.words.join(" ")}”${folderText(rule)}`,
  concerns: isSame,
  allows(rule, wanted) {
    const { words } = wanted;
    const isAbout =
      words !== null &&
      isPlain(words) &&
      isSame(
        rule,
        words.map(({ value }) => value),
      );
    return isAbout ? placeProblem(rule, wanted) : undefined;
  },
  suggest: ({ words, folder }) => [{ words: words.map(({ value }) => value), cwd: folder }],
};
