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
    if (server === null || tool === null)
      return "`server` and `tool` are names; `*` stands for every tool";
    return decision === "allow" && config === null
      ? "a rule that allows is made by “Always Allow”: it holds the fingerprint of the server's configuration"
      : { server, tool, config };
  },
  text: ({ tool, server }) => `the tool ${tool} of ${server}`,
  concerns: isAbout,
  allows(rule, wanted) {
    if (!isAbout(rule, wanted)) return undefined;
    const config = wanted.config();
    return config !== null && rule.config === config
      ? null
      : `the configuration of ${wanted.server} is not the one that the rule was made for`;
  },
  suggest: ({ server, tool, config }) => [{ server, tool, config }],
};
