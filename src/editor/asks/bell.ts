import { said } from "../../model/text/say.ts";
import { choices, type Choice } from "../../model/ask/decision.ts";
import { formOf } from "../../model/ask/form.ts";
import { isAsk, isFileAsk, titleOf } from "../../model/select/thread.ts";
import type { Ask, State } from "../../model/state.ts";
import { askSentence, isShownWhole } from "../../model/text/askSentence.ts";
import { askTitle } from "../../model/text/askTitle.ts";
import { visibleProse } from "../../model/text/visible.ts";
import { say } from "../say.ts";
import {
  notice,
  plain,
  shortened,
  type NoticeText,
  type PlainText,
} from "../../model/text/sinks.ts";

/** The text and the buttons of a notification about an ask. */
export interface Bell {
  readonly text: NoticeText;
  readonly buttons: readonly BellButton[];
}

export interface BellButton {
  readonly label: PlainText;
  readonly does: Choice | "review" | "fill" | "show";
}

/** The longest command or list of files that a notification shows in full. A longer one is approved elsewhere. */
const shownLength = 160;

/**
 * Approval is offered only when the notification shows exactly what would be done. Decline comes first: Enter presses the
 * first button.
 */
export function bellOf(ask: Ask, state: State): Bell {
  const sentence = askSentence(ask, state);
  const { whole, what, facts, summary } = sentence;
  const offered = choices(ask);
  if (formOf(ask))
    return {
      text: formText(ask, state),
      buttons: [{ label: say.plain("bell.answer"), does: "fill" }],
    };

  const isWhole = isShownWhole(sentence, shownLength);
  const isShown = what !== "" && what.length <= shownLength && !what.includes("\n");
  const head = isShown ? whole : summary;
  const text = notice`${[head, ...facts].join(" ⚠ ")}`;
  const decline = offered.filter(({ id }) => id === "decline");
  const accept = isWhole ? offered.filter(({ id }) => id === "accept") : [];
  if (isFileAsk(ask))
    return {
      text,
      buttons: [
        ...decline.map(button),
        { label: say.plain("bell.review"), does: "review" },
        ...accept.map(button),
      ],
    };
  // Choices that grant more than this once are offered only where all of the ask is shown: in the chat.
  const hasMore = offered.some(({ kind }) => kind === "wider");
  const more = say.plain(isWhole ? "bell.more" : "bell.showInChat");
  return {
    text,
    buttons: [
      ...decline.map(button),
      ...accept.map(button),
      ...(isWhole && !hasMore ? [] : [{ label: more, does: "show" } as const]),
    ],
  };
}

/** How much is asked, and where: the title tells apart what several threads ask. */
function formText(ask: Ask, state: State): NoticeText {
  const thread = titleOf(state, ask.threadId);
  if (!isAsk(ask, "item/tool/requestUserInput")) return notice`${askTitle(ask)}`;
  const { length: count } = ask.request.params.questions;
  return thread === ""
    ? say.notice("bell.questions", { count })
    : say.notice("bell.questionsIn", { count, thread: shortened(visibleProse(thread), 60) });
}

const button = (choice: Choice): BellButton => ({
  label: plain`${said(choice.label)}`,
  does: choice,
});
