import type { Verdict } from "../model/state.ts";
import { reason, type Reason } from "../model/text/reason.ts";
import type { Problem } from "./problem.ts";
import type { Rule } from "./rule.ts";
import type { Matter, Matters } from "./rules/row.ts";
import { ruleText, type RuleAbout } from "./rules/table.ts";

/** `why` is a whole sentence. */
export const ask = (why: Reason, rule: Reason | null = null): Verdict => ({
  decision: "ask",
  reason: why,
  rule,
});

export const fromRule = (rule: Rule): Verdict => ({
  decision: rule.decision,
  reason: reason("policy.rule", { rule: ruleText(rule) }),
  rule: ruleText(rule),
});

/** What all these rules allow together. */
export function allowedBy(
  rules: Iterable<Rule>,
  why: "policy.everyPart" | "policy.everyFile" | "policy.onlyReads",
): Verdict {
  const texts = new Map(
    Array.from(rules, rule => [JSON.stringify(ruleText(rule)), ruleText(rule)]),
  );
  const [first, ...others] = texts.values();
  if (!first) return ask(reason("policy.notFound"));
  const rule = others.reduce(
    (before, next) => reason("rule.two", { first: before, second: next }),
    first,
  );
  return { decision: "allow", reason: reason(why, { rule }), rule };
}

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
