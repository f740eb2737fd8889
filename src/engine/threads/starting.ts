import { FolioError } from "../errors.ts";
import { effectiveOf } from "./opening.ts";
import { threadConfig, turnPage } from "./stored.ts";
import type { RunOptions, Terms } from "./terms.ts";
import type { Threads, ThreadsOptions } from "./threads.ts";

interface StartingOptions extends Pick<
  ThreadsOptions,
  "store" | "ensure" | "defaults" | "unattended"
> {
  readonly terms: Terms;
  /** Threads that the running server process has open for us. */
  readonly loaded: Set<string>;
}

/** New threads: empty, or with the turns of another. */
export function createStarting(options: StartingOptions): Pick<Threads, "start" | "fork"> {
  const { store, ensure, defaults, unattended, terms, loaded } = options;
  /** What both kinds of new threads are asked for. */
  const paramsOf = async (threadId: string | null, wish: RunOptions) => {
    const { approvalPolicy } = await terms.grant(threadId, wish);
    const model = wish.model ?? defaults().model;
    return {
      approvalPolicy,
      // Anything wider would write trust into the person's config.toml, so the sandbox comes with each turn.
      sandbox: "read-only",
      config: {
        ...threadConfig,
        ...(wish.effort === undefined ? {} : { model_reasoning_effort: wish.effort }),
      },
      ...(model === "" ? {} : { model }),
      ...(wish.roots === undefined ? {} : { runtimeWorkspaceRoots: [...wish.roots] }),
    } as const;
  };

  return {
    async start(now) {
      const wish = await terms.wish(null, now);
      const cwd = await terms.cwdOf(null, wish);
      if (cwd === null) throw new FolioError("noFolder", "No folder is open.");
      const server = await ensure();
      const params = await paramsOf(null, wish);
      const response = await server.request("thread/start", { cwd, ...params });
      const { id } = response.thread;
      loaded.add(id);
      terms.keep(id, wish);
      const { approvalPolicy } = params;
      store.dispatch({ type: "policy/asked", threadId: id, approvalPolicy });
      store.dispatch({
        type: "thread/opened",
        thread: response.thread,
        effective: effectiveOf(response),
        page: { turns: [], earlierCursor: null },
        isHeldElsewhere: false,
      });
      return id;
    },
    async fork(threadId, now) {
      const wish = await terms.wish(threadId, now);
      const cwd = await terms.cwdOf(threadId, wish);
      const server = await ensure();
      const params = await paramsOf(threadId, wish);
      const forked = await server.request("thread/fork", {
        threadId,
        ...(cwd === null ? {} : { cwd }),
        ...params,
        // A goal comes along, and must not begin to work in the copy by itself.
        deferGoalContinuation: true,
      });
      const { id } = forked.thread;
      await unattended.pauseGoal(server, id);
      const page = await turnPage(server, id, null);
      loaded.add(id);
      terms.keep(id, wish);
      store.dispatch({
        type: "policy/asked",
        threadId: id,
        approvalPolicy: params.approvalPolicy,
      });
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
