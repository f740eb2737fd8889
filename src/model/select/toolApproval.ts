import type { JsonValue } from "../../protocol/types.gen.ts";
import type { Ask } from "../state.ts";
import { isAsk } from "./thread.ts";

/** A tool call that needs approval. The server asks for it by an elicitation of its own. */
export interface ToolApproval {
  readonly server: string;
  readonly tool: string;
  readonly description: string;
  /** Name and value of each argument, as text. */
  readonly arguments: readonly (readonly [string, string])[];
  /** How long the server offers to remember a yes. */
  readonly persists: readonly ("session" | "always")[];
}

/** The tool that an ask is about; null for any other ask. */
export function toolApprovalOf(ask: Ask): ToolApproval | null {
  if (!isAsk(ask, "mcpServer/elicitation/request")) return null;
  const { _meta: meta, serverName: server, mode } = ask.request.params;
  if (mode !== "form" || !isObject(meta) || meta["codex_approval_kind"] !== "mcp_tool_call")
    return null;
  const tool = meta["tool_name"];
  if (typeof tool !== "string") return null;
  const { persist, tool_params: params, tool_description: description } = meta;
  return {
    server,
    tool,
    description: typeof description === "string" ? description : "",
    arguments: isObject(params)
      ? Object.entries(params).map(([name, value]) => [
          name,
          typeof value === "string" ? value : JSON.stringify(value),
        ])
      : [],
    persists: (Array.isArray(persist) ? persist : [persist]).filter(
      value => value === "session" || value === "always",
    ),
  };
}

/** The arguments of that tool as the server sent them; null for any other ask. */
export function toolParams(ask: Ask): JsonValue | null {
  if (!toolApprovalOf(ask) || !isAsk(ask, "mcpServer/elicitation/request")) return null;
  const { _meta: meta } = ask.request.params;
  return isObject(meta) ? (meta["tool_params"] ?? null) : null;
}

const isObject = (value: JsonValue | null | undefined): value is { [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
