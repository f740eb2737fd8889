import type { Ask, State, Verdict } from "../../model/state.ts";
import { reason, type Reason } from "../../model/text/reason.ts";
import { decide } from "../../policy/decide.ts";
import type { Problem } from "../../policy/problem.ts";
import type { Question } from "../../policy/question.ts";
import type { Rule } from "../../policy/rule.ts";
import { ruleText } from "../../policy/rules/table.ts";
import { suggestRules } from "../../policy/suggest.ts";
import type { Log } from "../log.ts";
import { createKnown, fingerprintOf, type Known, type KnownOptions } from "./known.ts";
import { approvalPolicyOf, bashCommand, questionOf, rootOf } from "./question.ts";
import { createRuleReader, type ReadPolicy, type WrittenPolicy } from "./rules.ts";
import { realPathOf } from "./world.ts";

/** What judging needs to know of the world; read anew for every verdict. */
export interface JudgeOptions extends KnownOptions {
  state(): State;
  policy(): WrittenPolicy;
  /** Absolute paths of the workspace folders. */
  roots(): readonly string[];
  /** Why changing a path now would get in somebody's way, to be said after it; null when it would not. */
  conflict(ask: Ask, path: string): Problem;
  readonly log: Log;
}

/** A pattern of names takes a round for each of its folders; what it finds takes two more. */
const maxRounds = 12;

/** One question with what depends on who asks it. */
interface Case {
  readonly question: Question;
  /** What the server applies to the thread. */
  readonly approvalPolicy: string;
  conflict(path: string): Problem;
}

/** A rule that would allow an ask, and how a person reads it. */
export interface Suggestion {
  readonly rule: Rule;
  readonly text: Reason;
}

export interface Judge {
  /** The verdict from what is true now. Never rejects: what fails asks. */
  judge(ask: Ask): Promise<Verdict>;
  /** The verdict on a bash command in the first workspace folder, as if the server asked for it now. Never rejects. */
  test(line: string): Promise<Verdict>;
  /** Rules that would allow an ask, narrowest first. */
  suggest(ask: Ask): Promise<readonly Suggestion[]>;
  /** What is in force of the rules that are written, and which of them cannot be used. */
  rules(): Promise<ReadPolicy>;
}

export function createJudge(options: JudgeOptions): Judge {
  const read = createRuleReader();
  const safely = async (caseOf: () => Case): Promise<Verdict> => {
    try {
      return await judge(caseOf(), options, () => read(options.policy()));
    } catch (error) {
      options.log("error", `The policy failed on an ask: ${String(error)}`);
      return { decision: "ask", reason: reason("policy.failed"), rule: null };
    }
  };
  return {
    judge: ask =>
      safely(() => ({
        question: questionOf(ask, options.state()),
        approvalPolicy: approvalPolicyOf(ask, options.state()),
        conflict: path => options.conflict(ask, path),
      })),
    test: line =>
      safely(() => ({
        question: bashCommand(line, options.roots()[0] ?? "/"),
        approvalPolicy: "untrusted",
        conflict: () => null,
      })),
    async suggest(ask) {
      const question = questionOf(ask, options.state());
      const mcpConfig =
        question.kind === "mcpTool"
          ? fingerprintOf(await options.mcpConfig(question.server))
          : null;
      const root = rootOf(question, options.roots());
      return suggestRules(question, { root, mcpConfig }).map(rule => ({
        rule,
        text: ruleText(rule),
      }));
    },
    rules: async () => read(options.policy()),
  };
}

async function judge(
  subject: Case,
  options: JudgeOptions,
  policy: () => ReadPolicy,
): Promise<Verdict> {
  const { question } = subject;
  const root = rootOf(question, options.roots());
  const known = createKnown(root, root === null ? null : await realPathOf(root), options);
  return settle(known, question, () => decide(question, policy(), known.facts(subject)));
}

/**
 * Decides with what is known, and looks up whatever that decision wanted to know; until it wants nothing more. So the
 * policy stays pure, and nothing is looked up for an ask that a person answers anyway.
 */
export async function settle(
  known: Known,
  question: Question,
  decideNow: () => Verdict,
): Promise<Verdict> {
  for (let round = 0; round < maxRounds; round++) {
    const verdict = decideNow();
    if (!known.wants()) return verdict;
    await known.lookUp(question);
  }
  return { decision: "ask", reason: reason("policy.notFound"), rule: null };
}
