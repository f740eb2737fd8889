import type { Disposable } from "vscode";
import type { App } from "../app.ts";

/** Tells in a notification what happened without the person: an ask that ran out, a rule's refusal, a warning of Folio. */
export function tellNotices({ engine, prompts }: Pick<App, "engine" | "prompts">): Disposable {
  return engine.store.onChange(({ event, state, before }) => {
    if (event.type === "notice/added") void prompts.warn(event.notice.text);
    if (before.closedAsks === state.closedAsks) return;
    const closed = state.closedAsks.at(-1);
    if (event.type !== "ask/closed" || closed?.key !== event.key) return;
    if (closed.by === "timeout")
      void prompts.info("Nobody answered Codex in time: its request was declined.");
    if (closed.by === "rule" && closed.outcome === "declined")
      void prompts.info(
        "A rule of yours declined what Codex wanted to do. The audit log tells which.",
      );
  });
}
