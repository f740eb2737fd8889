import type { Ask } from "../state.ts";
import { isAsk, isCommandAsk, isFileAsk } from "../select/thread.ts";
import { unwrapShell } from "./command.ts";
import { visible } from "./visible.ts";

/** What is asked, in one line's words: what the server will do, never what the model says of it (SAFETY S11). */
export function askTitle(ask: Ask): string {
  if (isCommandAsk(ask)) {
    const { networkApprovalContext: network, kind } = ask.request.params;
    if (network) return `Codex wants to reach ${visible(network.host)}`;
    return kind === "writeStdin"
      ? "Codex wants to type into a running command"
      : "Codex wants to run a command";
  }
  if (isFileAsk(ask)) return "Codex wants to change files";
  if (isAsk(ask, "item/permissions/requestApproval")) return "Codex asks for more permissions";
  if (isAsk(ask, "item/tool/requestUserInput")) return "Codex has a question";
  if (isAsk(ask, "mcpServer/elicitation/request"))
    return `MCP server ${visible(ask.request.params.serverName)} asks`;
  return `The server asks: ${ask.request.method}`;
}

/** The command that an approval is about, as a person must read it; empty for other asks. */
export const askCommand = (ask: Ask): string =>
  isCommandAsk(ask) ? visible(unwrapShell(ask.request.params.command ?? "")) : "";
