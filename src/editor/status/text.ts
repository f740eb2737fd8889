import { said } from "../../model/text/say.ts";
import { brokenConfig } from "../../model/select/config.ts";
import {
  contextUse,
  fullestWindow,
  limitWindows,
  type LimitWindow,
} from "../../model/select/usage.ts";
import { runningTurn } from "../../model/select/thread.ts";
import type { State, ThreadState } from "../../model/state.ts";
import { say } from "../say.ts";
import type { Times } from "../times.ts";

/** The status bar warns from this percentage of a limit on. */
const nearlyUsedUp = 90;

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

/** What the status-bar item shows, and what a click on it does. */
export interface StatusWords {
  readonly icon: `$(${string})`;
  readonly words: string;
  /** The command that leads to what the words speak of. */
  readonly command: `folio.${string}`;
  readonly tone: "plain" | "warning" | "error";
}

type Shown = Partial<StatusWords> & Pick<StatusWords, "icon" | "words">;

const plainly = (shown: Shown): StatusWords => ({
  command: "folio.openChat",
  tone: "plain",
  ...shown,
});

/** The most important fact, in a few words. */
export function statusText(
  state: State,
  thread: ThreadState | undefined,
  formats: Pick<Formats, "times" | "now">,
): StatusWords {
  const { length: count } = state.asks;
  if (count > 0)
    return {
      icon: "$(bell-dot)",
      words: say.text("status.waiting", { count }),
      command: "folio.showAsk",
      tone: "warning",
    };
  return connectionWords(state) ?? usageWords(state, thread, formats);
}

/** What stands in the way of Codex; null when nothing does. */
function connectionWords(state: State): StatusWords | null {
  switch (state.connection.kind) {
    case "off":
      return plainly({ icon: "$(hubot)", words: "Folio" });
    case "untrusted":
      return plainly({ icon: "$(workspace-untrusted)", words: "Folio" });
    case "notInstalled":
      return plainly({ icon: "$(warning)", words: say.text("status.notFound"), tone: "error" });
    case "starting":
    case "restarting":
      return plainly({ icon: "$(sync~spin)", words: "Codex" });
    case "gaveUp":
      return plainly({ icon: "$(error)", words: say.text("status.stopped"), tone: "error" });
    case "ready":
      break;
  }
  if (brokenConfig(state))
    return plainly({ icon: "$(warning)", words: "config.toml", command: "folio.openConfig" });
  if (state.account.kind === "signedOut")
    return plainly({
      icon: "$(account)",
      words: say.text("status.signIn"),
      command: "folio.signIn",
    });
  return null;
}

/** What runs, how full the context is, and the limit of which most is used. */
function usageWords(
  state: State,
  thread: ThreadState | undefined,
  { times, now }: Pick<Formats, "times" | "now">,
): StatusWords {
  const running = Object.values(state.threads).filter(runningTurn).length;
  if (runningTurn(thread)?.quiet?.kind === "network")
    return plainly({ icon: "$(debug-disconnect)", words: say.text("status.noConnection") });
  const { usedPercent, resetsAt } = fullestWindow(state, now);
  const percent = Math.round(usedPercent);
  const isLow = usedPercent >= nearlyUsedUp;
  const limit =
    percent === 0
      ? ""
      : isLow && resetsAt !== null
        ? say.text("status.usedUntil", { percent, time: times.coming(resetsAt * 1000, now) })
        : say.text("status.used", { percent });
  const context = contextUse(thread);
  const parts = isLow
    ? [limit]
    : [
        running > 1
          ? say.text("status.running", { count: running })
          : context && say.text("status.context", { percent: context.percentUsed }),
        limit,
      ];
  return {
    icon: running > 0 ? "$(loading~spin)" : "$(hubot)",
    words: parts.filter(Boolean).join(" · ") || "Folio",
    command: "folio.showUsage",
    tone: isLow ? "warning" : "plain",
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
