import type { Event } from "../../model/event.ts";

/**
 * The thread of what Folio itself did, where the log keeps it: asks, reviewed changes, what ended. Undefined for what only
 * repeats what is stored, such as pages of turns, and for what the server said, which is logged as it comes.
 */
export function loggedThread(event: Event): string | null | undefined {
  switch (event.type) {
    case "ask/opened":
      return event.ask.threadId;
    case "change/reviewed":
    case "policy/asked":
    case "thread/held":
    case "thread/forgotten":
    case "turn/filesChanged":
    case "turn/quiet":
      return event.threadId;
    case "connection/changed":
    case "server/lost":
    case "account/changed":
    case "notice/added":
    case "notice/dismissed":
      return null;
    default:
      return undefined;
  }
}
