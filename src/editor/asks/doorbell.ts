import { commands, type Disposable } from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { report, type Log } from "../../engine/log.ts";
import { choices, type Choice } from "../../model/decision.ts";
import { formOf } from "../../model/form/form.ts";
import { changesOf, isFileAsk } from "../../model/select/thread.ts";
import { toolApprovalOf } from "../../model/select/toolApproval.ts";
import type { Ask } from "../../model/state.ts";
import { askCommand, askLine, askTitle } from "../../model/text/askTitle.ts";
import type { Review } from "../diff/review.ts";
import type { Prompts } from "../prompts.ts";
import { ringsAlways } from "../settings.ts";
import type { Answer } from "./answer.ts";

export interface DoorbellOptions {
  readonly engine: Engine;
  readonly review: Review;
  readonly prompts: Prompts;
  readonly answer: Answer;
  readonly log: Log;
  openForm(askKey: string): Promise<void>;
  showAsk(askKey: string): Promise<void>;
  /** Whether the person has the chat before their eyes. */
  isChatSeen(): boolean;
}

/** The longest command that a notification shows whole; a longer one is approved where all of it can be read. */
const shownLength = 160;

/**
 * Rings for every ask that opens. Only a doorbell: it hides by itself and cannot be withdrawn, so the ask stands in the
 * chat, the badge and the status bar too, and a click that comes too late is told so (CONVENTIONS fact 2).
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
  const ring = async (ask: Ask) => {
    const bell = bellFor(ask);
    // Who presses Enter on a notification meets what does nothing.
    const buttons = bell.choices
      .toSorted((left, right) => Number(isDecline(right)) - Number(isDecline(left)))
      .map(({ label }) => label);
    const clicked = await prompts.warn(bell.text, ...buttons, ...bell.extra);
    if (clicked === undefined) return;
    const choice = bell.choices.find(({ label }) => label === clicked);
    if (choice) await answer(ask.key, choice.id);
    else if (clicked === "Review") await review.open(ask.key);
    else if (clicked === "Answer…") await openForm(ask.key);
    else await showAsk(ask.key);
  };

  const bellFor = (
    ask: Ask,
  ): { text: string; choices: readonly Choice[]; extra: readonly string[] } => {
    const offered = choices(ask);
    if (isFileAsk(ask)) {
      const files =
        changesOf(engine.store.state, ask)?.map(({ path }) => path.split(/[/\\]/).at(-1)) ?? [];
      const names = files.length > 3 ? `${files.length} files` : files.join(", ");
      return {
        text: `${askTitle(ask)}: ${names}`,
        choices: offered.filter(({ id }) => id === "accept" || id === "decline"),
        extra: ["Review"],
      };
    }
    if (formOf(ask)) return { text: askTitle(ask), choices: [], extra: ["Answer…"] };
    const line = askLine(ask);
    if (line !== "" && line.length <= shownLength)
      return {
        text: `${askTitle(ask)}: ${line}`,
        choices: offered.filter(({ id }) => id === "accept" || id === "decline"),
        // What grants more than this once is read and chosen where all of it is shown.
        extra: offered.some(({ kind }) => kind === "wider") ? ["More…"] : [],
      };
    const isLong = askCommand(ask) !== "" || toolApprovalOf(ask) !== null;
    return {
      text: `${askTitle(ask)}${isLong ? " that is too long to show here" : ""}.`,
      choices: offered.filter(isDecline),
      extra: ["Show in Chat"],
    };
  };

  return engine.store.onChange(({ event, before, state }) => {
    if (before.asks === state.asks) return;
    // What is left on the screen is about nothing any more; it stays in the notification centre. That time ran out is news.
    const isNews = event.type === "ask/closed" && event.by === "timeout";
    if (state.asks.length === 0 && !isNews)
      void commands.executeCommand("notifications.hideToasts");
    if (isChatSeen() && !ringsAlways()) return;
    for (const ask of state.asks)
      if (!before.asks.some(({ key }) => key === ask.key))
        report(log, "Answering from a notification", ring(ask));
  });
}

const isDecline = (choice: Choice): boolean => choice.kind === "decline";
