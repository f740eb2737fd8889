import type { ServerMethods } from "../../protocol/methods.gen.ts";
import type {
  CommandExecutionApprovalDecision,
  FileChangeApprovalDecision,
} from "../../protocol/types.gen.ts";
import { isCommandAsk, isFileAsk } from "../select/thread.ts";
import { toolApprovalOf, type ToolApproval } from "../select/toolApproval.ts";
import type { Ask, AskOutcome, AskRequest } from "../state.ts";

/** What a person may choose for an approval, in the words of a button. */
export interface Choice {
  /** Stable name within its ask, safe to send over a wire: the decision itself never comes from the webview. */
  readonly id: string;
  readonly kind: "accept" | "wider" | "decline" | "stop";
  readonly label: string;
  /** What the choice grants beyond this once, literally; empty for the plain ones. */
  readonly detail: string;
  readonly outcome: AskOutcome;
  readonly result: AskResult;
}

export type AskResult = ServerMethods[AskRequest["method"]]["result"];

/** The choices that the server offers for an approval, plus Decline, which it always honours (PROTOCOL fact 18). */
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

/** A grant for ever must be plain at a glance: nobody reads a script as a prefix. */
const longestPrefix = 200;

function commandChoice(decision: CommandExecutionApprovalDecision): Choice | null {
  const result = { decision };
  if (decision === "accept")
    return {
      id: "accept",
      kind: "accept",
      label: "Approve",
      detail: "",
      outcome: "accepted",
      result,
    };
  if (decision === "cancel")
    return {
      id: "cancel",
      kind: "stop",
      label: "Decline and Stop",
      detail: "Ends the turn.",
      outcome: "cancelled",
      result,
    };
  if (decision === "acceptForSession")
    return {
      id: "session",
      kind: "wider",
      label: "Approve for Session",
      detail: "This exact command runs again without asking until the session ends.",
      outcome: "accepted",
      result,
    };
  if (typeof decision === "object" && "acceptWithExecpolicyAmendment" in decision) {
    const prefix = decision.acceptWithExecpolicyAmendment.execpolicy_amendment.join(" ");
    if (prefix.length > longestPrefix || prefix.includes("\n")) return null;
    return {
      id: "prefix",
      kind: "wider",
      label: "Always Approve Prefix",
      detail: `Every command that begins with: ${prefix}`,
      outcome: "accepted",
      result,
    };
  }
  if (typeof decision === "object" && "applyNetworkPolicyAmendment" in decision) {
    const { host, action } = decision.applyNetworkPolicyAmendment.network_policy_amendment;
    return {
      id: `network:${action}:${host}`,
      kind: action === "allow" ? "wider" : "decline",
      label: action === "allow" ? "Always Allow Host" : "Always Deny Host",
      detail: host,
      outcome: action === "allow" ? "accepted" : "declined",
      result,
    };
  }
  return null; // a decision of a newer server: nobody knows what it grants, so it gets no button
}

const commandDecline: Choice = {
  id: "decline",
  kind: "decline",
  label: "Decline",
  detail: "",
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
      label: "Approve for Session",
      detail: `${tool} of ${server} runs without asking until the session ends.`,
    },
    always: {
      label: "Always Approve Tool",
      detail: `${tool} of ${server} runs without asking from now on.`,
    },
  } as const;
  return [
    {
      id: "accept",
      kind: "accept",
      label: "Approve",
      detail: "",
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
      label: "Decline",
      detail: "",
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
    label: "Accept",
    detail: "",
    outcome: "accepted",
    ...fileDecision("accept"),
  },
  {
    id: "session",
    kind: "wider",
    label: "Accept for Session",
    detail: "Later changes to the same files are written without asking.",
    outcome: "accepted",
    ...fileDecision("acceptForSession"),
  },
  {
    id: "decline",
    kind: "decline",
    label: "Decline",
    detail: "",
    outcome: "declined",
    ...fileDecision("decline"),
  },
  {
    id: "cancel",
    kind: "stop",
    label: "Decline and Stop",
    detail: "Ends the turn.",
    outcome: "cancelled",
    ...fileDecision("cancel"),
  },
];
