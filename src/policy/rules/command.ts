import { reason } from "../../model/text/reason.ts";
import { concerns, isReading, prefixesOf, prefixProblem, restProblem } from "../prefix.ts";
import { about } from "../problem.ts";
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

/** Commands that begin with these words. */
export interface CommandRule extends InFolder {
  readonly prefix: readonly string[];
}

export const command: RuleRow<CommandRule, "command"> = {
  about: "command",
  schema: { prefix: wordList, cwd: { type: "string" } },
  usage:
    // oxlint-disable-next-line folio/wordless -- goes into package.nls.json, which is translated by itself
    "`prefix`: its first words, of a program that runs nothing else; in the workspace folder or the folder `cwd` alone",
  parse(entry) {
    const prefix = wordsOf(entry.field("prefix"));
    if (!prefix || prefix.includes("")) return { problem: reason("ruleProblem.prefix") };
    const place = folderOf(entry);
    if ("problem" in place) return place;
    const problem = entry.decision === "allow" ? prefixProblem(prefix) : null;
    return problem ? { problem } : { fields: { prefix, ...place } };
  },
  text({ prefix, cwd }) {
    const words = prefix.join(" ");
    return cwd === undefined
      ? reason("rule.command", { words })
      : reason("rule.commandIn", { words, folder: cwd });
  },
  concerns: ({ prefix }, words) => concerns(prefix, words),
  allows(rule, wanted) {
    const { words, situation, reading } = wanted;
    const values = words?.map(({ value }) => value) ?? [];
    if (!words || !hasPrefix(values, rule.prefix) || !isPlain(words)) return undefined;
    const place = placeProblem(rule, wanted);
    if (place !== null) return place;
    if (isReading(rule.prefix)) return reading;
    return about(values[0] ?? "", restProblem(rule.prefix, words, situation));
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
