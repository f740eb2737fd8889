import { reason } from "../../model/text/reason.ts";
import type { RuleRow } from "./row.ts";
import {
  folderOf,
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
  // oxlint-disable-next-line folio/wordless -- goes into package.nls.json, which is translated by itself
  usage: "`words`: all of its words; in the workspace folder or the folder `cwd` alone",
  parse(entry) {
    const words = wordsOf(entry.field("words"));
    if (!words) return { problem: reason("ruleProblem.words") };
    const place = folderOf(entry);
    return "problem" in place ? place : { fields: { words, ...place } };
  },
  text({ words, cwd }) {
    const text = words.join(" ");
    return cwd === undefined
      ? reason("rule.exactCommand", { words: text })
      : reason("rule.exactCommandIn", { words: text, folder: cwd });
  },
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
