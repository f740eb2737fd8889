import type { RateLimitSnapshot, Thread, Turn } from "../protocol/types.gen.ts";
import type {
  AccountState,
  Ask,
  AskOutcome,
  Connection,
  Effective,
  ItemState,
  NotificationEvent,
} from "./state.ts";

/** Everything that can change the state. What a reducer needs (texts, causes) is in the event. */
export type Event =
  | { readonly type: "notification"; readonly notification: NotificationEvent }
  | { readonly type: "connection/changed"; readonly connection: Connection }
  /** The process is gone: running turns are interrupted, open asks void. */
  | { readonly type: "server/lost"; readonly cause: string }
  | { readonly type: "account/changed"; readonly account: AccountState }
  | {
      readonly type: "rateLimits/read";
      readonly byLimitId: Readonly<Record<string, RateLimitSnapshot>>;
    }
  /** A thread was started, resumed or read; `page` replaces its turns. */
  | {
      readonly type: "thread/opened";
      readonly thread: Thread;
      readonly effective: Effective | null;
      readonly page: TurnPage | null;
    }
  | { readonly type: "turns/earlier"; readonly threadId: string; readonly page: TurnPage }
  /** What had been shown of a turn that the server did not store, kept by us over a crash or a reload. */
  | {
      readonly type: "turn/recovered";
      readonly threadId: string;
      readonly turnId: string;
      readonly items: readonly ItemState[];
      /** Null when the person stopped it. */
      readonly cause: string | null;
    }
  | { readonly type: "ask/opened"; readonly ask: Ask }
  | { readonly type: "ask/closed"; readonly key: string; readonly outcome: AskOutcome };

/** Turns oldest first. */
export interface TurnPage {
  readonly turns: readonly Turn[];
  readonly earlierCursor: string | null;
}
