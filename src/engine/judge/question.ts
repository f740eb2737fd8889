import { choiceOf } from "../../model/ask/decision.ts";
import { changesOf, isAsk, isCommandAsk, isFileAsk } from "../../model/select/thread.ts";
import { toolApprovalOf } from "../../model/select/toolApproval.ts";
import type { Ask, State } from "../../model/state.ts";
import { isWithin } from "../../policy/paths.ts";
import type { Question } from "../../policy/question.ts";
import { unwrap } from "../../policy/unwrap.ts";

/** What an ask asks, in the policy's terms. */
export function questionOf(ask: Ask, state: State): Question {
  if (isCommandAsk(ask)) {
    const { params } = ask.request;
    return {
      kind: "command",
      line: unwrap(params.command ?? ""),
      cwd: params.cwd ?? null,
      requestKind: params.kind,
      reason: params.reason ?? null,
      environmentId: params.environmentId,
      host: params.networkApprovalContext?.host ?? null,
      hasAdditionalPermissions: params.additionalPermissions != null,
      offersAccept: choiceOf(ask, "accept") !== undefined,
    };
  }
  if (isFileAsk(ask))
    return {
      kind: "fileChange",
      changes: (changesOf(state, ask) ?? []).map(({ path, kind }) => ({
        path,
        kind: kind.type,
        movesTo: (kind.type === "update" ? kind.move_path : null) ?? null,
      })),
    };
  const tool = toolApprovalOf(ask);
  if (tool) return { kind: "mcpTool", server: tool.server, tool: tool.tool };
  return {
    kind: "personal",
    what: isAsk(ask, "item/permissions/requestApproval") ? "permission" : "question",
  };
}

/** A bash command, as if the server asked for it in an ordinary request. */
export const bashCommand = (line: string, cwd: string): Question => ({
  kind: "command",
  line: { shell: "bash", line },
  cwd,
  requestKind: "command",
  reason: null,
  environmentId: null,
  host: null,
  hasAdditionalPermissions: false,
  offersAccept: true,
});

/** The workspace folder that a question is about: the one that holds all that it names; null for none. */
export function rootOf(question: Question, roots: readonly string[]): string | null {
  const places =
    question.kind === "command"
      ? [question.cwd]
      : question.kind === "fileChange"
        ? question.changes.flatMap(({ path, movesTo }) => [path, movesTo ?? path])
        : [];
  const [first] = places;
  return (first && roots.find(root => isWithin(first, root))) ?? null;
}

/** What the server says it applies to an ask's thread; "unknown" where it says nothing, as for a sub-agent. */
export function approvalPolicyOf({ threadId }: Ask, { threads }: State): string {
  const policy = threadId === null ? undefined : threads[threadId]?.effective?.approvalPolicy;
  return typeof policy === "string" ? policy : "unknown";
}
