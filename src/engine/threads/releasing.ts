import { runningTurn } from "../../model/select/thread.ts";
import { becomes } from "../store.ts";
import type { OpenThreads, ThreadsOptions } from "./threads.ts";
import type { Opening } from "./opening.ts";

interface ReleasingOptions extends Pick<ThreadsOptions, "store" | "scope" | "ensure"> {
  readonly opening: Pick<Opening, "loaded" | "tryOpen" | "look">;
}

const unloadMs = 4000;

/** Letting go of a thread, so that another process can hold it. */
export function createReleasing(options: ReleasingOptions): Pick<OpenThreads, "release"> {
  const { store, scope, ensure, opening } = options;
  return {
    async release(threadId) {
      if (!opening.loaded.has(threadId)) return "notHeld";
      const { state } = store;
      const waits = [...state.asks, ...state.judging].some(ask => ask.threadId === threadId);
      if (waits || runningTurn(state.threads[threadId])) return "busy";
      const server = await ensure();
      opening.loaded.delete(threadId);
      const isClosed = () => store.state.threads[threadId]?.status.type === "notLoaded";
      const closed = becomes(store, scope, isClosed, unloadMs);
      await server.request("thread/unsubscribe", { threadId });
      if (!(await closed)) {
        await opening.tryOpen(threadId);
        return "busy";
      }
      await opening.look(server, threadId);
      return "released";
    },
  };
}
