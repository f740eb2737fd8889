import { report, type Engine, type Log } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";

export interface StopParts {
  readonly engine: Pick<Engine, "threads" | "server">;
  readonly prompts: Pick<Prompts, "info" | "warn">;
  readonly log: Log;
}

/** Stops the running turn of a thread. If the server does not stop it, a restart of the server is offered. */
export async function stopTurn(
  { engine, prompts, log }: StopParts,
  threadId: string,
): Promise<void> {
  const result = await engine.threads.interrupt(threadId);
  if (result === "nothingRuns") void prompts.info(say.notice("thread.nothingRuns"));
  if (result !== "deaf") return;
  const offer = async () => {
    const picked = await prompts.warn(
      say.notice("thread.doesNotStop"),
      say.plain("server.restart"),
    );
    if (picked) await engine.server.restart();
  };
  report(log, "Restarting a server that does not stop", offer());
}
