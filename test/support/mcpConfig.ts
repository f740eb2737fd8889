import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";

/** Lines of config.toml: the MCP server of the tests, questions outside of plan mode, permission requests. */
export const mcpConfig = `
[features]
default_mode_request_user_input = true
request_permissions_tool = true

[mcp_servers.mock]
command = ${JSON.stringify(process.execPath)}
args = [${JSON.stringify(join(root, "test/support/mcpServer.mjs"))}]
`;
