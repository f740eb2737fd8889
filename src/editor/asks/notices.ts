import type { Disposable } from "vscode";
import { notice } from "../../model/text/sinks.ts";
import type { Engine } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";

/** Tells in a notification what happened without the person: an ask that ran out, a rule's refusal, a warning of Folio. */
export function tellNotices(
  { store }: Pick<Engine, "store">,
  prompts: Pick<Prompts, "info" | "warn">,
): Disposable {
  return store.onChange(({ event }) => {
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
