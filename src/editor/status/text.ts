import { brokenConfig } from "../../model/select/config.ts";
import { contextUse, limitWindows } from "../../model/select/usage.ts";
import { runningTurn } from "../../model/select/thread.ts";
import type { State, ThreadState } from "../../model/state.ts";

/** From this share of a window on the status bar warns. */
export const nearlyUsedUp = 90;

export interface Formats {
  number(value: number): string;
  /** A moment in Unix seconds, for people. */
  time(seconds: number): string;
}

/** Numbers and times of the person's locale. */
export function createFormats(locale: string | undefined): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const times = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  return {
    number: value => numbers.format(value),
    time: seconds => times.format(new Date(seconds * 1000)),
  };
}

/** What the one status-bar item says. */
export interface StatusWords {
  readonly icon: `$(${string})`;
  readonly words: string;
}

/** Icon and short text of the one status-bar item. */
export function statusText(state: State, thread: ThreadState | undefined): StatusWords {
  if (state.asks.length > 0) return { icon: "$(bell-dot)", words: `${state.asks.length} waiting` };
  switch (state.connection.kind) {
    case "off":
      return { icon: "$(hubot)", words: "Folio" };
    case "untrusted":
      return { icon: "$(workspace-untrusted)", words: "Folio" };
    case "notInstalled":
      return { icon: "$(warning)", words: "Codex not found" };
    case "starting":
    case "restarting":
      return { icon: "$(sync~spin)", words: "Codex" };
    case "gaveUp":
      return { icon: "$(error)", words: "Codex stopped" };
    case "ready":
      break;
  }
  if (brokenConfig(state)) return { icon: "$(warning)", words: "config.toml" };
  if (state.account.kind === "signedOut") return { icon: "$(account)", words: "Sign in to Codex" };
  const context = contextUse(thread);
  const limit = Math.max(...limitWindows(state).map(({ usedPercent }) => usedPercent), 0);
  const parts = [
    context && `${context.percentLeft}% context`,
    limit > 0 && `${Math.round(limit)}% used`,
  ].filter(Boolean);
  return {
    icon: runningTurn(thread) ? "$(loading~spin)" : "$(hubot)",
    words: parts.join(" · ") || "Folio",
  };
}

/** What the connection's state means, in a sentence. */
export function connectionText({ connection }: State): string {
  switch (connection.kind) {
    case "off":
      return "Codex is not running; it starts when it is needed.";
    case "untrusted":
      return "Restricted Mode: Folio starts nothing here.";
    case "notInstalled":
    case "gaveUp":
      return connection.kind === "gaveUp"
        ? `Codex does not run: ${connection.cause}`
        : connection.message;
    case "starting":
      return "Codex is starting.";
    case "restarting":
      return `Codex ended (${connection.cause}) and is started again.`;
    case "ready":
      return `Codex ${connection.version} is running.`;
  }
}

/** Label and value of every figure, as the tooltip and the quick pick show them. */
export function usageRows(
  state: State,
  thread: ThreadState | undefined,
  { number, time }: Formats,
): readonly (readonly [string, string])[] {
  const context = contextUse(thread);
  const total = thread?.usage?.total;
  const windows = limitWindows(state).map(
    ({ name, usedPercent, resetsAt }) =>
      [
        name,
        `${number(Math.round(usedPercent))}% used${resetsAt === null ? "" : `, resets ${time(resetsAt)}`}`,
      ] as const,
  );
  return [
    ...(context
      ? [
          [
            "Context",
            `${number(context.used)} of ${number(context.window)} tokens, ${context.percentLeft}% left`,
          ] as const,
        ]
      : []),
    ...(total
      ? [
          [
            "Input",
            `${number(total.inputTokens)} tokens, ${number(total.cachedInputTokens)} of them cached`,
          ] as const,
          [
            "Output",
            `${number(total.outputTokens)} tokens, ${number(total.reasoningOutputTokens)} of them reasoning`,
          ] as const,
        ]
      : []),
    ...windows,
  ];
}
