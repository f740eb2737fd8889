import type { Verdict } from "../model/state.ts";
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
  if (!facts.isTrusted) return ask("the workspace is not trusted", verdict.rule);
  if (!policy.isAutomatic) return ask("automatic approval is switched off", verdict.rule);
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
      return ask(`${question.what} is for you to answer`);
  }
}

function judgeHost(question: CommandQuestion, host: string, { rules }: Policy): Verdict {
  const name = host.toLowerCase();
  const about = rulesAbout(rules, "host").filter(rule => rule.concerns(name));
  const tight = tightest(about);
  if (tight) return fromRule(tight);
  const found = whoAllows(about, name);
  if ("problem" in found) return ask(`no rule speaks of the host ${host}`);
  const isPlain =
    question.requestKind === "command" &&
    question.offersAccept &&
    !question.hasAdditionalPermissions;
  return isPlain ? fromRule(found.rule) : ask("it asks for more than a host");
}

function judgeTool(tool: Tool, { rules }: Policy, facts: Facts): Verdict {
  const about = rulesAbout(rules, "tool").filter(rule => rule.concerns(tool));
  const tight = tightest(about);
  if (tight) return fromRule(tight);
  const [known] = about;
  const found = whoAllows(about, { ...tool, config: () => facts.mcpConfig() });
  return "problem" in found
    ? ask(
        found.problem ?? `no rule speaks of the tool ${tool.tool} of ${tool.server}`,
        known ? ruleText(known.rule) : null,
      )
    : fromRule(found.rule);
}
