import type { ServerConnection } from "../../appserver/connection.ts";
import type { TurnPage } from "../../model/state.ts";
import type { ThreadResumeResponse, ThreadTurnsListParams } from "../../protocol/types.gen.ts";
import { isFolioError } from "../errors.ts";

const pageSize = 50;
/** Turns that are shown before the thread is open: they fill the screen, and the server reads so few at once. */
const lastTurns = 5;
/** The server reads all that is stored of a thread to resume it: 100,000 items take it more than a minute. */
const longestResumeMs = 600_000;

/**
 * What Folio wants of every thread: the plan as a tool, and that a thread which is let go of is written by nobody one
 * second later, so that another window can have it. The server's own value is 30 minutes (tried on 0.169.0).
 */
export const threadConfig = {
  "tools.update_plan.enabled": true,
  thread_unload_delay_secs: 1,
} as const;

/**
 * Opens a stored thread for writing, without turns: they are paged. Null when another process writes it: a server keeps
 * every other one out for as long as it lives.
 */
export async function hold(
  server: ServerConnection,
  threadId: string,
): Promise<ThreadResumeResponse | null> {
  try {
    return await server.request(
      "thread/resume",
      { threadId, excludeTurns: true, config: threadConfig },
      { timeoutMs: longestResumeMs },
    );
  } catch (error) {
    if (isFolioError(error, "heldElsewhere")) return null;
    throw error;
  }
}

/** The turns before a cursor, or the last ones; needs no hold of the thread. */
export const turnPage = (
  server: ServerConnection,
  threadId: string,
  cursor: string | null,
): Promise<TurnPage> => listTurns(server, { threadId, cursor, limit: pageSize });

/** The turns that a person sees first; needs no hold of the thread either. */
export const lastPage = (server: ServerConnection, threadId: string): Promise<TurnPage> =>
  listTurns(server, { threadId, cursor: null, limit: lastTurns });

async function listTurns(
  server: ServerConnection,
  which: Pick<ThreadTurnsListParams, "threadId" | "cursor" | "limit">,
): Promise<TurnPage> {
  const { data, nextCursor } = await server.request("thread/turns/list", {
    ...which,
    sortDirection: "desc",
    itemsView: "full",
  });
  return { turns: data.toReversed(), earlierCursor: nextCursor };
}
