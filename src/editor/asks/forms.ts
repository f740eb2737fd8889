import { env, Uri, type QuickPickItem } from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { isAsk, type AskOf } from "../../model/select/thread.ts";
import type { AskResult } from "../../model/decision.ts";
import type { Ask, AskOutcome } from "../../model/state.ts";
import { visible } from "../../model/text/visible.ts";
import type {
  JsonValue,
  McpElicitationPrimitiveSchema,
  ToolRequestUserInputQuestion,
} from "../../protocol/types.gen.ts";
import type { Prompts } from "../prompts.ts";
import { tellStale } from "./answer.ts";

type Elicitation = AskOf<"mcpServer/elicitation/request">;

/** The native forms of the asks that are no yes or no. Leaving a form leaves the ask open. */
export function createForms(engine: Engine, prompts: Prompts) {
  const answer = (ask: Ask, result: AskResult, outcome: AskOutcome) =>
    tellStale(engine.asks.answer(ask.key, result, outcome), prompts);

  const permissions = async (ask: AskOf<"item/permissions/requestApproval">) => {
    const { permissions: asked, reason } = ask.request.params;
    const grant = {
      ...(asked.network ? { network: asked.network } : {}),
      ...(asked.fileSystem ? { fileSystem: asked.fileSystem } : {}),
    };
    const detail = visible(JSON.stringify(grant));
    const picked = await prompts.pick(
      [
        { label: "Decline", id: "decline", detail: "Grants nothing." },
        { label: "Grant for This Turn", id: "turn", detail },
        { label: "Grant for the Session", id: "session", detail },
      ],
      { title: "Codex asks for more permissions", placeHolder: visible(reason ?? "") },
    );
    if (!picked) return;
    if (picked.id === "decline") tellStale(engine.asks.decline(ask.key), prompts);
    else
      answer(
        ask,
        { permissions: grant, scope: picked.id === "turn" ? "turn" : "session" },
        "accepted",
      );
  };

  const question = async (
    asked: ToolRequestUserInputQuestion,
  ): Promise<readonly string[] | null> => {
    const title = visible(asked.header);
    const prompt = visible(asked.question);
    const typed = async () => {
      const text = await prompts.input({ title, prompt, password: asked.isSecret });
      return text === undefined ? null : [text];
    };
    if (!asked.options?.length) return typed();
    const other: QuickPickItem = { label: "$(edit) Something else…" };
    const items = asked.options.map(({ label, description }) => ({
      label: visible(label),
      detail: visible(description),
      value: label,
    }));
    const picked = await prompts.pick<QuickPickItem & { value?: string }>(
      [...items, ...(asked.isOther ? [other] : [])],
      {
        title,
        placeHolder: prompt,
        ignoreFocusOut: true,
      },
    );
    if (!picked) return null;
    return picked.value === undefined ? typed() : [picked.value];
  };

  const questions = async (ask: AskOf<"item/tool/requestUserInput">) => {
    const answers: Record<string, { answers: string[] }> = {};
    for (const asked of ask.request.params.questions) {
      const given = await question(asked);
      if (given === null) return;
      answers[asked.id] = { answers: [...given] };
    }
    answer(ask, { answers }, "answered");
  };

  const elicitation = async (ask: Elicitation) => {
    const { params } = ask.request;
    if (params.mode === "url") {
      const agreed = await prompts.confirm(
        `${visible(params.serverName)} asks to open a page in your browser.`,
        visible(params.url),
        "Open",
      );
      if (!agreed) return;
      if (!/^https?:\/\//i.test(params.url))
        return decline(ask, "Only web addresses can be opened.");
      await env.openExternal(Uri.parse(params.url, true));
      return answer(ask, { action: "accept", content: null, _meta: null }, "answered");
    }
    if (params.mode !== "form")
      return decline(ask, "Folio cannot show this kind of form yet; it was declined.");
    const content: Record<string, JsonValue> = {};
    if (!(await confirmElicitation(ask, params.message))) return;
    for (const [name, schema] of Object.entries(params.requestedSchema.properties)) {
      if (!schema) continue;
      const value = await field(
        params.message,
        name,
        schema,
        params.requestedSchema.required?.includes(name) ?? false,
      );
      if (value === undefined) return;
      if (value !== null) content[name] = value;
    }
    answer(ask, { action: "accept", content, _meta: null }, "accepted");
  };

  const confirmElicitation = async (ask: Elicitation, message: string): Promise<boolean> => {
    const picked = await prompts.pick(
      [
        { label: "Decline", id: "decline" },
        { label: "Accept…", id: "accept", detail: visible(toolParams(ask)) },
      ],
      {
        title: `MCP server ${visible(ask.request.params.serverName)}`,
        placeHolder: visible(message),
        ignoreFocusOut: true,
      },
    );
    if (picked?.id === "decline") tellStale(engine.asks.decline(ask.key), prompts);
    return picked?.id === "accept";
  };

  /** undefined: the form was left; null: nothing was given for an optional field. */
  const field = async (
    title: string,
    name: string,
    schema: McpElicitationPrimitiveSchema,
    isRequired: boolean,
  ): Promise<JsonValue | null | undefined> => {
    const label = visible(("title" in schema && schema.title) || name);
    const prompt = visible(("description" in schema && schema.description) || label);
    const options = enumOf(schema);
    if (schema.type === "boolean") {
      const picked = await prompts.pick([{ label: "Yes" }, { label: "No" }], {
        title,
        placeHolder: prompt,
        ignoreFocusOut: true,
      });
      return picked && picked.label === "Yes";
    }
    if (schema.type === "array") {
      const picked = await prompts.pickMany(options, { title, placeHolder: prompt });
      return picked?.map(({ value }) => value);
    }
    if (options.length > 0) {
      const picked = await prompts.pick(options, {
        title,
        placeHolder: prompt,
        ignoreFocusOut: true,
      });
      return picked?.value;
    }
    const isNumber = schema.type === "number" || schema.type === "integer";
    const text = await prompts.input({
      title: `${visible(title)}: ${label}`,
      prompt,
      validate: value => {
        if (value === "") return isRequired ? "This is needed." : null;
        if (isNumber && !Number.isFinite(Number(value))) return "Type a number.";
        return schema.type === "integer" && !Number.isInteger(Number(value))
          ? "Type a whole number."
          : null;
      },
    });
    if (text === undefined) return undefined;
    if (text === "" && !isRequired) return null;
    return isNumber ? Number(text) : text;
  };

  const decline = (ask: Ask, why: string) => {
    tellStale(engine.asks.decline(ask.key), prompts);
    void prompts.warn(why);
  };

  return {
    /** Opens the form of an ask that has one; an ask that is gone says so. */
    async open(askKey: string): Promise<void> {
      const ask = engine.store.state.asks.find(({ key }) => key === askKey);
      if (!ask) return tellStale({ ok: false, reason: "alreadyAnswered" }, prompts);
      if (isAsk(ask, "item/permissions/requestApproval")) return permissions(ask);
      if (isAsk(ask, "item/tool/requestUserInput")) return questions(ask);
      if (isAsk(ask, "mcpServer/elicitation/request")) return elicitation(ask);
    },
  };
}

/** The arguments of a tool that an MCP approval is about (PROTOCOL 9.5). */
function toolParams(ask: Elicitation): string {
  const meta = ask.request.params._meta;
  if (typeof meta !== "object" || meta === null || Array.isArray(meta)) return "";
  return meta["tool_params"] === undefined ? "" : JSON.stringify(meta["tool_params"]);
}

function enumOf(schema: McpElicitationPrimitiveSchema): { label: string; value: string }[] {
  const item = schema.type === "array" ? schema.items : schema;
  if ("enum" in item && Array.isArray(item.enum)) {
    const names = "enumNames" in item && Array.isArray(item.enumNames) ? item.enumNames : [];
    return item.enum.map((value, at) => ({ label: visible(names[at] ?? value), value }));
  }
  const titled = ("oneOf" in item && item.oneOf) || ("anyOf" in item && item.anyOf) || [];
  return titled.map(({ const: value, title }) => ({ label: visible(title), value }));
}
