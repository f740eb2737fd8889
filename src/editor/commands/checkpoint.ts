import type { QuickPickItem } from "vscode";
import { runningTurn } from "../../model/select/thread.ts";
import type { TurnState } from "../../model/state.ts";
import { visible } from "../../model/text/visible.ts";
import { restoreFiles, showTurnChanges } from "../checkpoints/restore.ts";
import type { App } from "../app.ts";
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
      needsFiles ? "No turn of this thread changed a file." : "This thread has no turn yet.",
    );
    return null;
  }
  type Item = QuickPickItem & { readonly turnId: string };
  const items: Item[] = turns.toReversed().map(turn => ({
    label: said(turn) || "(no message)",
    description: filesText(turn),
    turnId: turn.id,
  }));
  const picked = await app.prompts.pick(items, {
    title: "Turns of This Thread",
    placeHolder: "Latest first",
  });
  return picked ? { threadId: thread.id, turnId: picked.turnId } : null;
}

const filesText = ({ changedPaths: { length } }: TurnState): string =>
  length === 0 ? "" : length === 1 ? "1 file changed" : `${length} files changed`;

function said(turn: TurnState | undefined): string {
  const item = turn?.items.find(({ item: { type } }) => type === "userMessage")?.item;
  if (item?.type !== "userMessage") return "";
  const text = item.content.map(part => (part.type === "text" ? part.text : "")).join("");
  return visible(text.trim().split("\n", 1)[0] ?? "").slice(0, 80);
}

async function restore({ app, chat }: CommandContext, { threadId, turnId }: Place): Promise<void> {
  const thread = app.engine.store.state.threads[threadId];
  if (runningTurn(thread)) return void app.prompts.info("Stop the running turn first.");
  const turn = thread?.turns.find(({ id }) => id === turnId);
  const files = turn ? filesText(turn) : "";
  const picked = await app.prompts.pick(
    [
      {
        label: "Restore Files",
        detail: `Brings files back to before this turn and keeps what you changed since. ${files}`,
        does: "files",
      },
      {
        label: "Restore Conversation",
        detail: "Takes this turn and all after it out of the conversation. Files stay as they are.",
        does: "conversation",
      },
      { label: "Restore Both", detail: "Files and conversation.", does: "both" },
    ],
    { title: "Restore to Before This Turn" },
  );
  if (!picked) return;
  if (picked.does !== "conversation" && !(await restoreFiles(app, threadId, turnId))) return;
  if (picked.does === "files") return;
  const text = said(turn);
  await app.engine.threads.revert(threadId, turnId);
  // What was asked is there to be asked differently.
  if (text !== "") await chat.insert(text);
}
