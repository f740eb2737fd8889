import { ruleText, type Rule } from "./rule.ts";

/** What the policy says of a request, and why in words for the person who is asked. */
export interface Verdict {
  readonly decision: "allow" | "ask" | "deny";
  /** One sentence. */
  readonly reason: string;
  /** The rule that decided, as it is written in the settings; null where none did. */
  readonly rule: string | null;
}

export const ask = (reason: string, rule: string | null = null): Verdict => ({
  decision: "ask",
  reason: sentence(reason),
  rule,
});

/** A reason as a sentence: capital first, full stop last. */
export const sentence = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

export const fromRule = (rule: Rule): Verdict => ({
  decision: rule.decision,
  reason: sentence(`your rule says so: ${ruleText(rule)}`),
  rule: ruleText(rule),
});
