import { reason } from "../../model/text/reason.ts";
import type { RuleRow, Tool } from "./row.ts";

/**
 * A tool of an MCP server; `*` for all of its tools. An allowing rule holds the fingerprint of the server's
 * configuration: another program under the same name asks again.
 */
export interface McpToolRule {
  readonly server: string;
  readonly tool: string;
  readonly config: string | null;
}

const isAbout = (rule: McpToolRule, { server, tool }: Tool): boolean =>
  rule.server === server && (rule.tool === "*" || rule.tool === tool);

export const mcpTool: RuleRow<McpToolRule, "tool"> = {
  about: "tool",
  schema: { server: { type: "string" }, tool: { type: "string" }, config: { type: "string" } },
  usage: "`server`, `tool`",
  parse({ decision, text }) {
    const [server, tool, config] = [text("server"), text("tool"), text("config")];
    if (server === null || tool === null) return { problem: reason("ruleProblem.tool") };
    return decision === "allow" && config === null
      ? { problem: reason("ruleProblem.fingerprint") }
      : { fields: { server, tool, config } };
  },
  text: ({ tool, server }) => reason("rule.mcpTool", { tool, server }),
  concerns: isAbout,
  allows(rule, wanted) {
    if (!isAbout(rule, wanted)) return undefined;
    const config = wanted.config();
    return config !== null && rule.config === config
      ? null
      : reason("policy.otherConfiguration", { server: wanted.server });
  },
  suggest: ({ server, tool, config }) => [{ server, tool, config }],
};
