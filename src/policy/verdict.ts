import type { Verdict } from "../model/state.ts";
import type { Problem } from "./form.ts";
import type { Rule } from "./rule.ts";
import type { Matter, Matters } from "./rules/row.ts";
import { ruleText, type RuleAbout } from "./rules/table.ts";

export const ask = (reason: string, rule: string | null = null): Verdict => ({
  decision: "ask",
  reason: sentence(reason),
  rule,
});

/** A reason as a sentence, with a capital (except for a path) and a full stop. */
export const sentence = (text: string): string => {
  const first = /^\S*[./]/.test(text) ? text.slice(0, 1) : text.slice(0, 1).toUpperCase();
  return `${first}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
};

export const fromRule = (rule: Rule): Verdict => ({
  decision: rule.decision,
  reason: sentence(`your rule says so: ${ruleText(rule)}`),
  rule: ruleText(rule),
});

/** The rule that denies, else the one that asks. */
export function tightest(rules: readonly { readonly rule: Rule }[]): Rule | undefined {
  const first = (decision: Rule["decision"]) =>
    rules.find(({ rule }) => rule.decision === decision)?.rule;
  return first("deny") ?? first("ask");
}

/** The first rule that allows something; else the reason of the last rule that speaks of it. */
export function whoAllows<M extends Matter>(
  rules: readonly RuleAbout<M>[],
  wanted: Matters[M]["wanted"],
): { readonly rule: Rule } | { readonly problem: Problem } {
  let problem: Problem = null;
  for (const about of rules) {
    const found = about.rule.decision === "allow" ? about.allows(wanted) : undefined;
    if (found === null) return { rule: about.rule };
    problem = found ?? problem;
  }
  return { problem };
}
