import { concerns, isReading, prefixesOf, prefixProblem, restProblem } from "../prefix.ts";
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

/** Commands that begin with these words. */
export interface CommandRule extends InFolder {
  readonly prefix: readonly string[];
}

export const command: RuleRow<CommandRule, "command"> = {
  about: "command",
  schema: { prefix: wordList, cwd: { type: "string" } },
  usage:
    "`prefix`: its first words, of a program that runs nothing else; in the workspace folder or the folder `cwd` alone",
  parse(entry) {
    const prefix = wordsOf(entry.field("prefix"));
    if (!prefix || prefix.includes("")) return "`prefix` is a list of words, none of them empty";
    const place = folderOf(entry);
    if (typeof place === "string") return place;
    const problem = entry.decision === "allow" ? prefixProblem(prefix) : null;
    return problem ?? { prefix, ...place };
  },
  text: rule => `commands that begin with “${rule.prefix.join(" ")}”${folderText(rule)}`,
  concerns: ({ prefix }, words) => concerns(prefix, words),
  allows(rule, wanted) {
    const { words, situation, reading } = wanted;
    const values = words?.map(({ value }) => value) ?? [];
    if (!words || !hasPrefix(values, rule.prefix) || !isPlain(words)) return undefined;
    const place = placeProblem(rule, wanted);
    if (place !== null) return place;
    if (isReading(rule.prefix)) return reading;
    const problem = restProblem(rule.prefix, words, situation);
    return problem === null ? null : `“${values[0]}” ${problem}`;
  },
  suggest({ words, folder, root }) {
    const places = {
      root,
      folder,
      realPath: (path: string) => path,
      kind: () => "file" as const,
    };
    // A prefix that would not allow this very command helps nobody.
    return prefixesOf(words.map(({ value }) => value))
      .filter(prefix => isReading(prefix) || restProblem(prefix, words, places) === null)
      .map(prefix => ({ prefix, cwd: folder }));
  },
};
