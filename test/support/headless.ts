/** A whole turn over the engine alone: no editor, and nothing that only Folio's own faces could do. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isCommandAsk } from "../../src/model/select/thread.ts";
import type { Ask } from "../../src/model/state.ts";
import type { Engine, LogEntry } from "../../src/engine/api.ts";

export interface Headless {
  readonly threadId: string;
  /** What was answered, and what became of it. */
  readonly answers: readonly string[];
  /** What happened in the thread: heard as it came until the first answer, then caught up with. */
  readonly heard: readonly LogEntry[];
  readonly caughtUp: readonly LogEntry[];
}

/** The file that a person writes while its change waits. */
export const lateFile = "late.txt";

export async function runHeadless(engine: Engine, folder: string): Promise<Headless> {
  const threadId = await engine.threads.start({ cwd: folder, approvalPolicy: "untrusted" });
  const watching = engine.watch(threadId);
  const begin = engine.feed.position(threadId);
  const heard: LogEntry[] = [];
  const following = engine.feed.onEntry(threadId, entry => heard.push(entry));
  const answers: string[] = [];
  const over = turnOver(engine, threadId);
  const answering = engine.effects.onAsks(({ opened }) => {
    for (const ask of opened)
      void answer(engine, folder, ask).then(
        said => answers.push(...said),
        (error: unknown) => answers.push(String(error)),
      );
    if (opened.length > 0) following.dispose(); // the wire is cut
  });
  await engine.threads.say(threadId, [{ type: "text", text: "Go on.", text_elements: [] }]);
  await over;
  const since = engine.feed.since(threadId, heard.at(-1) ?? begin);
  answering.dispose();
  watching.dispose();
  return { threadId, answers, heard, caughtUp: since.kind === "events" ? since.events : [] };
}

/** Approves commands; takes the last hunk of a change; finds one stale that a person wrote meanwhile, and refuses it. */
async function answer({ asks, reviews }: Engine, folder: string, ask: Ask): Promise<string[]> {
  if (isCommandAsk(ask)) return [`command: ${outcome(await asks.choose(ask.key, "accept"))}`];
  const [file] = await reviews.load(ask.key);
  if (file?.proposal.name === lateFile) {
    writeFileSync(join(folder, lateFile), "mine\n");
    const stale = outcome(await asks.choose(ask.key, "accept"));
    return [`stale: ${stale}`, `declined: ${outcome(await asks.choose(ask.key, "decline"))}`];
  }
  const last = (file?.found().hunks.length ?? 0) - 1;
  reviews.decide(ask.key, { file: 0, hunk: 0 }, "reject");
  reviews.decide(ask.key, { file: 0, hunk: last }, "accept");
  return [`hunks: ${outcome(await reviews.accept(ask.key))}`];
}

const outcome = (result: { readonly ok: boolean; readonly reason?: string }): string =>
  result.ok ? "ok" : (result.reason ?? "");

const turnOver = ({ effects }: Engine, threadId: string): Promise<void> =>
  new Promise(resolve => {
    const subscription = effects.onTurns(({ ended }) => {
      if (!ended.some(turn => turn.threadId === threadId)) return;
      subscription.dispose();
      resolve();
    });
  });
