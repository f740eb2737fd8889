import type { Verdict } from "../model/state.ts";
import { ruleText, type Rule } from "./rule.ts";

export const ask = (reason: string, rule: string | null = null): Verdict => ({
  decision: "ask",
  reason: sentence(reason),
  rule,
});

/** A reason as a sentence: capital first, except in a path, and a full stop last. */
export const sentence = (text: string): string => {
  const first = /^\S*[./]/.test(text) ? text.slice(0, 1) : text.slice(0, 1).toUpperCase();
  return `${first}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
};

export const fromRule = (rule: Rule): Verdict => ({
  decision: rule.decision,
  reason: sentence(`your rule says so: ${ruleText(rule)}`),
  rule: ruleText(rule),
});
