import { commands, Disposable } from "vscode";
import { report, type Engine, type Log } from "../../engine/api.ts";
import { duration } from "../../model/text/duration.ts";
import { said } from "../../model/text/say.ts";
import { notice, type NoticeText } from "../../model/text/sinks.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { askTimeoutMs } from "../settings.ts";

export interface NoticesOptions {
  readonly engine: Pick<Engine, "effects" | "server">;
  readonly prompts: Pick<Prompts, "info" | "warn" | "error">;
  readonly log: Log;
  /** Shows a thread in a chat. */
  showThread(threadId: string): Promise<unknown>;
  showLog(): void;
  /** Whether a chat is visible in a focused window. */
  isChatSeen(): boolean;
}

/** Notifies the person of what happened without them: a time-out, a rule that declined, a warning, a server that is gone. */
export function tellNotices(options: NoticesOptions): Disposable {
  const { engine, prompts, log, showThread, showLog, isChatSeen } = options;
  const { effects } = engine;
  const told = (telling: Promise<unknown>) => report(log, "Answering a notification", telling);
  /** Many requests may time out at once: one notification tells it. */
  let isTimeoutTold = false;

  const tellTimeout = async (threadId: string | null) => {
    if (isTimeoutTold) return;
    isTimeoutTold = true;
    try {
      const open = threadId === null ? [] : [say.plain("inbox.open")];
      const clicked = await prompts.info(timeoutText(askTimeoutMs() ?? 0), ...open);
      if (clicked && threadId !== null) await showThread(threadId);
    } finally {
      isTimeoutTold = false;
    }
  };
  const tellRule = async () => {
    const clicked = await prompts.info(say.notice("answer.ruleDeclined"), say.plain("audit.show"));
    if (clicked) await commands.executeCommand("folio.showAudit");
  };
  const tellGaveUp = async () => {
    const restart = say.plain("server.restart");
    const log = say.plain("showLog");
    const clicked = await prompts.error(say.notice("server.gaveUp"), restart, log);
    if (clicked === restart) await engine.server.restart();
    if (clicked === log) showLog();
  };

  return Disposable.from(
    effects.onEvent("notice/added", event => void prompts.warn(notice`${said(event.notice.what)}`)),
    effects.onAskEnd(({ ask, end }) => {
      if (end?.by === "timeout") told(tellTimeout(ask.threadId));
      if (end?.by === "rule" && end.outcome === "declined") told(tellRule());
    }),
    // Where a chat is seen, it says so itself.
    effects.onServer((now, before) => {
      if (now.kind === "gaveUp" && before.kind !== "gaveUp" && !isChatSeen()) told(tellGaveUp());
    }),
  );
}

function timeoutText(limitMs: number): NoticeText {
  const minutes = limitMs / 60_000;
  return minutes >= 1 && Number.isInteger(minutes)
    ? say.notice("answer.timedOut", { count: minutes })
    : say.notice("answer.timedOutIn", { duration: duration(limitMs) });
}
