import { said } from "../../model/text/say.ts";
import { Disposable } from "vscode";
import { notice } from "../../model/text/sinks.ts";
import type { Engine } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";

/** Notifies the person of what happened without them: a time-out, a rule that declined, a warning. */
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
