import type { Disposable } from "vscode";
import { notice } from "../../model/text/sinks.ts";
import type { App } from "../app.ts";

/** Tells in a notification what happened without the person: an ask that ran out, a rule's refusal, a warning of Folio. */
export function tellNotices({ engine, prompts }: Pick<App, "engine" | "prompts">): Disposable {
  return engine.store.onChange(({ event }) => {
    if (event.type === "notice/added") void prompts.warn(notice`${event.notice.text}`);
    if (event.type !== "ask/closed") return;
    if (event.by === "timeout")
      void prompts.info(notice`Nobody answered Codex in time: its request was declined.`);
    if (event.by === "rule" && event.outcome === "declined")
      void prompts.info(
        notice`A rule of yours declined what Codex wanted to do. The audit log tells which.`,
      );
  });
}
