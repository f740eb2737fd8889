import type { Event } from "../../model/event.ts";

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
