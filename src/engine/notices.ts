import type { Notices } from "./api.ts";
import type { Store } from "./store.ts";

/** What a person is told that belongs to no thread. */
export const createNotices = (store: Pick<Store, "dispatch">): Notices => ({
  warn: what => store.dispatch({ type: "notice/added", notice: { level: "warning", what } }),
  dismiss: id => store.dispatch({ type: "notice/dismissed", id }),
});
