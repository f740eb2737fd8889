import type { Calls } from "../../model/wire.ts";
import type { Engine } from "../../engine/api.ts";
import type { Session } from "./session.ts";

/**
 * Does what a person wants of a held message; it is forgotten only when it is elsewhere. `edit`: it is in the draft, and
 * the view puts it into its composer.
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
