import type { QuickPickItem } from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { isAsk, type AskOf } from "../../model/select/thread.ts";
import { visible } from "../../model/text/visible.ts";
import type { ToolRequestUserInputQuestion } from "../../protocol/types.gen.ts";
import type { Prompts } from "../prompts.ts";
import { tellStale } from "./answer.ts";
import { elicit } from "./elicitation.ts";

/** The native forms of the asks that are no yes or no. Leaving a form leaves the ask open. */
export const createForms = (engine: Engine, prompts: Prompts) => ({
  /** Opens the form of an ask that has one; an ask that is gone says so. */
  async open(askKey: string): Promise<void> {
    const ask = engine.store.state.asks.find(({ key }) => key === askKey);
    if (!ask) tellStale({ ok: false, reason: "alreadyAnswered" }, prompts);
    else if (isAsk(ask, "item/permissions/requestApproval")) await grant(engine, prompts, ask);
    else if (isAsk(ask, "item/tool/requestUserInput")) await question(engine, prompts, ask);
    else if (isAsk(ask, "mcpServer/elicitation/request")) await elicit(engine, prompts, ask);
  },
});

export type Forms = ReturnType<typeof createForms>;

async function grant(
  engine: Engine,
  prompts: Prompts,
  ask: AskOf<"item/permissions/requestApproval">,
): Promise<void> {
  const { permissions: asked, reason } = ask.request.params;
  const permissions = {
    ...(asked.network ? { network: asked.network } : {}),
    ...(asked.fileSystem ? { fileSystem: asked.fileSystem } : {}),
  };
  const detail = visible(JSON.stringify(permissions));
  const picked = await prompts.pick(
    [
      { label: "Decline", id: "decline", detail: "Grants nothing." },
      { label: "Grant for This Turn", id: "turn", detail },
      { label: "Grant for the Session", id: "session", detail },
    ],
    { title: "Codex asks for more permissions", placeHolder: visible(reason ?? "") },
  );
  if (!picked) return;
  if (picked.id === "decline") return tellStale(engine.asks.decline(ask.key), prompts);
  const scope = picked.id === "turn" ? "turn" : "session";
  tellStale(engine.asks.answer(ask.key, { permissions, scope }, "accepted"), prompts);
}

async function question(
  engine: Engine,
  prompts: Prompts,
  ask: AskOf<"item/tool/requestUserInput">,
): Promise<void> {
  const answers: Record<string, { answers: string[] }> = {};
  for (const asked of ask.request.params.questions) {
    const given = await askOne(prompts, asked);
    if (given === undefined) return;
    answers[asked.id] = { answers: [given] };
  }
  tellStale(engine.asks.answer(ask.key, { answers }, "answered"), prompts);
}

/** The label that was picked or the text that was typed; undefined when the person left. */
async function askOne(
  prompts: Prompts,
  asked: ToolRequestUserInputQuestion,
): Promise<string | undefined> {
  const title = visible(asked.header);
  const prompt = visible(asked.question);
  const typed = () => prompts.input({ title, prompt, password: asked.isSecret });
  if (!asked.options?.length) return typed();
  type Option = QuickPickItem & { readonly value?: string };
  const options: Option[] = asked.options.map(({ label, description }) => ({
    label: visible(label),
    detail: visible(description),
    value: label,
  }));
  if (asked.isOther) options.push({ label: "$(edit) Something else…" });
  const picked = await prompts.pick(options, { title, placeHolder: prompt, ignoreFocusOut: true });
  return picked && (picked.value ?? typed());
}
