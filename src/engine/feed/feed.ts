import { randomUUID } from "node:crypto";
import type { Event } from "../../model/event.ts";
import { openAsks } from "../../model/reduce/ask.ts";
import type { State } from "../../model/state.ts";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import { createFeedLog, type FeedLog } from "./log.ts";

export interface FeedOptions {
  readonly store: Pick<Store, "onChange">;
  readonly scope: Scope;
  readonly log: Log;
}

/** The log of one life of the engine. What Folio itself does is in it by itself; what the server says must be added. */
export function createFeed({ store, scope, log }: FeedOptions): FeedLog {
  const feed = createFeedLog(randomUUID(), error =>
    log("error", `A follower of the log failed: ${String(error)}`),
  );
  scope.add(
    store.onChange(({ event, before }) => {
      const threadId = threadOf(event, before);
      if (threadId !== undefined) feed.add(threadId, { kind: "event", event });
    }),
  );
  return feed;
}

/**
 * The thread that an event is logged under. Undefined for what is not logged here: what the server said is logged as it
 * comes, and pages of turns and of threads only repeat what is stored.
 */
function threadOf(event: Event, before: State): string | null | undefined {
  switch (event.type) {
    case "notification":
    case "thread/opened":
    case "threads/listed":
    case "turns/last":
    case "turns/earlier":
    case "turn/recovered":
    case "rateLimits/read":
      return undefined;
    case "ask/opened":
      return event.ask.threadId;
    case "ask/judged":
    case "ask/described":
    case "ask/rescheduled":
    case "ask/closed":
      return openAsks(before).find(({ key }) => key === event.key)?.threadId ?? null;
    case "connection/changed":
    case "server/lost":
    case "account/changed":
    case "notice/added":
    case "notice/dismissed":
      return null;
    default:
      return event.threadId;
  }
}
