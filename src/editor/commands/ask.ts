import { isCommandAsk, isFileAsk } from "../../model/select/thread.ts";
import { choices } from "../../model/ask/decision.ts";
import { formOf } from "../../model/ask/form.ts";
import type { Ask } from "../../model/state.ts";
import { askSentence, isShownWhole } from "../../model/text/askSentence.ts";
import type { Engine } from "../../engine/api.ts";
import type { Answer } from "../asks/answer.ts";
import type { Forms } from "../asks/forms.ts";
import type { Surfaces } from "../chat/surfaces.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import type { Review } from "../review/review.ts";
import type { Inbox, InboxNode, RowKind } from "../asks/inbox.ts";
import { tellStale } from "../asks/answer.ts";
import type { Command } from "./command.ts";

export interface AskParts {
  readonly engine: Pick<Engine, "store" | "asks">;
  readonly review: Pick<Review, "open" | "active">;
  readonly forms: Pick<Forms, "open">;
  readonly answer: Answer;
  readonly surfaces: Pick<Surfaces, "focusAsk" | "isSeen">;
  readonly inbox: Pick<Inbox, "focused" | "takes">;
  readonly prompts: Prompts;
}

const changeWaits = "folio.changeWaits";
const commandWaits = "folio.commandWaits";
const asksWait = "folio.asksWait";
const inReview = "folio.reviewActive";

/** The context keys of open asks, with their values. The caller sets them whenever the asks change. */
export const askContexts = (asks: readonly Ask[]): Readonly<Record<string, boolean>> => ({
  [asksWait]: asks.length > 0,
  [changeWaits]: asks.some(isFileAsk),
  [commandWaits]: asks.some(isCommandAsk),
});

const inboxFocus = "focusedView == folio.inbox";

/** Puts a command on the inbox rows of these kinds. */
const inInbox = (kinds: readonly RowKind[], order: number) => ({
  "view/item/context": {
    when: `view == folio.inbox && viewItem =~ /^(${kinds.join("|")})$/`,
    group: `inline@${order}`,
  },
});

/** The key of the ask that a command's argument names: the key itself, or a row of the inbox. */
function keyOf(named: unknown): string | undefined {
  if (typeof named === "string") return named;
  return typeof named === "object" &&
    named !== null &&
    "key" in named &&
    typeof named.key === "string"
    ? named.key
    : undefined;
}

/** The longest text that a row shows in full. A longer one must be approved where all of it can be read. */
const rowLength = 60;

async function answerNamed(
  { engine, review, forms, answer, prompts }: Omit<AskParts, "surfaces" | "inbox">,
  key: string | undefined,
  choice: "accept" | "decline",
): Promise<void> {
  const ask = engine.store.state.asks.find(open => open.key === key);
  if (!ask) return void prompts.info(say.notice("answer.late"));
  if (choice === "decline" && choices(ask).length === 0)
    return void tellStale(await engine.asks.decline(ask.key), prompts);
  if (choice === "accept" && formOf(ask)) return forms.open(ask.key);
  const isWhole = isShownWhole(askSentence(ask, engine.store.state), rowLength);
  if (choice === "accept" && !isWhole && isFileAsk(ask)) return review.open(ask.key);
  if (choice === "accept" && !isWhole) return void prompts.info(say.notice("answer.tooLong"));
  await answer(ask.key, choice);
}

