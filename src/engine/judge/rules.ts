import { parseRules, type RuleProblem } from "../../policy/parseRules.ts";
import type { Policy } from "../../policy/question.ts";

/** Rules as they are written in settings, before anybody read them. */
export interface WrittenPolicy {
  /** The person switched automatic approval on. */
  readonly isAutomatic: boolean;
  /** The value of each setting that holds rules. A workspace may only ask or deny. */
  readonly written: readonly { readonly origin: "user" | "workspace"; readonly value: unknown }[];
}

/** What is in force of the rules that are written. */
export interface ReadPolicy extends Policy {
  readonly problems: readonly RuleProblem[];
  /** A rule that may ask or deny could not be read: nothing is approved automatically. */
  readonly lacksTightening: boolean;
}

/** Reads rules, and again only when something else is written. */
export function createRuleReader(): (policy: WrittenPolicy) => ReadPolicy {
  let known: { readonly text: string; readonly read: ReadPolicy } | undefined;
  return policy => {
    const text = JSON.stringify(policy);
    if (known?.text !== text) known = { text, read: readPolicy(policy) };
    return known.read;
  };
}

function readPolicy({ isAutomatic, written }: WrittenPolicy): ReadPolicy {
  const parsed = written.map(({ origin, value }) => parseRules(value, origin));
  const lacksTightening = parsed.some(part => part.lacksTightening);
  return {
    isAutomatic: isAutomatic && !lacksTightening,
    rules: parsed.flatMap(({ rules }) => rules),
    problems: parsed.flatMap(({ problems }) => problems),
    lacksTightening,
  };
}
