import type { AnswerResult, Engine } from "../../engine/api.ts";
import { armingMs } from "../../model/ask/arming.ts";
import { choiceOf } from "../../model/ask/decision.ts";
import { isFileAsk } from "../../model/select/thread.ts";
import type { Ask } from "../../model/state.ts";
import type { Review } from "../review/review.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import type { WindowFocus } from "../windowFocus.ts";

/** Answers an ask, wherever it was shown. Resolves false when the answer was not sent, which the person is told. */
export type Answer = (askKey: string, choiceId: string) => Promise<boolean>;

export const createAnswer =
  (
    engine: Pick<Engine, "store" | "asks">,
    review: Pick<Review, "accept" | "decline">,
    prompts: Prompts,
    focus: WindowFocus,
  ): Answer =>
  async (key, choiceId) => {
    const ask = engine.store.state.asks.find(open => open.key === key);
    const choice = ask && choiceOf(ask, choiceId);
    const grants = choice?.kind === "accept" || choice?.kind === "wider";
    if (ask && grants && isFresh(ask)) {
      void prompts.info(say.notice("answer.fresh"));
      return false;
    }
    if (grants && focus.forMs() < armingMs) {
      void prompts.info(say.notice("answer.freshWindow"));
      return false;
    }
    const result =
      choice && ask && isFileAsk(ask)
        ? await (grants ? review.accept(key, choiceId) : review.decline(key, choiceId))
        : await engine.asks.choose(key, choiceId);
    if (!result.ok) tellRefusal(result.reason, prompts);
    return result.ok;
  };

function isFresh({ openedAt }: Ask): boolean {
  const age = Date.now() - openedAt;
  return age >= 0 && age < armingMs;
}

function tellRefusal(
  reason: Extract<AnswerResult, { ok: false }>["reason"],
  prompts: Prompts,
): void {
  // The review has already explained the other reasons.
  if (reason === "alreadyAnswered") void prompts.info(say.notice("answer.lateNotSent"));
  if (reason === "notOffered") void prompts.warn(say.notice("answer.notOffered"));
}

/** Tells the person when an answer was not sent; true when it was. */
export function tellStale(result: AnswerResult, prompts: Prompts): boolean {
  if (!result.ok) tellRefusal(result.reason, prompts);
  return result.ok;
}
