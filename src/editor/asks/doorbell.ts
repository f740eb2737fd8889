import type { Disposable } from "vscode";
import { createScope, type Engine, type Log, report } from "../../engine/api.ts";
import { isFileAsk } from "../../model/select/thread.ts";
import type { Ask } from "../../model/state.ts";
import type { Review } from "../review/review.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { ringsAlways } from "../settings.ts";
import type { Answer } from "./answer.ts";
import { bellOf } from "./bell.ts";

export interface DoorbellOptions {
  readonly engine: Pick<Engine, "store" | "effects">;
  readonly review: Pick<Review, "open" | "files" | "onChange">;
  readonly prompts: Prompts;
  readonly answer: Answer;
  readonly log: Log;
  openForm(askKey: string): Promise<void>;
  showAsk(askKey: string): Promise<void>;
  /** Whether a chat is visible in a focused window. */
  isChatSeen(): boolean;
}

/** The longest wait, in ms, for a change's files before the bell rings without Accept. It should ring within 500 ms in all. */
const lookingMs = 400;

/**
 * Rings for an ask that opens while no chat is seen, or for each, as the setting says. An extension cannot take back a
 * single notification, and hiding all of them would hide those of other extensions. A notification may therefore outlive
 * its ask: a late click is answered with a message and sends nothing.
 */
export function createDoorbell({
  engine,
  review,
  prompts,
  answer,
  log,
  openForm,
  showAsk,
  isChatSeen,
}: DoorbellOptions): Disposable {
  /** Changes whose files are being read, each with the timer that rings when that takes too long. */
  const looking = new Map<string, { dispose(): void }>();
  const scope = createScope();
  const find = (key: string) => engine.store.state.asks.find(ask => ask.key === key);

  const ring = async (ask: Ask) => {
    const { text, buttons } = bellOf(ask, engine.store.state);
    const clicked = await prompts.warn(text, ...buttons.map(({ label }) => label));
    const does = buttons.find(({ label }) => label === clicked)?.does;
    if (does === undefined) return;
    if (typeof does === "object") await answer(ask.key, does.id);
    else if (!find(ask.key)) void prompts.info(say.notice("answer.late"));
    else if (does === "review") await review.open(ask.key);
    else if (does === "fill") await openForm(ask.key);
    else await showAsk(ask.key);
  };
  const ringNow = (key: string) => {
    looking.get(key)?.dispose();
    looking.delete(key);
    const ask = find(key);
    if (ask) report(log, "Answering from a notification", ring(ask));
  };

  const subscription = engine.effects.onAsks(({ opened, changed }) => {
    for (const { key, files } of changed) if (files && looking.has(key)) ringNow(key);
    if (isChatSeen() && !ringsAlways()) return;
    for (const ask of opened)
      if (isFileAsk(ask) && !ask.files)
        looking.set(
          ask.key,
          scope.after(lookingMs, () => ringNow(ask.key)),
        );
      else ringNow(ask.key);
  });
  return {
    dispose() {
      subscription.dispose();
      scope.dispose();
    },
  };
}
