import { summaryOf } from "../../model/reduce/summary.ts";
import { turnPage } from "./stored.ts";
import type { Threads, ThreadsOptions } from "./threads.ts";

type PagesOptions = Pick<ThreadsOptions, "store" | "ensure" | "defaults">;

/** What is stored, page by page. */
export function createPages(options: PagesOptions): Pick<Threads, "list" | "loadEarlier"> {
  const { store, ensure, defaults } = options;
  return {
    async list(cursor) {
      const { cwd } = defaults();
      const server = await ensure();
      const page = await server.request("thread/list", {
        cursor,
        limit: 30,
        sortKey: "updated_at",
        sortDirection: "desc",
        ...(cwd === null ? {} : { cwd }),
      });
      const { index } = store.state;
      store.dispatch({
        type: "threads/listed",
        summaries: page.data.map(thread =>
          summaryOf(index[thread.id], thread, page.readStates?.[thread.id]),
        ),
      });
      return page;
    },
    async loadEarlier(threadId) {
      const cursor = store.state.threads[threadId]?.earlierCursor ?? null;
      if (cursor === null) return;
      const server = await ensure();
      store.dispatch({
        type: "turns/earlier",
        threadId,
        page: await turnPage(server, threadId, cursor),
      });
    },
  };
}
