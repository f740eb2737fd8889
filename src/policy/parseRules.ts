import type { Rule } from "./rule.ts";
import { maxText } from "./rules/row.ts";
import { parseRule } from "./rules/table.ts";

export interface RuleProblem {
  readonly rule: string;
  readonly message: string;
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
    problems.push({ rule: shorten(value), message: "the rules are a list" });
    lacksTightening = true;
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  for (const entry of list.slice(0, maxRules)) {
    const isTooWide = origin === "workspace" && decisionOf(entry) === "allow";
    const found = isTooWide
      ? "a workspace cannot allow anything; write it into your user settings"
      : ruleOf(entry);
    if (typeof found === "string") {
      problems.push({ rule: shorten(entry), message: found });
      if (decisionOf(entry) !== "allow") lacksTightening = true;
    } else rules.push(found);
  }
  if (list.length > maxRules) {
    const message = `only the first ${maxRules} of ${list.length} rules are read`;
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

function ruleOf(entry: unknown): Rule | string {
  if (typeof entry !== "object" || entry === null)
    return "a rule is an object with `kind` and `decision`";
  const fields = fieldsOf(entry);
  const decision = fields.get("decision");
  if (decision !== "allow" && decision !== "ask" && decision !== "deny")
    return "`decision` is allow, ask or deny";
  if ([...fields.values()].some(isUnseen)) return "it holds characters that nobody sees";
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
