import type { ServerConnection } from "../../appserver/connection.ts";
import { createEffects } from "../effects.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import { turnPage } from "./stored.ts";

/** Shows what is stored of a thread that another process holds; does nothing where that is shown already. */
export type Look = (server: ServerConnection, threadId: string) => Promise<void>;

export function createLooking(store: Store, scope: Scope): Look {
  /** What was last found, by thread. */
  const looked = new Map<string, string>();
  scope.add(
    createEffects(store).onEvent("thread/forgotten", ({ threadId }) => looked.delete(threadId)),
  );
  return async (server, threadId) => {
    const { thread } = await server.request("thread/read", { threadId, includeTurns: false });
    const page = await turnPage(server, threadId, null);
    const found = JSON.stringify([thread, page]);
    const isShown =
      store.state.threads[threadId]?.isHeldElsewhere && looked.get(threadId) === found;
    looked.set(threadId, found);
    if (isShown) return; // followed every 10 s: most of the time nothing has happened
    store.dispatch({ type: "thread/opened", thread, effective: null, page, isHeldElsewhere: true });
  };
}
