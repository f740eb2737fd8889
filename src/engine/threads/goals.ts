import type { ServerConnection } from "../../appserver/connection.ts";
import type { ThreadsOptions } from "./threads.ts";
import { sandboxPolicy } from "./sandbox.ts";

interface GoalsOptions extends Pick<
  ThreadsOptions,
  "store" | "unattended" | "defaults" | "beforeTurn"
> {
  ensureLoaded(threadId: string): Promise<ServerConnection>;
}

/** What a person does about the goal of a thread, in which Codex starts turns by itself. */
export function createGoals(options: GoalsOptions) {
  const { store, unattended, defaults, beforeTurn, ensureLoaded } = options;
  return {
    /** Lets Codex go on with a goal that is paused, under the approvals and the sandbox of the settings. */
    async continueGoal(threadId: string): Promise<void> {
      const server = await ensureLoaded(threadId);
      const { cwd, approvalPolicy, sandbox } = defaults();
      await beforeTurn(threadId);
      store.dispatch({ type: "policy/asked", threadId, approvalPolicy });
      // Turns of a goal take what the thread has, which began as read-only; only a person's own turn says what it may.
      await server.request("thread/settings/update", {
        threadId,
        approvalPolicy,
        sandboxPolicy: sandboxPolicy(sandbox, cwd),
      });
      await server.request("thread/goal/set", { threadId, status: "active", origin: "user" });
    },
    /** Lets the running turn end, and no other follow it. */
    async pauseGoal(threadId: string): Promise<void> {
      await unattended.pauseGoal(await ensureLoaded(threadId), threadId);
    },
    async clearGoal(threadId: string): Promise<void> {
      const server = await ensureLoaded(threadId);
      await server.request("thread/goal/clear", { threadId, origin: "user" });
    },
    /** Forgets a held message, once it was sent or the person threw it away. */
    forgetHeld: unattended.forget,
  };
}
