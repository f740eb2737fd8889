import { env, Uri } from "vscode";
import type { Engine } from "../../engine/engine.ts";
import type { AskOf } from "../../model/select/thread.ts";
import { visible } from "../../model/text/visible.ts";
import type { JsonValue, McpElicitationPrimitiveSchema } from "../../protocol/types.gen.ts";
import type { Prompts } from "../prompts.ts";
import { tellStale } from "./answer.ts";

export type Elicitation = AskOf<"mcpServer/elicitation/request">;

/** Asks what an MCP server wants to know, field by field. Leaving it leaves the ask open. */
export async function elicit(engine: Engine, prompts: Prompts, ask: Elicitation): Promise<void> {
  const { params } = ask.request;
  const decline = (why: string) => {
    tellStale(engine.asks.decline(ask.key), prompts);
    void prompts.warn(why);
  };
  const accept = (content: JsonValue | null) =>
    tellStale(
      engine.asks.answer(ask.key, { action: "accept", content, _meta: null }, "accepted"),
      prompts,
    );

  if (params.mode === "url") {
    if (!/^https?:\/\//i.test(params.url))
      return decline("Only web addresses can be opened; it was declined.");
    const server = visible(params.serverName);
    if (
      !(await prompts.confirm(
        `${server} asks to open a page in your browser.`,
        visible(params.url),
        "Open",
      ))
    )
      return;
    await env.openExternal(Uri.parse(params.url, true));
    return accept(null);
  }
  if (params.mode !== "form")
    return decline("Folio cannot show this kind of form yet; it was declined.");

  const choice = await prompts.pick(
    [
      { label: "Decline", id: "decline" },
      { label: "Accept…", id: "accept", detail: visible(toolParams(params._meta)) },
    ],
    {
      title: `MCP server ${visible(params.serverName)}`,
      placeHolder: visible(params.message),
      ignoreFocusOut: true,
    },
  );
  if (choice?.id === "decline") return tellStale(engine.asks.decline(ask.key), prompts);
  if (!choice) return;

  const content: Record<string, JsonValue> = {};
  for (const [name, schema] of Object.entries(params.requestedSchema.properties)) {
    if (!schema) continue;
    const isRequired = params.requestedSchema.required?.includes(name) ?? false;
    const value = await askField(prompts, {
      title: visible(params.message),
      name,
      schema,
      isRequired,
    });
    if (value === undefined) return;
    if (value !== null) content[name] = value;
  }
  accept(content);
}

interface Field {
  readonly title: string;
  readonly name: string;
  readonly schema: McpElicitationPrimitiveSchema;
  readonly isRequired: boolean;
}

/** undefined: the form was left; null: nothing was given for an optional field. */
async function askField(
  prompts: Prompts,
  { title, name, schema, isRequired }: Field,
): Promise<JsonValue | null | undefined> {
  const label = visible(("title" in schema && schema.title) || name);
  const prompt = visible(("description" in schema && schema.description) || label);
  const shown = { title, placeHolder: prompt, ignoreFocusOut: true };
  const options = optionsOf(schema);
  if (schema.type === "boolean") {
    const picked = await prompts.pick([{ label: "Yes" }, { label: "No" }], shown);
    return picked && picked.label === "Yes";
  }
  if (schema.type === "array")
    return (await prompts.pickMany(options, shown))?.map(({ value }) => value);
  if (options.length > 0) return (await prompts.pick(options, shown))?.value;
  const text = await prompts.input({
    title: `${title}: ${label}`,
    prompt,
    validate: value => problemWith(value, schema.type, isRequired),
  });
  if (text === undefined) return undefined;
  if (text === "" && !isRequired) return null;
  return schema.type === "string" ? text : Number(text);
}

function problemWith(value: string, type: string, isRequired: boolean): string | null {
  if (value === "") return isRequired ? "This is needed." : null;
  if (type === "string") return null;
  if (!Number.isFinite(Number(value))) return "Type a number.";
  return type === "integer" && !Number.isInteger(Number(value)) ? "Type a whole number." : null;
}

/** The arguments of a tool that an MCP approval is about (PROTOCOL 9.5). */
function toolParams(meta: JsonValue | null): string {
  if (typeof meta !== "object" || meta === null || Array.isArray(meta)) return "";
  return meta["tool_params"] === undefined ? "" : JSON.stringify(meta["tool_params"]);
}

function optionsOf(schema: McpElicitationPrimitiveSchema): { label: string; value: string }[] {
  const item = schema.type === "array" ? schema.items : schema;
  if ("enum" in item && Array.isArray(item.enum)) {
    const names = "enumNames" in item && Array.isArray(item.enumNames) ? item.enumNames : [];
    return item.enum.map((value, at) => ({ label: visible(names[at] ?? value), value }));
  }
  const titled = ("oneOf" in item && item.oneOf) || ("anyOf" in item && item.anyOf) || [];
  return titled.map(({ const: value, title }) => ({ label: visible(title), value }));
}
