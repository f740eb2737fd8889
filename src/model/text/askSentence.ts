import { isCommandAsk, isFileAsk, type CommandAsk } from "../select/thread.ts";
import { toolApprovalOf } from "../select/toolApproval.ts";
import type { Ask, State } from "../state.ts";
import { askTitle } from "./askTitle.ts";
import { unwrapShell } from "./command.ts";
import { fileText, filesOf } from "./fileFact.ts";
import { relativePath } from "./format.ts";
import { isExactNotice } from "./sinks.ts";

/**
 * What an ask would do, in the parts of one sentence, from which every face makes its own. The parts are as they came:
 * each face shows them by its own kind of text (`sinks.ts`).
 */
export interface AskSentence {
  /** "Codex wants to run". */
  readonly lead: string;
  /** What a yes would do: the command, the call, the files. Empty where it needs a form or the chat. */
  readonly what: string;
  /** What is unusual about it. */
  readonly facts: readonly string[];
  /** Whether these parts say all that a yes would do. */
  readonly isAll: boolean;
  /** What is said of `what` where it cannot be shown: "Codex wants to run a command of 9 lines". */
  readonly summary: string;
}

export function askSentence(ask: Ask, state: State): AskSentence {
  const title = askTitle(ask);
  if (isCommandAsk(ask)) return commandSentence(ask, state);
  if (isFileAsk(ask)) return changeSentence(ask, state);
  const tool = toolApprovalOf(ask);
  if (!tool) return { lead: title, what: "", facts: [], isAll: false, summary: title };
  const call = tool.arguments.map(([name, value]) => `${name}: ${value}`).join(", ");
  return {
    lead: `MCP server ${tool.server} wants to run`,
    what: `${tool.tool}(${call})`,
    facts: [],
    isAll: true,
    summary: title,
  };
}

/** Whether a face with room for `length` units shows all of an ask, to the letter: only there it may take a yes. */
export function isShownWhole({ what, facts, isAll, lead }: AskSentence, length: number): boolean {
  const all = [lead, what, ...facts];
  return (
    isAll && what !== "" && [what, ...facts].join(" ").length <= length && all.every(isExactNotice)
  );
}

function commandSentence(ask: CommandAsk, state: State): AskSentence {
  const { params } = ask.request;
  const { cwd, reason, environmentId, networkApprovalContext: network } = params;
  const command = unwrapShell(params.command ?? "");
  const folder = state.threads[ask.threadId ?? ""]?.cwd ?? "";
  const who = whoOf(ask, state);
  const does = network
    ? `wants to reach ${network.host}`
    : params.kind === "writeStdin"
      ? "wants to type into a running command"
      : "wants to run";
  const isPlain = !network && params.kind !== "writeStdin";
  const lines = command.split("\n").length;
  const size = lines > 1 ? `${lines} lines` : `${command.length} characters`;
  return {
    lead: `${who} ${does}`,
    what: command,
    facts: [
      cwd && folder !== "" && cwd !== folder ? `It runs in ${relativePath(cwd, folder)}.` : "",
      environmentId !== null && environmentId !== "local" ? `It runs on ${environmentId}.` : "",
      reason ? "It may run outside the sandbox." : "",
      params.additionalPermissions ? "It asks for more permissions." : "",
    ].filter(Boolean),
    // Which permissions is told in the chat.
    isAll: !params.additionalPermissions,
    summary: `${who} ${does}${isPlain ? " a command" : ""} of ${size}`,
  };
}

function changeSentence(ask: Ask, state: State): AskSentence {
  const files = filesOf(ask, state);
  const who = whoOf(ask, state);
  return {
    lead: `${who} wants to change`,
    what: files.map(fileText).join(", "),
    facts: [...new Set(files.flatMap(({ warnings }) => warnings))],
    // A warning is read beside the diff.
    isAll: ask.files !== undefined && files.every(({ warnings }) => warnings.length === 0),
    summary: `${who} wants to change ${files.length === 1 ? "a file" : `${files.length} files`}`,
  };
}

const whoOf = ({ threadId }: Ask, { threads }: State): string =>
  threads[threadId ?? ""]?.parentThreadId ? "A sub-agent" : "Codex";
