import type { Notifications } from "../../protocol/methods.gen.ts";
import { editThread, editTurn } from "../edit.ts";
import type { Event } from "../event.ts";
import type { NotificationEvent, State, TurnState } from "../state.ts";
import { accountRows } from "./account.ts";
import { askRows, changeAsk, closeAsk, closeAsks, judgeAsk, openAsk } from "./ask.ts";
import { itemRows } from "./item.ts";
import { addNotice, dismissNotice, forgetServerNotices, noticeRows } from "./notice.ts";
import { setOutcome } from "./outcome.ts";
import { otherRows } from "./other.ts";
import type { NotificationTable } from "./table.ts";
import { describe, threadRows } from "./thread.ts";
import { fromHistory, interrupt, loseTurns, turnRows } from "./turn.ts";

const table: NotificationTable = {
  ...threadRows,
  ...turnRows,
  ...itemRows,
  ...accountRows,
  ...askRows,
  ...noticeRows,
  ...otherRows,
};

/** Whether the protocol that Folio was built for has this notification. */
export const isKnownNotification = (method: string): method is keyof Notifications =>
  Object.hasOwn(table, method);

/** The next state. Pure; the same object back when nothing changed. Throws only on params of a wrong shape. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case "notification":
      return reduceNotification(state, event.notification);
    case "connection/changed":
      return {
        ...(event.connection.kind === "starting" ? forgetServerNotices(state) : state),
        connection: event.connection,
      };
    case "server/lost":
      return closeAsks(loseTurns(state, event.cause), () => true, "serverLost");
    case "account/changed":
      return { ...state, account: event.account };
    case "rateLimits/read":
      return { ...state, rateLimits: { ...state.rateLimits, ...event.byLimitId } };
    case "thread/opened":
      return openThread(state, event);
    case "turns/earlier":
      return editThread(state, event.threadId, thread => ({
        ...thread,
        turns: [...withoutKnown(event.page.turns.map(fromHistory), thread.turns), ...thread.turns],
        earlierCursor: event.page.earlierCursor,
      }));
    case "turn/recovered":
      return recoverTurn(state, event);
    case "turn/quiet":
      return editKnownTurn(state, event, turn => ({ ...turn, quiet: event.quiet }));
    case "turn/filesChanged":
      return setChangedPaths(state, event);
    case "thread/held":
      return editThread(state, event.threadId, thread =>
        thread.held.length + event.messages.length === 0
          ? thread
          : { ...thread, held: event.messages },
      );
    case "policy/asked":
      return editThread(state, event.threadId, thread =>
        thread.askedPolicy === event.approvalPolicy
          ? thread
          : { ...thread, askedPolicy: event.approvalPolicy },
      );
    case "change/reviewed":
      return setOutcome(state, event);
    case "ask/opened":
      return openAsk(state, event.ask);
    case "ask/judged":
      return judgeAsk(state, event.key, event.verdict);
    case "ask/described":
      return changeAsk(state, event.key, { files: event.files });
    case "ask/rescheduled":
      return changeAsk(state, event.key, { expiresAt: event.expiresAt });
    case "ask/closed":
      return closeAsk(state, event.key, event);
    case "notice/added":
      return addNotice(state, null, event.notice);
    case "notice/dismissed":
      return dismissNotice(state, event.text);
    default:
      return never(event);
  }
}

function reduceNotification(state: State, { method, params }: NotificationEvent): State {
  if (!isKnownNotification(method)) return state;
  const row = table[method];
  if (row === "ignored") return state;
  // The row and the params belong to the same method: TypeScript cannot follow that through a lookup.
  const next = (row as (state: State, params: unknown) => State)(state, params);
  if (method === "turn/completed")
    return closeAsks(
      next,
      ask => ask.threadId === params.threadId && ask.turnId === params.turn.id,
      "withdrawn",
    );
  if (method === "thread/closed" || method === "thread/deleted")
    return closeAsks(next, ask => ask.threadId === params.threadId, "withdrawn");
  return next;
}

function openThread(
  state: State,
  { thread, effective, page, isHeldElsewhere }: Extract<Event, { type: "thread/opened" }>,
): State {
  return editThread(state, thread.id, known => {
    const opened = {
      ...describe(known, thread),
      isHeldElsewhere,
      effective: effective ?? known.effective,
    };
    if (!page) return opened;
    return { ...opened, turns: page.turns.map(fromHistory), earlierCursor: page.earlierCursor };
  });
}

/** Puts back the items that the server does not store, behind those it does (PROTOCOL section 2: a crash in a turn). */
function recoverTurn(state: State, event: Extract<Event, { type: "turn/recovered" }>): State {
  return editTurn(state, event.threadId, event.turnId, turn => {
    const missing = event.items.filter(item => !turn.items.some(known => known.id === item.id));
    return interrupt({ ...turn, items: [...turn.items, ...missing] }, event.cause);
  });
}

/** Only for a turn that runs: a late word of its silence must not make one. */
function editKnownTurn(
  state: State,
  { threadId, turnId }: { readonly threadId: string; readonly turnId: string },
  edit: (turn: TurnState) => TurnState,
): State {
  const known = state.threads[threadId]?.turns.find(({ id }) => id === turnId);
  return known?.status === "inProgress" ? editTurn(state, threadId, turnId, edit) : state;
}

/** Only for a turn that is there: one that is not loaded yet is told again when it is. */
function setChangedPaths(
  state: State,
  { threadId, turnId, paths }: Extract<Event, { type: "turn/filesChanged" }>,
): State {
  const known = state.threads[threadId]?.turns.find(({ id }) => id === turnId);
  const isNews = known && known.changedPaths.join("\0") !== paths.join("\0");
  return isNews
    ? editTurn(state, threadId, turnId, turn => ({ ...turn, changedPaths: paths }))
    : state;
}

const withoutKnown = (
  turns: readonly TurnState[],
  known: readonly TurnState[],
): readonly TurnState[] => turns.filter(turn => !known.some(({ id }) => id === turn.id));

function never(event: never): never {
  throw new Error(`No case for ${JSON.stringify(event)}`);
}
