/** Everything the engine knows: what each noun of `reduce/` adds to it. The nouns' types are imported from here. */
import type { Notifications } from "../protocol/methods.gen.ts";
import { initialAccount, type AccountSlice } from "./reduce/account.ts";
import { initialAsks, type AskSlice } from "./reduce/ask.ts";
import { initialConnection, type ConnectionSlice } from "./reduce/connection.ts";
import { initialNotices, type NoticeSlice } from "./reduce/notice.ts";
import { initialThreads, type ThreadsSlice } from "./reduce/threads.ts";

/** Plain JSON: it crosses to the webview as it is. */
export interface State extends ConnectionSlice, AccountSlice, ThreadsSlice, AskSlice, NoticeSlice {}

export const initialState: State = {
  ...initialConnection,
  ...initialAccount,
  ...initialThreads,
  ...initialAsks,
  ...initialNotices,
};

/** A notification with its params, kept together so that a check of `method` types `params`. */
export type NotificationEvent = {
  [M in keyof Notifications]: { readonly method: M; readonly params: Notifications[M] };
}[keyof Notifications];

export type { AccountState } from "./reduce/account.ts";
export type {
  Ask,
  AskBy,
  AskOutcome,
  AskRequest,
  ClosedAsk,
  FileFact,
  Verdict,
} from "./reduce/ask.ts";
export type { Connection } from "./reduce/connection.ts";
export type { Effective } from "./reduce/effective.ts";
export type { HeldMessage } from "./reduce/held.ts";
export type { ItemPhase, ItemState } from "./reduce/item.ts";
export type { FilePlace, Notice } from "./reduce/notice.ts";
export type { ChangeOutcome, FileOutcome } from "./reduce/outcome.ts";
export type { ThreadSummary } from "./reduce/summary.ts";
export type { ThreadFacts, ThreadState } from "./reduce/thread.ts";
export type { TurnPage, TurnState } from "./reduce/turn.ts";
