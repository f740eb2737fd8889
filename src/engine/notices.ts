import type { Notices } from "./api.ts";
import type { Store } from "./store.ts";

/** What a person is told that belongs to no thread. */
export const createNotices = (store: Pick<Store, "dispatch">): Notices => ({
  warn: text => store.dispatch({ type: "notice/added", notice: { level: "warning", text } }),
  dismiss: text => store.dispatch({ type: "notice/dismissed", text }),
});
