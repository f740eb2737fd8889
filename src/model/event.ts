import type { AskForApproval, RateLimitSnapshot, Thread } from "../protocol/types.gen.ts";
import type { Reason } from "./text/reason.ts";
import type {
  AccountState,
  Ask,
  AskBy,
  AskOutcome,
  ChangeOutcome,
  Connection,
  Effective,
  FileFact,
  HeldMessage,
  ItemState,
  Notice,
  NotificationEvent,
  ThreadSummary,
  TurnPage,
  TurnState,
  Verdict,
} from "./state.ts";

/** Everything that can change the state. What a reducer needs (texts, causes) is in the event. */
export type Event =
  | { readonly type: "notification"; readonly notification: NotificationEvent }
  | { readonly type: "connection/changed"; readonly connection: Connection }
  /** The process is gone: running turns are interrupted, and open asks can no longer be answered. */
  | { readonly type: "server/lost"; readonly cause: Reason }
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
      /** Another process writes the thread: here it can only be looked at. */
      readonly isHeldElsewhere: boolean;
    }
  /** The last turns of a thread that is being opened; nothing for one whose turns are here. */
  | { readonly type: "turns/last"; readonly threadId: string; readonly page: TurnPage }
  /** A page of the stored threads, or what else is known of them by now. */
  | { readonly type: "threads/listed"; readonly summaries: readonly ThreadSummary[] }
  /** Nobody looks at a thread, and nothing runs or waits in it: its turns leave the memory. */
  | { readonly type: "thread/forgotten"; readonly threadId: string }
  | { readonly type: "turns/earlier"; readonly threadId: string; readonly page: TurnPage }
  /** What had been shown of a turn that the server did not store, kept by us over a crash or a reload. */
  | {
      readonly type: "turn/recovered";
      readonly threadId: string;
      readonly turnId: string;
      readonly items: readonly ItemState[];
      /** Its plan as it stood; absent where it had none. */
      readonly plan?: TurnState["plan"];
      /** Null when the person stopped it. */
      readonly cause: Reason | null;
    }
  /** A running turn has fallen quiet, or something comes again. */
  | {
      readonly type: "turn/quiet";
      readonly threadId: string;
      readonly turnId: string;
      readonly quiet: TurnState["quiet"];
    }
  /** An answer of a person came: how long the turn has waited for all of them. */
  | {
      readonly type: "turn/waited";
      readonly threadId: string;
      readonly turnId: string;
      readonly waitedMs: number;
    }
  /** What a turn changed on disk is kept. */
  | {
      readonly type: "turn/filesChanged";
      readonly threadId: string;
      readonly turnId: string;
      readonly paths: readonly string[];
    }
  /** Messages of the thread that wait until the person sends them; replaces those known. */
  | {
      readonly type: "thread/held";
      readonly threadId: string;
      readonly messages: readonly HeldMessage[];
    }
  /** Folio is about to ask for an approval policy; what the server applies is told by the server. */
  | {
      readonly type: "policy/asked";
      readonly threadId: string;
      readonly approvalPolicy: AskForApproval;
    }
  /** A person took a part of a change: what became of each of its files. */
  | {
      readonly type: "change/reviewed";
      readonly threadId: string;
      readonly turnId: string;
      readonly itemId: string;
      readonly outcome: ChangeOutcome;
    }
  /** The server asks; `ask/judged` says whether a person must answer. */
  | { readonly type: "ask/opened"; readonly ask: Ask }
  | { readonly type: "ask/judged"; readonly key: string; readonly verdict: Verdict }
  /** The files of a change were looked at. */
  | { readonly type: "ask/described"; readonly key: string; readonly files: readonly FileFact[] }
  /** The computer slept or its clock was set: the time left is counted from now. */
  | { readonly type: "ask/rescheduled"; readonly key: string; readonly expiresAt: number }
  | {
      readonly type: "ask/closed";
      readonly key: string;
      readonly outcome: AskOutcome;
      readonly by: AskBy;
    }
  /** Folio itself has something to say that belongs to no thread. */
  | { readonly type: "notice/added"; readonly notice: Notice }
  /** The person read a notice that belongs to no thread. */
  | { readonly type: "notice/dismissed"; readonly id: string };
