import { reason, type Reason } from "../../model/text/reason.ts";
import type { Problem, Refused } from "../problem.ts";
import type { Rule, RuleKind, RuleKinds } from "../rule.ts";
import { command } from "./command.ts";
import { exactCommand } from "./exactCommand.ts";
import { host } from "./host.ts";
import { mcpTool } from "./mcpTool.ts";
import { path } from "./path.ts";
import { readOnly } from "./readOnly.ts";
import type { Decision, Entry, Matter, Matters, RuleRow } from "./row.ts";

type Rows = { readonly [K in RuleKind]: RuleRow<RuleKinds[K], Matter> };

/** Every kind of rule, in the order in which rules are described and suggested: the narrower before the wider. */
export const ruleRows: Rows = { readOnly, exactCommand, command, path, host, mcpTool };

const isRuleKind = (name: unknown): name is RuleKind =>
  typeof name === "string" && Object.hasOwn(ruleRows, name);

export const ruleKinds: readonly RuleKind[] = Object.keys(ruleRows).filter(isRuleKind);

/** A rule as a person reads it. */
export function ruleText<K extends RuleKind>(rule: Rule<K>): Reason {
  return reason(`rule.${rule.decision}`, { what: ruleRows[rule.kind].text(rule) });
}

/** The rule that an entry of the settings is, or what is wrong with it. */
export function parseRule(entry: Entry): { readonly rule: Rule } | Refused {
  const kind = entry.field("kind");
  if (!isRuleKind(kind))
    return {
      problem: reason("ruleProblem.kind", {
        kinds: ruleKinds.slice(0, -1).join(", "),
        last: ruleKinds.at(-1) ?? "",
      }),
    };
  const found = ruleRows[kind].parse(entry);
  return "problem" in found ? found : { rule: make(kind, entry.decision, found.fields) };
}

/** A rule among those about one matter, with the answers of its row. */
export interface RuleAbout<M extends Matter, K extends RuleKind = RuleKind> {
  readonly rule: Rule<K>;
  readonly concerns: (concerned: Matters[M]["concerned"]) => boolean;
  readonly allows: (wanted: Matters[M]["wanted"]) => Problem | undefined;
}

/** The rules about one matter, in their order. */
export const rulesAbout = <M extends Matter>(
  rules: readonly Rule[],
  about: M,
): readonly RuleAbout<M>[] => rules.flatMap(rule => bind(rule, about) ?? []);

/** Allowing rules about one matter, narrowest first. */
export const rulesFor = <M extends Matter>(
  about: M,
  offered: Matters[M]["offered"],
): readonly Rule[] => ruleKinds.flatMap(kind => suggestionsOf(kind, about, offered));

function bind<K extends RuleKind, M extends Matter>(
  rule: Rule<K>,
  about: M,
): RuleAbout<M, K> | null {
  const row = ruleRows[rule.kind];
  if (!isAbout(row, about)) return null;
  return {
    rule,
    concerns: concerned => row.concerns(rule, concerned),
    allows: wanted => row.allows(rule, wanted),
  };
}

function suggestionsOf<K extends RuleKind, M extends Matter>(
  kind: K,
  about: M,
  offered: Matters[M]["offered"],
): readonly Rule<K>[] {
  const row = ruleRows[kind];
  return isAbout(row, about) ? row.suggest(offered).map(fields => make(kind, "allow", fields)) : [];
}

const isAbout = <Fields extends object, M extends Matter>(
  row: RuleRow<Fields, Matter>,
  about: M,
): row is RuleRow<Fields, M> => row.about === about;

function make<K extends RuleKind>(kind: K, decision: Decision, fields: RuleKinds[K]): Rule<K> {
  return { kind, decision, ...fields };
}
