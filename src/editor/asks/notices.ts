import { said } from "../../model/text/say.ts";
import { Disposable } from "vscode";
import { notice } from "../../model/text/sinks.ts";
import type { Engine } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";

/** Tells in a notification what happened without the person: an ask that ran out, a rule's refusal, a warning of Folio. */
export function tellNotices(
  { effects }: Pick<Engine, "effects">,
  prompts: Pick<Prompts, "info" | "warn">,
): Disposable {
  return Disposable.from(
    effects.onEvent("notice/added", event => void prompts.warn(notice`${said(event.notice.what)}`)),
    effects.onAskEnd(({ end }) => {
      if (end?.by === "timeout") void prompts.info(say.notice("answer.timedOut"));
      if (end?.by === "rule" && end.outcome === "declined")
        void prompts.info(say.notice("answer.ruleDeclined"));
    }),
  );
}