export const askCommands: readonly Command<AskParts>[] = [
  {
    id: "folio.acceptChange",
    title: "Accept Change",
    whenOff: "tells",
    icon: "$(check)",
    when: changeWaits,
    keybinding: { key: "ctrl+alt+enter", mac: "cmd+alt+enter", when: inReview },
    menus: {
      "editor/title": { when: `${inReview} && !folio.reviewRefused`, group: "navigation@-2" },
    },
    run: (parts, key) => answerChange(parts, key, "accept"),
  },
  {
    id: "folio.declineChange",
    title: "Decline Change",
    whenOff: "tells",
    icon: "$(close)",
    when: changeWaits,
    keybinding: { key: "ctrl+alt+backspace", mac: "cmd+alt+backspace", when: inReview },
    menus: { "editor/title": { when: inReview, group: "navigation@-1" } },
    run: (parts, key) => answerChange(parts, key, "decline"),
  },
  {
    id: "folio.reviewChange",
    title: "Review Change",
    whenOff: "tells",
    icon: "$(diff)",
    when: changeWaits,
    menus: inInbox(["change"], 1),
    run: ({ engine, review, prompts }, named) => {
      const key = keyOf(named) ?? engine.store.state.asks.find(isFileAsk)?.key;
      return key ? review.open(key) : prompts.info(say.notice("answer.noChange"));
    },
  },
  {
    id: "folio.showAsk",
    title: "Go to Next Request",
    whenOff: "tells",
    icon: "$(bell)",
    when: asksWait,
    keybinding: { key: "ctrl+alt+w", mac: "cmd+alt+w", when: asksWait },
    run({ engine, prompts, surfaces }, named) {
      const key = keyOf(named) ?? engine.store.state.asks[0]?.key;
      return key ? surfaces.focusAsk(key) : prompts.info(say.notice("answer.nothingWaits"));
    },
  },
  {
    id: "folio.approveAsk",
    title: "Approve",
    whenOff: "tells",
    icon: "$(check)",
    when: false,
    keybinding: { key: "ctrl+enter", mac: "cmd+enter", when: inboxFocus },
    menus: inInbox(["call", "change"], 3),
    run: async (parts, named) =>
      answerNamed(parts, keyOf(named) ?? (await parts.inbox.focused())?.key, "accept"),
  },
  {
    id: "folio.declineAsk",
    title: "Decline",
    whenOff: "tells",
    icon: "$(close)",
    when: false,
    keybinding: { key: "delete", mac: "backspace", when: inboxFocus },
    menus: inInbox(["call", "change", "form", "other"], 2),
    run: async (parts, named) =>
      answerNamed(parts, keyOf(named) ?? (await parts.inbox.focused())?.key, "decline"),
  },
  {
    id: "folio.openRow",
    title: "Open",
    whenOff: "works",
    when: false,
    run({ engine, review, surfaces, inbox }, row) {
      const node = row as InboxNode; // VS Code passes the row itself
      if (inbox.takes(node)) return;
      const isChange = engine.store.state.asks.some(ask => ask.key === node.key && isFileAsk(ask));
      return isChange ? review.open(node.key) : surfaces.focusAsk(node.key);
    },
  },
  {
    id: "folio.answerAsk",
    title: "Answer…",
    whenOff: "works",
    icon: "$(edit)",
    when: false,
    menus: inInbox(["form"], 1),
    run: ({ forms }, named) => {
      const key = keyOf(named);
      return key && forms.open(key);
    },
  },
  {
    id: "folio.approveCommand",
    title: "Approve Command",
    whenOff: "tells",
    when: commandWaits,
    run: parts => answerCommand(parts, "accept"),
  },
  {
    id: "folio.declineCommand",
    title: "Decline Command",
    whenOff: "tells",
    when: commandWaits,
    run: parts => answerCommand(parts, "decline"),
  },
];

/** Answers the named change, else the one whose diff is active, else the only one. */
async function answerChange(
  { engine, review, answer, prompts }: AskParts,
  key: unknown,
  choice: string,
): Promise<void> {
  if (typeof key === "string") return void (await answer(key, choice));
  const active = review.active();
  const waiting = engine.store.state.asks.filter(isFileAsk);
  const [only] = waiting;
  if (active !== undefined) return void (await answer(active, choice));
  if (!only) return void prompts.info(say.notice("answer.noChange"));
  // A change is never accepted unseen, and none is picked among several: the first one is shown instead.
  if (waiting.length > 1 || choice === "accept") return review.open(only.key);
  await answer(only.key, choice);
}

/** The longest command that a card shows without scrolling. */
const cardLength = 160;

async function answerCommand(
  { engine, answer, surfaces, prompts }: AskParts,
  choice: string,
): Promise<void> {
  const { state } = engine.store;
  const waiting = state.asks.filter(isCommandAsk);
  const [only] = waiting;
  if (!only) return void prompts.info(say.notice("answer.noCommand"));
  if (waiting.length > 1) return surfaces.focusAsk(only.key);
  // The palette does not show the command, so the chat must be showing all of it.
  const isRead = surfaces.isSeen() && isShownWhole(askSentence(only, state), cardLength);
  if (choice === "accept" && !isRead) return surfaces.focusAsk(only.key);
  await answer(only.key, choice);
}
