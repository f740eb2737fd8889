import { reason, type Reason } from "../text/reason.ts";
import type { ServerMethods } from "../../protocol/methods.gen.ts";
import type {
  CommandExecutionApprovalDecision,
  FileChangeApprovalDecision,
} from "../../protocol/types.gen.ts";
import { isCommandAsk, isFileAsk } from "../select/thread.ts";
import { shellScript } from "../text/command.ts";
import { visible } from "../text/visible.ts";
import { toolApprovalOf, type ToolApproval } from "../select/toolApproval.ts";
import type { Ask, AskOutcome, AskRequest } from "../state.ts";

/** What a person may choose for an approval, in the words of a button. */
export interface Choice {
  /** Stable within its ask. The webview sends this name, never a decision. */
  readonly id: string;
  readonly kind: "accept" | "wider" | "decline" | "stop";
  readonly label: Reason;
  /** The exact wider grant of the choice; null for one that grants nothing beyond this once. */
  readonly detail: Reason | null;
  readonly outcome: AskOutcome;
  readonly result: AskResult;
}

export type AskResult = ServerMethods[AskRequest["method"]]["result"];

/** The choices that the server offers for an approval, plus Decline, which it always honours. */
export function choices(ask: Ask): readonly Choice[] {
  if (isCommandAsk(ask)) {
    const offered = ask.request.params.availableDecisions ?? ["accept", "cancel"];
    const listed = offered.filter(decision => decision !== "decline").map(commandChoice);
    return sortChoices([...listed.filter(choice => choice !== null), commandDecline]);
  }
  if (isFileAsk(ask)) return sortChoices(fileChoices);
  const tool = toolApprovalOf(ask);
  return tool ? toolChoices(tool) : [];
}

/** The choice of that name, if this ask has it. */
export const choiceOf = (ask: Ask, id: string): Choice | undefined =>
  choices(ask).find(choice => choice.id === id);

const order = ["accept", "wider", "decline", "stop"] as const;

const sortChoices = (list: readonly Choice[]): readonly Choice[] =>
  list.toSorted((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));

/** A lasting grant must be clear at a glance: nobody reads a script as a prefix. */
const longestPrefix = 200;

function commandChoice(decision: CommandExecutionApprovalDecision): Choice | null {
  const result = { decision };
  if (decision === "accept")
    return {
      id: "accept",
      kind: "accept",
      label: reason("choice.approve"),
      detail: null,
      outcome: "accepted",
      result,
    };
  if (decision === "cancel")
    return {
      id: "cancel",
      kind: "stop",
      label: reason("choice.stop"),
      detail: reason("choice.stop.detail"),
      outcome: "cancelled",
      result,
    };
  if (decision === "acceptForSession")
    return {
      id: "session",
      kind: "wider",
      label: reason("choice.command.session"),
      detail: reason("choice.command.session.detail"),
      outcome: "accepted",
      result,
    };
  if (typeof decision === "object" && "acceptWithExecpolicyAmendment" in decision) {
    const words = decision.acceptWithExecpolicyAmendment.execpolicy_amendment;
    const prefix = words.join(" ");
    if (prefix.length > longestPrefix || prefix.includes("\n")) return null;
    return { id: "prefix", kind: "wider", ...prefixWords(words), outcome: "accepted", result };
  }
  if (typeof decision === "object" && "applyNetworkPolicyAmendment" in decision) {
    const { host, action } = decision.applyNetworkPolicyAmendment.network_policy_amendment;
    return {
      id: `network:${action}:${host}`,
      kind: action === "allow" ? "wider" : "decline",
      label: reason(action === "allow" ? "choice.allowHost" : "choice.denyHost", {
        host: visible(host),
      }),
      detail: reason(action === "allow" ? "choice.allowHost.detail" : "choice.denyHost.detail", {
        host,
      }),
      outcome: action === "allow" ? "accepted" : "declined",
      result,
    };
  }
  return null; // a decision of a newer server: nobody knows what it grants, so it gets no button
}

/** The words for a lasting grant. A script that a shell is given whole is named alone, as the rest of the card names it. */
function prefixWords(words: readonly string[]): Pick<Choice, "label" | "detail"> {
  const script = shellScript(words);
  if (script !== undefined)
    return {
      label: reason("choice.script", { script: shortLabel(script) }),
      detail: reason("choice.script.detail", { script }),
    };
  const prefix = words.join(" ");
  return {
    label: reason("choice.prefix", { prefix: shortLabel(prefix) }),
    detail: reason("choice.prefix.detail", { prefix }),
  };
}

/** The longest command that a button names; its detail has all of it. */
const longestInLabel = 40;

function shortLabel(command: string): string {
  const text = visible(command);
  if (text.length <= longestInLabel) return text;
  const cut = text
    .slice(0, longestInLabel)
    .toWellFormed()
    .replace(/\ufffd$/, "");
  return `${cut}…`;
}

const commandDecline: Choice = {
  id: "decline",
  kind: "decline",
  label: reason("choice.decline"),
  detail: null,
  outcome: "declined",
  result: { decision: "decline" },
};

/** For an MCP tool: once, or as long as the server offers to remember it. */
function toolChoices({ server, tool, persists }: ToolApproval): readonly Choice[] {
  const answer = (action: "accept" | "decline", persist: string | null): AskResult => ({
    action,
    content: action === "accept" ? {} : null,
    _meta: persist === null ? null : { persist },
  });
  const remembered = {
    session: {
      label: reason("choice.tool.session"),
      detail: reason("choice.tool.session.detail", { tool, server }),
    },
    always: {
      label: reason("choice.tool.always"),
      detail: reason("choice.tool.always.detail", { tool, server }),
    },
  } as const;
  return [
    {
      id: "accept",
      kind: "accept",
      label: reason("choice.approve"),
      detail: null,
      outcome: "accepted",
      result: answer("accept", null),
    },
    ...persists.map((persist): Choice => ({
      id: persist,
      kind: "wider",
      ...remembered[persist],
      outcome: "accepted",
      result: answer("accept", persist),
    })),
    {
      id: "decline",
      kind: "decline",
      label: reason("choice.decline"),
      detail: null,
      outcome: "declined",
      result: answer("decline", null),
    },
  ];
}

const fileDecision = (decision: FileChangeApprovalDecision): { readonly result: AskResult } => ({
  result: { decision },
});

const fileChoices: readonly Choice[] = [
  {
    id: "accept",
    kind: "accept",
    label: reason("choice.accept"),
    detail: null,
    outcome: "accepted",
    ...fileDecision("accept"),
  },
  {
    id: "session",
    kind: "wider",
    label: reason("choice.change.session"),
    detail: reason("choice.change.session.detail"),
    outcome: "accepted",
    ...fileDecision("acceptForSession"),
  },
  {
    id: "decline",
    kind: "decline",
    label: reason("choice.decline"),
    detail: null,
    outcome: "declined",
    ...fileDecision("decline"),
  },
  {
    id: "cancel",
    kind: "stop",
    label: reason("choice.stop"),
    detail: reason("choice.stop.detail"),
    outcome: "cancelled",
    ...fileDecision("cancel"),
  },
];
