import type { ServerConnection } from "../../appserver/connection.ts";
import type { Threads, ThreadsOptions } from "./threads.ts";
import type { Terms } from "./terms.ts";

interface GoalsOptions extends Pick<ThreadsOptions, "store" | "unattended" | "beforeTurn"> {
  readonly terms: Pick<Terms, "wish" | "grant">;
  ensureLoaded(threadId: string): Promise<ServerConnection>;
}

/** What a person does about the goal of a thread, in which Codex starts turns by itself. */
export function createGoals(
  options: GoalsOptions,
): Pick<Threads, "continueGoal" | "pauseGoal" | "clearGoal" | "forgetHeld"> {
  const { store, unattended, terms, beforeTurn, ensureLoaded } = options;
  return {
    async continueGoal(threadId) {
      const server = await ensureLoaded(threadId);
      await beforeTurn(threadId);
      const wish = await terms.wish(threadId);
      const { approvalPolicy, sandbox } = await terms.grant(threadId, wish);
      store.dispatch({ type: "policy/asked", threadId, approvalPolicy });
      // The turns of a goal run under what the thread has, and the thread began read-only. A person must start a turn to widen that.
      await server.request("thread/settings/update", {
        threadId,
        approvalPolicy,
        sandboxPolicy: sandbox,
      });
      await server.request("thread/goal/set", { threadId, status: "active", origin: "user" });
    },
    async pauseGoal(threadId) {
      await unattended.pauseGoal(await ensureLoaded(threadId), threadId);
    },
    async clearGoal(threadId) {
      const server = await ensureLoaded(threadId);
      await server.request("thread/goal/clear", { threadId, origin: "user" });
    },
    forgetHeld: unattended.forget,
  };
}
