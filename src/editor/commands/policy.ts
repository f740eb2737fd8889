import { commands } from "vscode";
import { said } from "../../model/text/say.ts";
import { label } from "../../model/text/sinks.ts";
import type { Rule } from "../../policy/rule.ts";
import type { Engine } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { addRule, setAutomatic } from "../settings.ts";
import type { Command } from "./command.ts";

export interface PolicyParts {
  readonly engine: Pick<Engine, "store" | "policy">;
  readonly prompts: Prompts;
}

export const policyCommands: readonly Command<PolicyParts>[] = [
  {
    id: "folio.alwaysAllow",
    title: "Add a Rule…",
    whenOff: "tells",
    when: "folio.asksWait",
    run: alwaysAllow,
  },
  {
    id: "folio.testCommand",
    title: "Test a Command…",
    whenOff: "works",
    run: testCommand,
  },
  {
    id: "folio.editRules",
    title: "Edit Rules",
    whenOff: "works",
    // `edit` puts the default into the file where there is no rule yet, and the cursor there.
    run: () =>
      commands.executeCommand("workbench.action.openSettingsJson", {
        revealSetting: { key: "folio.policy.rules", edit: true },
      }),
  },
];

/** Shows the rules that would allow an ask, as they would be written, and adds the one that the person picks. */
async function alwaysAllow({ engine, prompts }: PolicyParts, key: unknown): Promise<void> {
  const { asks } = engine.store.state;
  const ask = typeof key === "string" ? asks.find(open => open.key === key) : asks[0];
  if (!ask) return void prompts.info(say.notice("answer.late"));
  const rules = await engine.policy.suggest(ask);
  if (rules.length === 0) return void prompts.info(say.notice("rules.noneAllows"));
  const picked = await prompts.pick(
    rules.map(({ rule, text }) => ({ label: label`${said(text)}`, rule })),
    {
      title: say.plain("rules.allow"),
      placeHolder: say.plain("rules.allow.where"),
      ignoreFocusOut: true,
    },
  );
  if (picked) await write({ engine, prompts }, picked.rule);
}

/** Adds a rule to the settings. Open asks need nothing more: they are judged again whenever the setting changes. */
async function write({ engine, prompts }: PolicyParts, rule: Rule): Promise<void> {
  await addRule(rule);
  const { isAutomatic, lacksTightening } = await engine.policy.rules();
  if (lacksTightening) return void prompts.warn(say.notice("rules.writtenButStopped"));
  if (!isAutomatic) {
    const isWanted = await prompts.confirm(
      say.plain("rules.turnOn"),
      say.plain("rules.turnOn.detail"),
      say.plain("rules.turnOn.do"),
    );
    if (isWanted) return setAutomatic();
    const clicked = await prompts.info(say.notice("rules.notActive"), say.plain("rules.turnOn.do"));
    if (clicked) await setAutomatic();
  }
}

/** Judges a command while it is typed. It is never run. */
async function testCommand({ engine, prompts }: PolicyParts): Promise<void> {
  await prompts.input({
    title: say.plain("rules.test"),
    prompt: say.prompt("rules.test.detail"),
    async comment(line) {
      if (line.trim() === "") return null;
      const { decision, reason: why, rule } = await engine.policy.test(line);
      return rule && decision === "ask"
        ? say.prompt("rules.test.askByRule", { why, rule })
        : say.prompt(`rules.test.${decision}`, { why });
    },
  });
}
