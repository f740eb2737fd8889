import { runningTurn } from "../../model/select/thread.ts";
import type { TurnState } from "../../model/state.ts";
import { firstLine } from "../../model/text/firstLine.ts";
import { saidInTurn } from "../../model/text/userInput.ts";
import { label, prose } from "../../model/text/sinks.ts";
import { restoreFiles, showTurnChanges } from "../checkpoints/restore.ts";
import type { Engine } from "../../engine/api.ts";
import type { Surfaces } from "../chat/surfaces.ts";
import type { PickRow, Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import type { Command } from "./command.ts";

export interface CheckpointParts {
  readonly engine: Pick<Engine, "store" | "threads" | "checkpoints">;
  readonly surfaces: Pick<Surfaces, "active" | "showing">;
  readonly prompts: Prompts;
}

export const checkpointCommands: readonly Command<CheckpointParts>[] = [
  {
    id: "folio.showTurnChanges",
    title: "Show Changes of Turn…",
    whenOff: "tells",
    when: "isWorkspaceTrusted",
    async run(parts, threadId, turnId) {
      const place = await placeOf(parts, threadId, turnId, true);
      if (place) await showTurnChanges(parts, place.threadId, place.turnId);
    },
  },
  {
    id: "folio.restoreTurn",
    title: "Restore to Before Turn…",
    whenOff: "tells",
    icon: "$(discard)",
    when: "isWorkspaceTrusted",
    async run(parts, threadId, turnId) {
      const place = await placeOf(parts, threadId, turnId, false);
      if (place) await restore(parts, place);
    },
  },
];

interface Place {
  readonly threadId: string;
  readonly turnId: string;
}

/** The turn that the arguments name, else one that the person picks from the active thread. */
async function placeOf(
  { engine, surfaces, prompts }: CheckpointParts,
  threadId: unknown,
  turnId: unknown,
  needsFiles: boolean,
): Promise<Place | null> {
  if (typeof threadId === "string" && typeof turnId === "string") return { threadId, turnId };
  const thread = engine.store.state.threads[surfaces.active.session.threadId ?? ""];
  const turns = (thread?.turns ?? []).filter(turn => !needsFiles || turn.changedPaths.length > 0);
  if (!thread || turns.length === 0) {
    void prompts.info(say.notice(needsFiles ? "restore.noTurn" : "thread.noTurn"));
    return null;
  }
  type Item = PickRow & { readonly turnId: string };
  const items: Item[] = turns.toReversed().map(turn => ({
    label: titleOf(turn) === "" ? say.label("thread.noMessage") : label`${prose(titleOf(turn))}`,
    description: filesText(turn),
    turnId: turn.id,
  }));
  const picked = await prompts.pick(items, {
    title: say.plain("thread.turns"),
    placeHolder: say.plain("thread.latestFirst"),
  });
  return picked ? { threadId: thread.id, turnId: picked.turnId } : null;
}

const filesText = ({ changedPaths: { length } }: TurnState) =>
  length === 0 ? label`` : say.label("restore.filesChanged", { count: length });

/** The beginning of the person's message, for a list. */
function titleOf(turn: TurnState): string {
  return firstLine(saidInTurn(turn)[0]?.text ?? "", 80);
}

async function restore(parts: CheckpointParts, { threadId, turnId }: Place): Promise<void> {
  const { engine, prompts } = parts;
  const thread = engine.store.state.threads[threadId];
  if (runningTurn(thread)) return void prompts.info(say.notice("thread.stopFirst"));
  const at = thread?.turns.findIndex(({ id }) => id === turnId) ?? -1;
  const turn = thread?.turns[at];
  const removedTurns = thread && at >= 0 ? thread.turns.length - at : 1;
  const count = turn?.changedPaths.length ?? 0;
  const picked = await prompts.pick(
    [
      {
        label: say.label("restore.do.files"),
        detail:
          count === 0
            ? say.label("restore.files.detail")
            : say.label("restore.files.detailCounted", { count }),
        does: "files",
      },
      {
        label: say.label("restore.do.conversation"),
        detail: say.label("restore.conversation.detail"),
        does: "conversation",
      },
      {
        label: say.label("restore.do.both"),
        detail: say.label("restore.both.detail"),
        does: "both",
      },
    ],
    { title: say.plain("restore.title") },
  );
  if (!picked) return;
  if (picked.does === "files")
    return void (await restoreFiles(parts, { threadId, turnId, removedTurns: null }));
  if (picked.does === "both" && !(await restoreFiles(parts, { threadId, turnId, removedTurns })))
    return;
  await restoreConversation(parts, { threadId, turnId }, turn);
}

/** Takes a turn and all after it out of the thread, and puts its message back into the composer, so that it can be changed. */
async function restoreConversation(
  { engine, surfaces, prompts }: CheckpointParts,
  { threadId, turnId }: Place,
  turn: TurnState | undefined,
): Promise<void> {
  const said = saidInTurn(turn);
  await engine.threads.revert(threadId, turnId);
  const text = said
    .map(message => message.text)
    .filter(words => words !== "")
    .join("\n\n");
  const parts = said.flatMap(message => message.parts);
  if (text !== "") await (surfaces.showing(threadId) ?? surfaces.active).insert(text);
  if (parts.length > 0)
    void prompts.info(say.notice("restore.messageBack", { parts: parts.join(", ") }));
}
