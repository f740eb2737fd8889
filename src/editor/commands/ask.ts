import { isCommandAsk, isFileAsk } from "../../model/select/thread.ts";
import type { Ask } from "../../model/state.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const changeWaits = "folio.changeWaits";
const commandWaits = "folio.commandWaits";
const inReview = "folio.reviewActive";

/** Context keys of what waits, to be kept by whoever watches the asks. */
export const askContexts = (asks: readonly Ask[]): Readonly<Record<string, boolean>> => ({
  [changeWaits]: asks.some(isFileAsk),
  [commandWaits]: asks.some(isCommandAsk),
});

export const askCommands: readonly Command[] = [
  {
    id: "folio.acceptChange",
    title: "Accept Change",
    icon: "$(check)",
    when: changeWaits,
    keybinding: { key: "ctrl+alt+enter", mac: "cmd+alt+enter", when: inReview },
    menus: { "editor/title": { when: inReview, group: "navigation@-2" } },
    run: ({ app }, key) => answerChange(app, key, "accept"),
  },
  {
    id: "folio.declineChange",
    title: "Decline Change",
    icon: "$(close)",
    when: changeWaits,
    keybinding: { key: "ctrl+alt+backspace", mac: "cmd+alt+backspace", when: inReview },
    menus: { "editor/title": { when: inReview, group: "navigation@-1" } },
    run: ({ app }, key) => answerChange(app, key, "decline"),
  },
  {
    id: "folio.reviewChange",
    title: "Review Change",
    icon: "$(diff)",
    when: changeWaits,
    run: ({ app }) => {
      const ask = app.engine.store.state.asks.find(isFileAsk);
      return ask ? app.review.open(ask.key) : app.prompts.info("No change waits.");
    },
  },
  {
    id: "folio.approveCommand",
    title: "Approve Command",
    when: commandWaits,
    run: ({ app, chat }) => answerCommand(app, "accept", () => chat.reveal()),
  },
  {
    id: "folio.declineCommand",
    title: "Decline Command",
    when: commandWaits,
    run: ({ app, chat }) => answerCommand(app, "decline", () => chat.reveal()),
  },
];

/** The change that is meant: the one named, else the one whose diff is active, else the only one. */
async function answerChange(app: App, key: unknown, choice: string): Promise<void> {
  if (typeof key === "string") return app.answer(key, choice);
  const active = app.review.active();
  const waiting = app.engine.store.state.asks.filter(isFileAsk);
  const [only] = waiting;
  if (active !== undefined) return app.answer(active, choice);
  if (!only) return void app.prompts.info("No change waits.");
  // Of several, or one that was not looked at, none is accepted blindly.
  if (waiting.length > 1 || choice === "accept") return app.review.open(only.key);
  return app.answer(only.key, choice);
}

async function answerCommand(
  app: App,
  choice: string,
  showChat: () => Promise<void>,
): Promise<void> {
  const waiting = app.engine.store.state.asks.filter(isCommandAsk);
  const [only] = waiting;
  if (!only) return void app.prompts.info("No command waits.");
  if (waiting.length > 1) return showChat();
  await app.answer(only.key, choice);
}
