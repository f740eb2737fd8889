import type { Verdict } from "../model/state.ts";
import { reason } from "../model/text/reason.ts";
import { judgeChange } from "./change.ts";
import { judgeCommand } from "./judgeCommand.ts";
import type { CommandQuestion, Facts, Policy, Question } from "./question.ts";
import { rulesAbout, ruleText } from "./rules/table.ts";
import type { Tool } from "./rules/row.ts";
import { ask, fromRule, tightest, whoAllows } from "./verdict.ts";

/** The verdict on a question. Pure. A caller takes whatever it throws as "ask". */
export function decide(question: Question, policy: Policy, facts: Facts): Verdict {
  const verdict = judge(question, policy, facts);
  if (verdict.decision !== "allow") return verdict;
  if (!facts.isTrusted) return ask(reason("policy.untrusted"), verdict.rule);
  if (!policy.isAutomatic) return ask(reason("policy.off"), verdict.rule);
  return verdict;
}

function judge(question: Question, policy: Policy, facts: Facts): Verdict {
  switch (question.kind) {
    case "command":
      return question.host === null
        ? judgeCommand(question, policy, facts)
        : judgeHost(question, question.host, policy);
    case "fileChange":
      return judgeChange(question.changes, policy, facts);
    case "mcpTool":
      return judgeTool(question, policy, facts);
    case "personal":
      return ask(reason(`policy.personal.${question.what}`));
  }
}

function judgeHost(question: CommandQuestion, host: string, { rules }: Policy): Verdict {
  const name = host.toLowerCase();
  const about = rulesAbout(rules, "host").filter(rule => rule.concerns(name));
  const tight = tightest(about);
  if (tight) return fromRule(tight);
  const found = whoAllows(about, name);
  if ("problem" in found) return ask(reason("policy.noRule.host", { host }));
  const isPlain =
    question.requestKind === "command" &&
    question.offersAccept &&
    !question.hasAdditionalPermissions;
  return isPlain ? fromRule(found.rule) : ask(reason("policy.request.moreThanHost"));
}

function judgeTool(tool: Tool, { rules }: Policy, facts: Facts): Verdict {
  const about = rulesAbout(rules, "tool").filter(rule => rule.concerns(tool));
  const tight = tightest(about);
  if (tight) return fromRule(tight);
  const [known] = about;
  const found = whoAllows(about, { ...tool, config: () => facts.mcpConfig() });
  return "problem" in found
    ? ask(
        found.problem ?? reason("policy.noRule.tool", { ...tool }),
        known ? ruleText(known.rule) : null,
      )
    : fromRule(found.rule);
}
