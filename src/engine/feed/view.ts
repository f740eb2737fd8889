import type { Event } from "../../model/event.ts";
import type { State } from "../../model/state.ts";

/** The part of the state that the webview draws: the shown thread, and what waits anywhere. */
export function project(state: State, threadId: string | null): State {
  const thread = threadId === null ? undefined : state.threads[threadId];
  return { ...state, threads: thread ? { [thread.id]: thread } : {} };
}

/** Whether an event can change what `project` gives. Asks of all threads do. */
export function concerns(event: Event, threadId: string | null): boolean {
  switch (event.type) {
    case "notification": {
      const { method, params } = event.notification;
      if (method === "serverRequest/resolved") return true;
      if (method === "thread/started") return params.thread.id === threadId;
      if (typeof params !== "object" || !("threadId" in params) || params.threadId === null)
        return true;
      return (
        params.threadId === threadId ||
        method === "turn/completed" ||
        method === "thread/closed" ||
        method === "thread/deleted"
      );
    }
    case "thread/opened":
      return event.thread.id === threadId;
    case "turns/earlier":
    case "turn/recovered":
    case "turn/quiet":
    case "turn/filesChanged":
    case "thread/held":
    case "policy/asked":
    case "change/reviewed":
      return event.threadId === threadId;
    default:
      return true;
  }
}

/** Joins neighbouring deltas of one item: the same text in fewer events. */
export function coalesce(events: readonly Event[]): readonly Event[] {
  const result: Event[] = [];
  for (const event of events) {
    const joined = join(result.at(-1), event);
    if (joined) result[result.length - 1] = joined;
    else result.push(event);
  }
  return result;
}

const joinable = [
  "item/agentMessage/delta",
  "item/commandExecution/outputDelta",
  "item/plan/delta",
] as const;

function join(last: Event | undefined, next: Event): Event | null {
  if (last?.type !== "notification" || next.type !== "notification") return null;
  for (const method of joinable) {
    const [a, b] = [last.notification, next.notification];
    if (a.method !== method || b.method !== method) continue;
    if (
      a.params.itemId !== b.params.itemId ||
      a.params.turnId !== b.params.turnId ||
      a.params.threadId !== b.params.threadId
    )
      return null;
    return {
      type: "notification",
      notification: { method, params: { ...b.params, delta: a.params.delta + b.params.delta } },
    };
  }
  return null;
}
