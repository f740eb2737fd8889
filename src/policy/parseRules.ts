import { reason, type Reason } from "../model/text/reason.ts";
import type { Refused } from "./problem.ts";
import type { Rule } from "./rule.ts";
import { maxText } from "./rules/row.ts";
import { parseRule } from "./rules/table.ts";

/** What is wrong with an entry of the settings. */
export interface RuleProblem {
  /** The entry as JSON, shortened. */
  readonly rule: string;
  readonly message: Reason;
}

export interface ParsedRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
  /**
   * An entry that could not be read may have been meant to ask or deny. While this is true, nothing may be approved.
   */
  readonly lacksTightening: boolean;
}

/** More rules would make every verdict slow. */
const maxRules = 10_000;

/**
 * The rules in a setting's value. An entry that is no rule is left out and reported: it must not widen anything, and
 * must not vanish unseen.
 */
export function parseRules(value: unknown, origin: "user" | "workspace"): ParsedRules {
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  let lacksTightening = false;
  if (value !== undefined && !Array.isArray(value)) {
    problems.push({ rule: shorten(value), message: reason("ruleProblem.list") });
    lacksTightening = true;
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  for (const entry of list.slice(0, maxRules)) {
    const isTooWide = origin === "workspace" && decisionOf(entry) === "allow";
    const found = isTooWide ? { problem: reason("ruleProblem.workspace") } : ruleOf(entry);
    if ("problem" in found) {
      problems.push({ rule: shorten(entry), message: found.problem });
      if (decisionOf(entry) !== "allow") lacksTightening = true;
    } else rules.push(found.rule);
  }
  if (list.length > maxRules) {
    const message = reason("ruleProblem.many", { read: maxRules, count: list.length });
    problems.push({ rule: shorten(list[maxRules]), message });
    lacksTightening = true;
  }
  return { rules, problems, lacksTightening };
}

const fieldsOf = (entry: object): ReadonlyMap<string, unknown> => new Map(Object.entries(entry));

const decisionOf = (entry: unknown): unknown =>
  typeof entry === "object" && entry !== null ? fieldsOf(entry).get("decision") : undefined;

/** Characters that do not show in a rule, or that look like others. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u;

function ruleOf(entry: unknown): { readonly rule: Rule } | Refused {
  if (typeof entry !== "object" || entry === null) return { problem: reason("ruleProblem.object") };
  const fields = fieldsOf(entry);
  const decision = fields.get("decision");
  if (decision !== "allow" && decision !== "ask" && decision !== "deny")
    return { problem: reason("ruleProblem.decision") };
  if ([...fields.values()].some(isUnseen)) return { problem: reason("ruleProblem.unseen") };
  return parseRule({
    decision,
    field: name => fields.get(name),
    text(name) {
      const value = fields.get(name);
      return typeof value === "string" && value !== "" && value.length <= maxText ? value : null;
    },
  });
}

/** Whether a text of a rule holds characters that do not show. */
const isUnseen = (value: unknown): boolean =>
  typeof value === "string" ? unseen.test(value) : Array.isArray(value) && value.some(isUnseen);

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
