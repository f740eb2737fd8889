import type { Disposable } from "vscode";
import { createScope, type Engine, type Log, report } from "../../engine/api.ts";
import { formOf } from "../../model/ask/form.ts";
import { isFileAsk } from "../../model/select/thread.ts";
import type { Ask } from "../../model/state.ts";
import type { Review } from "../review/review.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { ringing } from "../settings.ts";
import type { Answer } from "./answer.ts";
import { bellOf } from "./bell.ts";
import { createRings } from "./rings.ts";

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
 * Rings for asks that open, one at a time. A click on a notification that outlived its ask is answered with a message and
 * sends nothing.
 */
export function createDoorbell(options: DoorbellOptions): Disposable {
  const { engine, log, isChatSeen } = options;
  /** Changes whose files are being read, each with the timer that rings when that takes too long. */
  const looking = new Map<string, { dispose(): void }>();
  const scope = createScope();
  const find = (key: string) => engine.store.state.asks.find(ask => ask.key === key);
  const rings = createRings({
    scope,
    isOpen: key => find(key) !== undefined,
    isCovering: isChatSeen,
    async ring(key) {
      const ask = find(key);
      // The chat may have come to the front while others rang.
      if (ask && isWanted(ask, isChatSeen())) await ring(options, ask);
    },
    report: ringing => report(log, "Answering from a notification", ringing),
  });
  const ringNow = (key: string) => {
    looking.get(key)?.dispose();
    looking.delete(key);
    rings.add(key);
  };

  const subscription = engine.effects.onAsks(({ opened, changed, closed }) => {
    for (const { key, files } of changed) if (files && looking.has(key)) ringNow(key);
    for (const ask of opened.filter(one => isWanted(one, isChatSeen())))
      if (isFileAsk(ask) && !ask.files)
        looking.set(
          ask.key,
          scope.after(lookingMs, () => ringNow(ask.key)),
        );
      else ringNow(ask.key);
    if (closed.length > 0) rings.look();
  });
  return {
    dispose() {
      subscription.dispose();
      scope.dispose();
    },
  };
}

/** Whether an ask rings, by the setting. A person who sees the chat need not be told of what must be read there anyway. */
function isWanted(ask: Ask, isSeen: boolean): boolean {
  if (!isSeen) return true;
  switch (ringing()) {
    case "always":
      return true;
    case "commands":
      return !isFileAsk(ask) && formOf(ask) === null;
    case "whenHidden":
      return false;
  }
}

/** Shows the notification of an ask and does what is clicked. Resolves when the notification is gone. */
async function ring(
  { engine, review, prompts, answer, openForm, showAsk }: DoorbellOptions,
  ask: Ask,
): Promise<void> {
  const { text, buttons } = bellOf(ask, engine.store.state);
  const clicked = await prompts.warn(text, ...buttons.map(({ label }) => label));
  const does = buttons.find(({ label }) => label === clicked)?.does;
  if (does === undefined) return;
  if (typeof does === "object") await answer(ask.key, does.id);
  else if (!engine.store.state.asks.some(({ key }) => key === ask.key))
    void prompts.info(say.notice("answer.lateNotSent"));
  else if (does === "review") await review.open(ask.key);
  else if (does === "fill") await openForm(ask.key);
  else await showAsk(ask.key);
}
