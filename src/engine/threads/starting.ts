import { effectiveOf, ThreadError } from "./opening.ts";
import { threadConfig, turnPage } from "./stored.ts";
import type { ThreadsOptions } from "./threads.ts";

interface StartingOptions extends Pick<
  ThreadsOptions,
  "store" | "ensure" | "defaults" | "unattended"
> {
  /** Threads that the running server process has open for us. */
  readonly loaded: Set<string>;
}

/** New threads: empty, or with the turns of another. */
export function createStarting({ store, ensure, defaults, unattended, loaded }: StartingOptions) {
  return {
    /** Starts an empty thread in the folder, and resolves with its id. */
    async start(): Promise<string> {
      const { cwd, approvalPolicy, model } = defaults();
      if (cwd === null) throw new ThreadError("Open a folder first: Codex works in a folder.");
      const server = await ensure();
      const response = await server.request("thread/start", {
        cwd,
        approvalPolicy,
        // Anything wider would write trust into the user's config.toml (SAFETY fact 1): the sandbox comes with each turn.
        sandbox: "read-only",
        config: threadConfig,
        ...(model === "" ? {} : { model }),
      });
      loaded.add(response.thread.id);
      store.dispatch({ type: "policy/asked", threadId: response.thread.id, approvalPolicy });
      store.dispatch({
        type: "thread/opened",
        thread: response.thread,
        effective: effectiveOf(response),
        page: { turns: [], earlierCursor: null },
        isHeldElsewhere: false,
      });
      return response.thread.id;
    },
    /** Starts a thread with the same turns, and resolves with its id. */
    async fork(threadId: string): Promise<string> {
      const server = await ensure();
      const { cwd, approvalPolicy, model } = defaults();
      const forked = await server.request("thread/fork", {
        threadId,
        ...(cwd === null ? {} : { cwd }),
        approvalPolicy,
        sandbox: "read-only",
        config: threadConfig,
        // A goal comes along, and must not begin to work in the copy by itself.
        deferGoalContinuation: true,
        ...(model === "" ? {} : { model }),
      });
      const { id } = forked.thread;
      await unattended.pauseGoal(server, id);
      const page = await turnPage(server, id, null);
      loaded.add(id);
      store.dispatch({ type: "policy/asked", threadId: id, approvalPolicy });
      store.dispatch({
        type: "thread/opened",
        thread: forked.thread,
        effective: effectiveOf(forked),
        page,
        isHeldElsewhere: false,
      });
      return id;
    },
  };
}
