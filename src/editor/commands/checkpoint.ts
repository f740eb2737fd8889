import { runningTurn } from "../../model/select/thread.ts";
import type { TurnState } from "../../model/state.ts";
import { label, notice, plain, prose } from "../../model/text/sinks.ts";
import { restoreFiles, showTurnChanges } from "../checkpoints/restore.ts";
import type { App } from "../app.ts";
import type { PickRow } from "../prompts.ts";
import type { Command, CommandContext } from "./command.ts";

export const checkpointCommands: readonly Command[] = [
  {
    id: "folio.showTurnChanges",
    title: "Show Changes of a Turn…",
    when: "isWorkspaceTrusted",
    async run({ app }, threadId, turnId) {
      const place = await placeOf(app, threadId, turnId, true);
      if (place) await showTurnChanges(app, place.threadId, place.turnId);
    },
  },
  {
    id: "folio.restoreTurn",
    title: "Restore to Before a Turn…",
    icon: "$(discard)",
    when: "isWorkspaceTrusted",
    async run(context, threadId, turnId) {
      const place = await placeOf(context.app, threadId, turnId, false);
      if (place) await restore(context, place);
    },
  },
];

interface Place {
  readonly threadId: string;
  readonly turnId: string;
}

/** The turn that is named, else one that the person picks from the thread shown. */
async function placeOf(
  app: App,
  threadId: unknown,
  turnId: unknown,
  needsFiles: boolean,
): Promise<Place | null> {
  if (typeof threadId === "string" && typeof turnId === "string") return { threadId, turnId };
  const thread = app.engine.store.state.threads[app.session.view.threadId ?? ""];
  const turns = (thread?.turns ?? []).filter(turn => !needsFiles || turn.changedPaths.length > 0);
  if (!thread || turns.length === 0) {
    void app.prompts.info(
      needsFiles
        ? notice`No turn of this thread changed a file.`
        : notice`This thread has no turn yet.`,
    );
    return null;
  }
  type Item = PickRow & { readonly turnId: string };
  const items: Item[] = turns.toReversed().map(turn => ({
    label: said(turn) === "" ? label`(no message)` : label`${prose(said(turn))}`,
    description: label`${filesText(turn)}`,
    turnId: turn.id,
  }));
  const picked = await app.prompts.pick(items, {
    title: plain`Turns of This Thread`,
    placeHolder: plain`Latest first`,
  });
  return picked ? { threadId: thread.id, turnId: picked.turnId } : null;
}

const filesText = ({ changedPaths: { length } }: TurnState): string =>
  length === 0 ? "" : length === 1 ? "1 file changed" : `${length} files changed`;

function said(turn: TurnState | undefined): string {
  const item = turn?.items.find(({ item: { type } }) => type === "userMessage")?.item;
  if (item?.type !== "userMessage") return "";
  const text = item.content.map(part => (part.type === "text" ? part.text : "")).join("");
  return (text.trim().split("\n", 1)[0] ?? "").slice(0, 80);
}

async function restore({ app, chat }: CommandContext, { threadId, turnId }: Place): Promise<void> {
  const thread = app.engine.store.state.threads[threadId];
  if (runningTurn(thread)) return void app.prompts.info(notice`Stop the running turn first.`);
  const turn = thread?.turns.find(({ id }) => id === turnId);
  const files = turn ? filesText(turn) : "";
  const picked = await app.prompts.pick(
    [
      {
        label: label`Restore Files`,
        detail: label`Brings files back to before this turn and keeps what you changed since. ${files}`,
        does: "files",
      },
      {
        label: label`Restore Conversation`,
        detail: label`Takes this turn and all after it out of the conversation. Files stay as they are.`,
        does: "conversation",
      },
      { label: label`Restore Both`, detail: label`Files and conversation.`, does: "both" },
    ],
    { title: plain`Restore to Before This Turn` },
  );
  if (!picked) return;
  if (picked.does !== "conversation" && !(await restoreFiles(app, threadId, turnId))) return;
  if (picked.does === "files") return;
  const text = said(turn);
  await app.engine.threads.revert(threadId, turnId);
  // What was asked is there to be asked differently.
  if (text !== "") await chat.insert(text);
}
