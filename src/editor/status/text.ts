import { said } from "../../model/text/say.ts";
import { brokenConfig } from "../../model/select/config.ts";
import { contextUse, limitWindows, mostUsed, type LimitWindow } from "../../model/select/usage.ts";
import { runningTurn } from "../../model/select/thread.ts";
import type { State, ThreadState } from "../../model/state.ts";
import { say } from "../say.ts";
import type { Times } from "../times.ts";

/** The status bar warns from this percentage of a limit on. */
export const nearlyUsedUp = 90;

/** The figures of a moment, and how the person reads them. */
export interface Formats {
  /** Milliseconds since 1970. */
  readonly now: number;
  number(value: number): string;
  readonly times: Pick<Times, "coming">;
}

/** Formats for numbers in a locale. They are made when used: the first one takes 10 ms. */
export function createNumbers(locale: string): Formats["number"] {
  let numbers: Intl.NumberFormat | undefined;
  return value => (numbers ??= new Intl.NumberFormat(locale)).format(value);
}

/** Icon and text of the status-bar item. */
export interface StatusWords {
  readonly icon: `$(${string})`;
  readonly words: string;
}

/** The most important fact, in a few words. */
export function statusText(
  state: State,
  thread: ThreadState | undefined,
  now: number,
): StatusWords {
  if (state.asks.length > 0)
    return { icon: "$(bell-dot)", words: say.text("status.waiting", { count: state.asks.length }) };
  switch (state.connection.kind) {
    case "off":
      return { icon: "$(hubot)", words: "Folio" };
    case "untrusted":
      return { icon: "$(workspace-untrusted)", words: "Folio" };
    case "notInstalled":
      return { icon: "$(warning)", words: say.text("status.notFound") };
    case "starting":
    case "restarting":
      return { icon: "$(sync~spin)", words: "Codex" };
    case "gaveUp":
      return { icon: "$(error)", words: say.text("status.stopped") };
    case "ready":
      break;
  }
  if (brokenConfig(state)) return { icon: "$(warning)", words: "config.toml" };
  if (state.account.kind === "signedOut")
    return { icon: "$(account)", words: say.text("status.signIn") };
  const context = contextUse(thread);
  const limit = mostUsed(state, now);
  const parts = [
    context && say.text("status.context", { percent: context.percentUsed }),
    limit > 0 && say.text("status.used", { percent: Math.round(limit) }),
  ].filter(Boolean);
  return {
    icon: runningTurn(thread) ? "$(loading~spin)" : "$(hubot)",
    words: parts.join(" · ") || "Folio",
  };
}

/** The state of the connection, in a sentence. */
export function connectionText({ connection }: State): string {
  switch (connection.kind) {
    case "off":
      return say.text("status.off");
    case "untrusted":
      return say.text("status.untrusted");
    case "notInstalled":
      return said(connection.what);
    case "gaveUp":
      return say.text("status.gaveUp", { cause: connection.cause });
    case "starting":
      return say.text("status.starting");
    case "restarting":
      return say.text("status.restarting", { cause: connection.cause });
    case "ready":
      return say.text("status.ready", { version: connection.version });
  }
}

/** Label and value of every figure, for the tooltip and the quick pick. */
export function usageRows(
  state: State,
  thread: ThreadState | undefined,
  { number, times, now }: Formats,
): readonly (readonly [string, string])[] {
  const context = contextUse(thread);
  const total = thread?.usage?.total;
  const limitText = ({ usedPercent, resetsAt }: LimitWindow) => {
    if (usedPercent === null) return say.text("usage.isReset");
    const percent = number(Math.round(usedPercent));
    return resetsAt === null
      ? say.text("usage.used", { percent })
      : say.text("usage.usedUntil", { percent, time: times.coming(resetsAt * 1000, now) });
  };
  const windows = limitWindows(state, now).map(
    window => [said(window.name), limitText(window)] as const,
  );
  return [
    ...(context
      ? [
          [
            say.text("usage.context"),
            say.text("usage.contextUsed", {
              used: number(context.used),
              window: number(context.window),
              percent: context.percentUsed,
            }),
          ] as const,
        ]
      : []),
    ...(total
      ? [
          [
            say.text("usage.input"),
            say.text("usage.inputTokens", {
              tokens: number(total.inputTokens),
              cached: number(total.cachedInputTokens),
            }),
          ] as const,
          [
            say.text("usage.output"),
            say.text("usage.outputTokens", {
              tokens: number(total.outputTokens),
              reasoning: number(total.reasoningOutputTokens),
            }),
          ] as const,
        ]
      : []),
    ...windows,
  ];
}
