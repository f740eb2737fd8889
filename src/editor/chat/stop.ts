import { report } from "../../engine/api.ts";
import { notice, plain } from "../../model/text/sinks.ts";
import type { App } from "../app.ts";

/** Stops the running turn of a thread; where the server does not, offers to end the server instead. */
export async function stopTurn({ engine, prompts, log }: App, threadId: string): Promise<void> {
  const result = await engine.threads.interrupt(threadId);
  if (result === "nothingRuns") void prompts.info(notice`Nothing is running.`);
  if (result !== "deaf") return;
  const offer = async () => {
    const picked = await prompts.warn(
      notice`Codex does not stop this turn.`,
      plain`Restart Server`,
    );
    if (picked) await engine.server.restart();
  };
  report(log, "Restarting a server that does not stop", offer());
}
