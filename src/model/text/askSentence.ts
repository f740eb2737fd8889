import { said, say } from "./say.ts";
import { factsOf, isCommandAsk, isFileAsk, type CommandAsk } from "../select/thread.ts";
import { toolApprovalOf } from "../select/toolApproval.ts";
import type { Ask, State } from "../state.ts";
import { askTitle } from "./askTitle.ts";
import { unwrapShell } from "./command.ts";
import { fileText, filesOf } from "./fileFact.ts";
import { relativePath } from "./format.ts";
import { isExactNotice } from "./sinks.ts";

/**
 * What an ask would do, as the parts of one sentence that every face makes for itself. The parts are unescaped: each face
 * escapes them by its own kind of text (`sinks.ts`).
 */
export interface AskSentence {
  /** "Codex wants to run". */
  readonly lead: string;
  /** Lead and what as one sentence: "Codex wants to run: npm test", "Codex wants to change a.ts and b.ts". */
  readonly whole: string;
  /** What an approval would do: the command, the call, the files. Empty where the ask needs a form or the chat. */
  readonly what: string;
  /** What is unusual about it. */
  readonly facts: readonly string[];
  /** Whether these parts say everything that an approval would do. */
  readonly isAll: boolean;
  /** Stands in for `what` where that cannot be shown: "Codex wants to run a command of 9 lines". */
  readonly summary: string;
}

export function askSentence(ask: Ask, state: State): AskSentence {
  const title = askTitle(ask);
  if (isCommandAsk(ask)) return commandSentence(ask, state);
  if (isFileAsk(ask)) return changeSentence(ask, state);
  const tool = toolApprovalOf(ask);
  if (!tool)
    return { lead: title, whole: title, what: "", facts: [], isAll: false, summary: title };
  const values = tool.arguments.map(([name, value]) => `${name}: ${value}`).join(", ");
  const call = `${tool.tool}(${values})`;
  const lead = say("ask.toolLead", { server: tool.server });
  return {
    lead,
    whole: say("ask.whole", { lead, what: call }),
    what: call,
    facts: [],
    isAll: true,
    summary: title,
  };
}

/** Whether a face with room for `length` units shows an ask exactly and completely: only then may it offer approval. */
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
  const folder = factsOf(state, ask.threadId)?.cwd ?? "";
  const who = whoOf(ask, state);
  const lead = network
    ? say("ask.reach", { who, host: network.host })
    : say(params.kind === "writeStdin" ? "ask.type" : "ask.run", { who });
  const isPlain = !network && params.kind !== "writeStdin";
  const what = isPlain ? say("ask.runCommand", { who }) : lead;
  const lines = command.split("\n").length;
  return {
    lead,
    whole: say("ask.whole", { lead, what: command }),
    what: command,
    facts: [
      cwd && folder !== "" && cwd !== folder
        ? say("ask.runsIn", { folder: relativePath(cwd, folder) })
        : "",
      environmentId !== null && environmentId !== "local"
        ? say("ask.runsOn", { environment: environmentId })
        : "",
      reason ? say("ask.outsideSandbox") : "",
      params.additionalPermissions ? say("ask.morePermissions") : "",
    ].filter(Boolean),
    // The chat lists the permissions.
    isAll: !params.additionalPermissions,
    summary:
      lines > 1
        ? say("ask.ofLines", { what, count: lines })
        : say("ask.ofCharacters", { what, count: command.length }),
  };
}

function changeSentence(ask: Ask, state: State): AskSentence {
  const files = filesOf(ask, state);
  const who = whoOf(ask, state);
  return {
    lead: say("ask.change", { who }),
    whole: say("ask.changeNamed", { who, files: listed(files.map(fileText)) }),
    what: files.map(fileText).join(", "),
    facts: [...new Set(files.flatMap(({ warnings }) => warnings.map(said)))],
    // The warning stands beside the diff.
    isAll: ask.files !== undefined && files.every(({ warnings }) => warnings.length === 0),
    summary: say("ask.changeCount", { who, count: files.length }),
  };
}

/** "a, b and c". */
const listed = (names: readonly string[]): string =>
  names.length < 2
    ? names.join("")
    : say("list.and", { first: names.slice(0, -1).join(", "), last: names.at(-1) ?? "" });

const whoOf = ({ threadId }: Ask, state: State): string =>
  factsOf(state, threadId)?.parentThreadId ? say("ask.subAgent") : say("ask.codex");
