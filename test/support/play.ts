import { readFileSync } from "node:fs";
import { verbatim } from "../../src/model/text/reason.ts";
import { addressOf } from "../../src/engine/asks/asks.ts";
import type { Event } from "../../src/model/event.ts";
import { isKnownNotification, reduce } from "../../src/model/reduce/reduce.ts";
import {
  initialState,
  type AskRequest,
  type NotificationEvent,
  type State,
} from "../../src/model/state.ts";
import type { ThreadItem } from "../../src/protocol/types.gen.ts";

/** The state after some events. */
export const after = (events: readonly Event[], from: State = initialState): State =>
  events.reduce(reduce, from);

export const notify = <M extends NotificationEvent["method"]>(
  method: M,
  params: Extract<NotificationEvent, { method: M }>["params"],
): Event => ({ type: "notification", notification: { method, params } as NotificationEvent });

const asked = { decision: "ask", reason: verbatim("No rule speaks of it."), rule: null } as const;

/** The events that a recorded stream of the real server becomes, its requests opened as asks. */
export function traceEvents(file: string): readonly Event[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.flatMap((line): Event[] => {
    const { dir, msg } = JSON.parse(line) as {
      dir: string;
      msg: { method?: string; id?: number; params?: unknown };
    };
    if (dir !== "in" || msg.method === undefined) return [];
    if (msg.id === undefined)
      return isKnownNotification(msg.method)
        ? [
            {
              type: "notification",
              notification: { method: msg.method, params: msg.params } as NotificationEvent,
            },
          ]
        : [];
    const request = { method: msg.method, params: msg.params } as AskRequest;
    const ask = {
      key: `1:number:${msg.id}`,
      requestId: msg.id,
      ...addressOf(request.params),
      request,
      openedAt: 0,
      expiresAt: null,
      verdict: null,
    };
    return [
      { type: "ask/opened", ask },
      { type: "ask/judged", key: ask.key, verdict: asked },
    ];
  });
}

/** What a recorded stream becomes. */
export const playTrace = (file: string): State => after(traceEvents(file));

/**
 * A conversation in a small language, one event a line: `turn/started th tu`, `turn/completed th tu STATUS`,
 * `item/started th tu ID TYPE`, `item/completed th tu ID TYPE "text"`, `delta th tu ID "text"`, `output th tu ID "text"`,
 * `error th tu retry|final`, `lost "cause"`.
 */
export function play(script: string, from: State = initialState): State {
  return after(
    script
      .split("\n")
      .map(line => line.trim())
      .filter(Boolean)
      .map(eventOf),
    from,
  );
}

function eventOf(line: string): Event {
  const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([whole, , plain]) => plain ?? (JSON.parse(whole) as string),
  );
  const [verb, threadId = "", turnId = "", itemId = "", extra = "", text = ""] = words;
  const at = { threadId, turnId };
  switch (verb) {
    case "turn/started":
    case "turn/completed":
      return notify(verb, {
        threadId,
        turn: turnOf(turnId, (itemId || "inProgress") as "completed"),
      });
    case "item/started":
      return notify(verb, { ...at, item: itemOf(itemId, extra, text), startedAtMs: 0 });
    case "item/completed":
      return notify(verb, { ...at, item: itemOf(itemId, extra, text), completedAtMs: 0 });
    case "delta":
      return notify("item/agentMessage/delta", { ...at, itemId, delta: extra });
    case "output":
      return notify("item/commandExecution/outputDelta", { ...at, itemId, delta: extra });
    case "error":
      return notify("error", {
        ...at,
        willRetry: itemId === "retry",
        error: {
          message: "Reconnecting... 1/5",
          codexErrorInfo: null,
          additionalDetails: null,
          misalignment: null,
        },
      });
    case "lost":
      return { type: "server/lost", cause: verbatim(threadId) };
    default:
      throw new Error(`No such verb in the transcript language: ${line}`);
  }
}

export const turnOf = (id: string, status: "inProgress" | "completed") => ({
  id,
  rootTurnId: null,
  items: [],
  itemsView: "notLoaded" as const,
  status,
  error: null,
  startedAt: null,
  completedAt: null,
  durationMs: null,
});

function itemOf(id: string, type: string, text: string): ThreadItem {
  const items: Record<string, ThreadItem> = {
    agentMessage: {
      type: "agentMessage",
      id,
      text,
      phase: null,
      delivery: null,
      questions: null,
      memoryCitation: null,
      moderation: null,
    },
    reasoning: { type: "reasoning", id, summary: text ? [text] : [], content: [] },
    commandExecution: {
      type: "commandExecution",
      id,
      pluginId: null,
      scriptPath: null,
      command: "ls",
      cwd: "/ws",
      processId: text === "process" ? "7" : null,
      source: "agent",
      status: "inProgress",
      commandActions: [],
      aggregatedOutput: null,
      exitCode: null,
      durationMs: null,
    },
  };
  return items[type] ?? ({ type, id } as unknown as ThreadItem);
}
