import { editKnownTurn, editThread } from "../edit.ts";
import type { Event } from "../event.ts";
import type { NotificationEvent, State } from "../state.ts";
import { accountRows, initialAccount } from "./account.ts";
import { askRows, changeAsk, closeAsk, closeAsks, judgeAsk, openAsk } from "./ask.ts";
import { effectiveRows } from "./effective.ts";
import { goalRows } from "./goal.ts";
import { heldRows, hold } from "./held.ts";
import { itemRows } from "./item.ts";
import { inState, inSummary, inThread, inTurn, tableOf, type Reducer } from "./lift.ts";
import { addNotice, dismissNotice, forgetServerNotices, noticeRows } from "./notice.ts";
import { otherRows } from "./other.ts";
import { withOutcome } from "./outcome.ts";
import { summaryRows } from "./summary.ts";
import { patched, type Method } from "./table.ts";
import { factRows, threadRows } from "./thread.ts";
import {
  forgetThread,
  listThreads,
  loseThreads,
  openThread,
  showLast,
  threadsRows,
} from "./threads.ts";
import { recoverTurn, turnRows, turnsRows, withEarlier } from "./turn.ts";
import { usageRows } from "./usage.ts";

/** The rows of every slice. Several slices may have a row for one notification; they change the state in this order. */
const slices = [
  inState(threadsRows),
  inSummary(factRows),
  inSummary(summaryRows),
  inThread(factRows),
  inThread(threadRows),
  inThread(effectiveRows),
  inThread(goalRows),
  inThread(heldRows),
  inThread(turnsRows),
  inThread(usageRows),
  inTurn(turnRows),
  inTurn(itemRows),
  inState(accountRows),
  inState(askRows),
  inState(noticeRows),
  inState(otherRows),
] as const;

/** One member for every notification of the protocol: a new one does not compile until a slice above has a row for it. */
const table: { readonly [M in Method]: readonly Reducer[] } = tableOf(slices);

/** Whether the protocol that Folio was built for has this notification. */
export const isKnownNotification = (method: string): method is Method =>
  Object.hasOwn(table, method);

/** The next state. Pure; the same object back when nothing changed. Throws only on params of a wrong shape. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case "notification":
      return reduceNotification(state, event.notification);
    case "connection/changed":
      return patched(state, {
        // A server that starts has its own configuration, and with it another need of an account.
        ...(event.connection.kind === "starting"
          ? { ...forgetServerNotices(state), account: initialAccount.account }
          : {}),
        connection: event.connection,
      });
    case "server/lost":
      return withdrawAsks(loseThreads(state, event.cause));
    case "account/changed":
      return patched(state, { account: event.account });
    case "rateLimits/read":
      return patched(state, { rateLimits: { ...state.rateLimits, ...event.byLimitId } });
    case "notice/added":
      return addNotice(state, null, event.notice);
    case "notice/dismissed":
      return patched(state, dismissNotice(state, event.id));
    case "ask/opened":
      return patched(state, openAsk(state, event.ask));
    case "ask/judged":
      return patched(state, judgeAsk(state, event.key, event.verdict));
    case "ask/described":
      return patched(state, changeAsk(state, event.key, { files: event.files }));
    case "ask/rescheduled":
      return patched(state, changeAsk(state, event.key, { expiresAt: event.expiresAt }));
    case "ask/closed":
      return patched(state, closeAsk(state, event.key, event));
    default:
      return reduceThreads(state, event);
  }
}

type ThreadsEvent = Extract<
  Event,
  { type: `thread${string}` | `turn${string}` | "policy/asked" | "change/reviewed" }
>;

/** What Folio itself tells of threads and their turns. */
function reduceThreads(state: State, event: ThreadsEvent): State {
  switch (event.type) {
    case "thread/opened":
      return openThread(state, event);
    case "turns/last":
      return showLast(state, event.threadId, event.page);
    case "threads/listed":
      return listThreads(state, event.summaries);
    case "thread/forgotten":
      return forgetThread(state, event.threadId);
    case "thread/held":
      return editThread(state, event.threadId, thread =>
        patched(thread, hold(thread, event.messages)),
      );
    case "policy/asked":
      return editThread(state, event.threadId, thread =>
        patched(thread, { askedPolicy: event.approvalPolicy }),
      );
    case "turns/earlier":
      return editThread(state, event.threadId, thread =>
        patched(thread, withEarlier(thread, event.page)),
      );
    case "turn/recovered":
      return editKnownTurn(state, event, turn => patched(turn, recoverTurn(turn, event)));
    case "turn/quiet":
      // A turn that has ended does not become quiet.
      return editKnownTurn(state, event, turn =>
        turn.status === "inProgress" ? patched(turn, { quiet: event.quiet }) : turn,
      );
    case "turn/waited":
      return editKnownTurn(state, event, turn => patched(turn, { waitedMs: event.waitedMs }));
    case "turn/filesChanged":
      return editKnownTurn(state, event, turn =>
        turn.changedPaths.join("\0") === event.paths.join("\0")
          ? turn
          : { ...turn, changedPaths: event.paths },
      );
    case "change/reviewed":
      return editKnownTurn(state, event, turn =>
        patched(turn, { items: withOutcome(turn.items, event.itemId, event.outcome) }),
      );
    default:
      return never(event);
  }
}

const withdrawAsks = (state: State): State =>
  patched(
    state,
    closeAsks(state, () => true, "serverLost"),
  );

function reduceNotification(state: State, { method, params }: NotificationEvent): State {
  let next = state;
  for (const reducer of Object.hasOwn(table, method) ? table[method] : [])
    next = reducer(next, params);
  return next;
}

function never(event: never): never {
  throw new Error(`No case for ${JSON.stringify(event)}`);
}
