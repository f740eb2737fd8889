import { commands } from "vscode";
import { label, notice, plain, prompt } from "../../model/text/sinks.ts";
import type { Rule } from "../../policy/rule.ts";
import type { Engine } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import { addRule, setAutomatic } from "../settings.ts";
import type { Command } from "./command.ts";

export interface PolicyParts {
  readonly engine: Pick<Engine, "store" | "policy">;
  readonly prompts: Prompts;
}

export const policyCommands: readonly Command<PolicyParts>[] = [
  {
    id: "folio.alwaysAllow",
    title: "Always Allow…",
    whenOff: "tells",
    when: "folio.asksWait",
    run: alwaysAllow,
  },
  {
    id: "folio.testCommand",
    title: "Test a Command Against the Rules…",
    run: testCommand,
  },
  {
    id: "folio.editRules",
    title: "Edit Rules",
    run: () => commands.executeCommand("workbench.action.openSettings", "folio.policy"),
  },
];

/** Shows what a rule would allow, literally, and writes the one that is chosen. */
async function alwaysAllow({ engine, prompts }: PolicyParts, key: unknown): Promise<void> {
  const { asks } = engine.store.state;
  const ask = typeof key === "string" ? asks.find(open => open.key === key) : asks[0];
  if (!ask) return void prompts.info(notice`This was already answered.`);
  const rules = await engine.policy.suggest(ask);
  if (rules.length === 0)
    return void prompts.info(notice`No rule can allow this: it always asks. Its card tells why.`);
  const picked = await prompts.pick(
    rules.map(({ rule, text }) => ({
      label: label`${text}`,
      detail: label`${JSON.stringify(rule)}`,
      rule,
    })),
    {
      title: plain`Always Allow`,
      placeHolder: plain`Written into your user settings (folio.policy.rules), narrowest first`,
      ignoreFocusOut: true,
    },
  );
  if (picked) await write({ engine, prompts }, picked.rule);
}

/** What waits is judged anew as soon as the setting changes. */
async function write({ engine, prompts }: PolicyParts, rule: Rule): Promise<void> {
  await addRule(rule);
  const { isAutomatic, lacksTightening } = await engine.policy.rules();
  if (lacksTightening)
    return void prompts.warn(
      notice`The rule is written, but nothing is approved automatically until the rules that cannot be read are repaired.`,
    );
  if (!isAutomatic) {
    const isWanted = await prompts.confirm(
      plain`Turn automatic approval on?`,
      plain`The rule is written, but rules approve nothing while automatic approval is off. With it on, everything that your rules allow runs without asking; each such answer is in the audit log.`,
      plain`Turn On`,
    );
    if (isWanted) await setAutomatic();
  }
}

async function testCommand({ engine, prompts }: PolicyParts): Promise<void> {
  const line = await prompts.input({
    title: plain`Test a Command Against the Rules`,
    prompt: prompt`It is only judged, as a bash command in the workspace folder, and never run.`,
  });
  if (!line) return;
  const { decision, reason, rule } = await engine.policy.test(line);
  const words = {
    allow: "Would run without asking.",
    ask: "Would ask.",
    deny: "Would be declined.",
  };
  void prompts.info(
    notice`${words[decision]} ${reason}${rule && decision === "ask" ? ` (${rule})` : ""}`,
  );
}
