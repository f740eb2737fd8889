import type { Calls } from "../../model/wire.ts";
import type { Engine } from "../../engine/api.ts";
import type { Session } from "./session.ts";

/**
 * Sends, edits or deletes a message that is held back. It is removed only after it was sent or its text is in the draft, so
 * that it cannot be lost. After `edit` the page puts the draft into its composer.
 */
export async function changeHeld(
  {
    engine,
    session,
  }: {
    readonly engine: Pick<Engine, "threads" | "store">;
    readonly session: Pick<Session, "draft" | "saveDraft">;
  },
  threadId: string,
  id: string,
  does: Calls["changeHeld"]["params"]["does"],
): Promise<void> {
  const { threads } = engine;
  const message = engine.store.state.threads[threadId]?.held.find(held => held.id === id);
  if (!message) return;
  if (does === "send") await threads.say(threadId, message.input);
  if (does === "edit") {
    const text = message.input.map(part => (part.type === "text" ? part.text : "")).join("\n");
    session.saveDraft(threadId, [session.draft(threadId), text].filter(Boolean).join("\n"));
  }
  await threads.forgetHeld(threadId, id);
}
