import { isAsk, isCommandAsk, isFileAsk, type CommandAsk } from "../../src/model/select/thread.ts";
import { toolApprovalOf } from "../../src/model/select/toolApproval.ts";
import type { Ask } from "../../src/model/state.ts";
import { hidesInCommand } from "../../src/model/text/askTitle.ts";
import type { IconName } from "../ui/icons.ts";

/** The icon of an ask, and the tone of it: a question is calm, what is dangerous is bad. */
export interface AskLook {
  readonly icon: IconName;
  readonly tone: "needs" | "bad" | "calm";
}

export function lookOf(ask: Ask): AskLook {
  if (isCommandAsk(ask)) return commandLook(ask);
  if (isFileAsk(ask))
    return { icon: "diff-multiple", tone: isDangerous(ask.files) ? "bad" : "needs" };
  if (isAsk(ask, "item/permissions/requestApproval")) return { icon: "key", tone: "needs" };
  if (isAsk(ask, "item/tool/requestUserInput")) return { icon: "question", tone: "calm" };
  if (isAsk(ask, "mcpServer/elicitation/request"))
    return ask.request.params.mode === "url" && !toolApprovalOf(ask)
      ? { icon: "link-external", tone: "needs" }
      : { icon: "mcp", tone: "needs" };
  return { icon: "question", tone: "needs" };
}

function commandLook(ask: CommandAsk): AskLook {
  const { networkApprovalContext: network, kind, reason } = ask.request.params;
  if (network) return { icon: "globe", tone: "needs" };
  if (reason) return { icon: "unlock", tone: "bad" };
  const tone = hidesInCommand(ask) ? "bad" : "needs";
  return { icon: kind === "writeStdin" ? "keyboard" : "terminal", tone };
}

/** Whether something about the files must be known before saying yes. */
const isDangerous = (files: Ask["files"]): boolean =>
  files?.some(({ warnings }) => warnings.length > 0) === true;
