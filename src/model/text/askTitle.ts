import { say } from "./say.ts";
import type { Ask, State } from "../state.ts";
import { changesOf, isAsk, isCommandAsk, isFileAsk } from "../select/thread.ts";
import { unwrapShell } from "./command.ts";
import { filesOf } from "./fileFact.ts";
import { toolApprovalOf } from "../select/toolApproval.ts";
import { hidesCharacters, visible, visibleParts, type VisiblePart } from "./visible.ts";

/** What is asked, in one line. It says what the server will do, never what the model says about it. */
export function askTitle(ask: Ask): string {
  if (isCommandAsk(ask)) {
    const { networkApprovalContext: network, kind } = ask.request.params;
    if (network) return say("ask.reach", { who: say("ask.codex"), host: visible(network.host) });
    return say(kind === "writeStdin" ? "ask.type" : "ask.runCommand", { who: say("ask.codex") });
  }
  if (isFileAsk(ask)) return say("ask.changeFiles", { who: say("ask.codex") });
  if (isAsk(ask, "item/permissions/requestApproval")) return say("ask.permissions");
  if (isAsk(ask, "item/tool/requestUserInput")) return say("ask.question");
  if (isAsk(ask, "mcpServer/elicitation/request")) {
    const { params } = ask.request;
    const server = visible(params.serverName);
    if (toolApprovalOf(ask)) return say("ask.tool", { server });
    return say(params.mode === "url" ? "ask.elicitationPage" : "ask.elicitation", { server });
  }
  return say("ask.unknown");
}

/** The command that an approval is about, as it will run; empty for other asks. */
const rawCommand = (ask: Ask): string =>
  isCommandAsk(ask) ? unwrapShell(ask.request.params.command ?? "") : "";

/** The command of an approval with hidden characters written out, in parts; empty for other asks. */
export const askCommandParts = (ask: Ask): readonly VisiblePart[] => visibleParts(rawCommand(ask));

/** Whether the command holds characters that do not show. */
export const hidesInCommand = (ask: Ask): boolean => hidesCharacters(rawCommand(ask));

/** Everything that is asked, as plain text for a record. It never holds a person's answers. */
export function askText(state: State, ask: Ask): string {
  if (isCommandAsk(ask)) {
    const { command, cwd, reason, networkApprovalContext: network } = ask.request.params;
    return [network ? `reach ${network.host}` : "", command, cwd && `in ${cwd}`, reason]
      .filter(Boolean)
      .join("\n");
  }
  if (isFileAsk(ask)) {
    const changes = changesOf(state, ask) ?? [];
    const files = filesOf(ask, state);
    const overwrites = (at: number) =>
      files.length === changes.length && files[at]?.fate === "overwritten";
    return changes
      .map(({ path, kind }, at) =>
        [
          overwrites(at) ? "overwrite" : kind.type,
          path,
          kind.type === "update" && kind.move_path ? `to ${kind.move_path}` : "",
        ]
          .filter(Boolean)
          .join(" "),
      )
      .join("\n");
  }
  if (isAsk(ask, "item/permissions/requestApproval"))
    return JSON.stringify(ask.request.params.permissions);
  if (isAsk(ask, "item/tool/requestUserInput"))
    return ask.request.params.questions.map(({ question }) => question).join("\n");
  if (isAsk(ask, "mcpServer/elicitation/request")) {
    const { params } = ask.request;
    const what = params.mode === "openai/userVerification" ? params.description : params.message;
    return `${params.serverName}: ${what}${params.mode === "url" ? `\n${params.url}` : ""}`;
  }
  return ask.request.method;
}
