import { said } from "../../src/model/text/say.ts";
import type { State, ThreadState, TurnState } from "../../src/model/state.ts";
import type { ThreadItem } from "../../src/protocol/types.gen.ts";

/** The state in a few lines that a person can check: the golden text of a transcript. */
export function outline(state: State): string {
  const lines = Object.values(state.threads).flatMap(threadLines);
  for (const ask of state.asks) lines.push(`ask ${ask.request.method}`);
  for (const closed of state.closedAsks) lines.push(`answered ${closed.outcome}`);
  for (const [id, limit] of Object.entries(state.rateLimits))
    lines.push(
      `limit ${id}: ${limit.primary?.usedPercent ?? "-"}% ${limit.secondary?.usedPercent ?? "-"}%`,
    );
  for (const { level, what } of state.notices) lines.push(`${level}: ${said(what).slice(0, 80)}`);
  return `${lines.join("\n")}\n`;
}

function threadLines(thread: ThreadState): string[] {
  const used = thread.usage ? `, ${thread.usage.total.totalTokens} tokens` : "";
  return [
    `thread ${thread.status.type}${thread.parentThreadId ? " (sub-agent)" : ""}${used}`,
    ...thread.turns.flatMap(turnLines),
  ];
}

function turnLines(turn: TurnState): string[] {
  const lines = [`  turn ${turn.status}${turn.lostBecause ? `: ${said(turn.lostBecause)}` : ""}`];
  for (const { item, phase } of turn.items)
    lines.push(`    ${item.type} ${phase} ${brief(item)}`.trimEnd());
  if (turn.plan) lines.push(`    plan ${turn.plan.steps.map(({ status }) => status).join(" ")}`);
  if (turn.error) lines.push(`    error ${JSON.stringify(turn.error.codexErrorInfo)}`);
  if (turn.retrying) lines.push(`    retrying ${turn.retrying}`);
  for (const { level, what } of turn.notices)
    lines.push(`    ${level}: ${said(what).slice(0, 80)}`);
  return lines;
}

const clip = (text: string): string =>
  JSON.stringify(text.length > 50 ? `${text.slice(0, 24)}…${text.slice(-24)}` : text);

function brief(item: ThreadItem): string {
  switch (item.type) {
    case "userMessage":
      return clip(
        item.content.map(part => (part.type === "text" ? part.text : part.type)).join(" "),
      );
    case "agentMessage":
    case "plan":
      return clip(item.text);
    case "reasoning":
      return clip(item.summary.join(" | "));
    case "commandExecution":
      return `${item.status} exit ${item.exitCode} ${clip(item.aggregatedOutput ?? "")}`;
    case "fileChange":
      return `${item.status} ${item.changes.map(({ kind, path }) => `${kind.type} ${path.split("/").at(-1)}`).join(", ")}`;
    case "mcpToolCall":
      return `${item.status} ${item.server}.${item.tool}`;
    default:
      return "";
  }
}
