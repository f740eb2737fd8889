import type { Notifications, ServerMethods } from "../protocol/methods.gen.ts";
import type {
  Account,
  AskForApproval,
  RateLimitSnapshot,
  RequestId,
  SandboxPolicy,
  ThreadGoal,
  ThreadItem,
  ThreadStatus,
  ThreadTokenUsage,
  TurnError,
  TurnPlanStep,
  TurnStatus,
  UserInput,
} from "../protocol/types.gen.ts";

/** Everything the engine knows. Plain JSON: it crosses to the webview as it is. */
export interface State {
  readonly connection: Connection;
  readonly account: AccountState;
  /** By `limitId`; a window that the server leaves out keeps its last known value (PROTOCOL fact 15). */
  readonly rateLimits: Readonly<Record<string, RateLimitSnapshot>>;
  readonly threads: Readonly<Record<string, ThreadState>>;
  /** Asks that the policy has not judged yet, for some milliseconds; nobody is asked. */
  readonly judging: readonly Ask[];
  /** Open asks of all threads that wait for a person, oldest first. */
  readonly asks: readonly Ask[];
  /** The last answered asks, newest last, at most 50: what a stale click is told. */
  readonly closedAsks: readonly ClosedAsk[];
  /** What the server said that belongs to no thread, newest last, at most 20. */
  readonly notices: readonly Notice[];
}

/** Life of the server process, as the status bar and the chat show it. */
export type Connection =
  | { readonly kind: "off" }
  | { readonly kind: "untrusted" }
  | { readonly kind: "notInstalled"; readonly problem: InstallProblem; readonly message: string }
  | { readonly kind: "starting"; readonly attempt: number }
  | {
      readonly kind: "ready";
      readonly generation: number;
      readonly version: string;
      readonly path: string;
    }
  | { readonly kind: "restarting"; readonly retryInMs: number; readonly cause: string }
  | { readonly kind: "gaveUp"; readonly cause: string };

export type InstallProblem = "missing" | "notExecutable" | "tooOld" | "unusable";

export type AccountState =
  | { readonly kind: "unknown" }
  | { readonly kind: "signedOut" }
  | { readonly kind: "signingIn"; readonly loginId: string }
  /** `account` is null where the configured model provider needs no OpenAI account. */
  | { readonly kind: "signedIn"; readonly account: Account | null };

export interface ThreadState {
  readonly id: string;
  readonly title: string;
  readonly cwd: string;
  readonly parentThreadId: string | null;
  readonly status: ThreadStatus;
  /** Another process, such as the Codex of another window, writes the thread: here it can only be looked at. */
  readonly isHeldElsewhere: boolean;
  /** What the server says it applies, never what a setting wished. */
  readonly effective: Effective | null;
  /** The approval policy that was asked for last; null before this window asked for one. */
  readonly askedPolicy: AskForApproval | null;
  readonly turns: readonly TurnState[];
  /** Where the page before `turns[0]` begins; null when all turns are here. */
  readonly earlierCursor: string | null;
  readonly usage: ThreadTokenUsage | null;
  /** What Codex pursues in turns that it starts by itself; null when there is none. */
  readonly goal: ThreadGoal | null;
  /** Messages that were queued when the thread was last open, oldest first: they wait until the person sends them. */
  readonly held: readonly HeldMessage[];
}

/** A message that was taken out of the server's queue. */
export interface HeldMessage {
  readonly id: string;
  readonly input: readonly UserInput[];
}

export interface Effective {
  readonly model: string;
  readonly approvalPolicy: AskForApproval;
  readonly sandbox: SandboxPolicy | null;
}

export interface TurnState {
  readonly id: string;
  readonly status: TurnStatus;
  readonly items: readonly ItemState[];
  readonly error: TurnError | null;
  /** Why the turn ended when no server said so: "the server ended (signal 9)". */
  readonly lostBecause: string | null;
  /** The line "Reconnecting... 2/5" while the server tries again. */
  readonly retrying: string | null;
  /** Nothing comes: since when, in milliseconds since 1970, and why as far as it is known; null while something does. */
  readonly quiet: { readonly kind: "network" | "silent"; readonly since: number } | null;
  readonly plan: {
    readonly explanation: string | null;
    readonly steps: readonly TurnPlanStep[];
  } | null;
  readonly notices: readonly Notice[];
  readonly durationMs: number | null;
  /** Absolute paths of files that changed during the turn, as far as they are kept for restoring. */
  readonly changedPaths: readonly string[];
}

/**
 * `open`: the server still works on it. `done`: the server said so. `unfinished`: its turn ended first.
 * `background`: a command that outlived its turn. `superseded`: a broken stream's text that a retry replaced.
 */
export type ItemPhase = "open" | "done" | "unfinished" | "background" | "superseded";

export interface ItemState {
  readonly id: string;
  readonly phase: ItemPhase;
  readonly item: ThreadItem;
  /** What Folio itself wrote of a change that the server was told to decline. */
  readonly outcome?: ChangeOutcome;
}

/** What became of a change that a person took in part: Folio wrote it, and the server knows only that it was declined. */
export interface ChangeOutcome {
  readonly files: readonly FileOutcome[];
  /** What was written can be taken back as one; only in the window that wrote it. */
  readonly canUndo: boolean;
}

export interface FileOutcome {
  readonly path: string;
  /** Where a moved file went; null for one that stays. */
  readonly movedTo: string | null;
  /**
   * `taken`: written as proposed. `part`: without some hunks. `edited`: with what the person typed. `refused`: as it was.
   * `failed`: taken, and not written. `undone`: written, and taken back later.
   */
  readonly result: "taken" | "part" | "edited" | "refused" | "failed" | "undone";
  /** Why it could not be written, or taken back; null where nothing failed. */
  readonly why: string | null;
}

export interface Notice {
  readonly level: "info" | "warning";
  readonly text: string;
  /** Where what it is about stands in a file. */
  readonly place?: FilePlace;
  /** The server process that said it is not told apart: a new one says again what still holds. */
  readonly isOfServer?: true;
}

export interface FilePlace {
  /** Absolute. */
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** A request of the server that waits for an answer. */
export interface Ask {
  /** `GENERATION:TYPE:ID`: ids restart at 0 with every server process and keep their JSON type. */
  readonly key: string;
  readonly requestId: RequestId;
  readonly threadId: string | null;
  readonly turnId: string | null;
  readonly itemId: string | null;
  readonly request: AskRequest;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** When it is declined if nobody answers, in milliseconds since 1970; null for never. */
  readonly expiresAt: number | null;
  /** Why a person is asked; null until the policy has said so. */
  readonly verdict: Verdict | null;
  /** What a change would do to files, known once they were looked at; absent for other asks. */
  readonly files?: readonly FileFact[];
}

/** What a change would do to one file, as every face tells it. */
export interface FileFact {
  /** Relative to the workspace folder, with the folder's name where there are several; absolute outside. */
  readonly path: string;
  readonly fate: "new" | "overwritten" | "changed" | "deleted" | "moved";
  /** Where a moved file goes, as `path`. */
  readonly movesTo: string | null;
  /** What a person must know before saying yes, a sentence each. */
  readonly warnings: readonly string[];
}

/** What the policy says of an ask, and why in words for the person who is asked. */
export interface Verdict {
  readonly decision: "allow" | "ask" | "deny";
  /** One sentence. */
  readonly reason: string;
  /** The rule that decided, as a person reads it; null where none did. */
  readonly rule: string | null;
}

/** Method and params of one server request, kept together so that a check of `method` types `params`. */
export type AskRequest = {
  [M in keyof ServerMethods]: { readonly method: M; readonly params: ServerMethods[M]["params"] };
}[keyof ServerMethods];

export type AskOutcome =
  "accepted" | "declined" | "cancelled" | "answered" | "withdrawn" | "serverLost";

/** Who answered: a person, a rule of theirs, the clock, or the server, which withdrew the ask or ended. */
export type AskBy = "user" | "rule" | "timeout" | "server";

export interface ClosedAsk {
  readonly key: string;
  readonly threadId: string | null;
  readonly itemId: string | null;
  readonly outcome: AskOutcome;
  readonly by: AskBy;
}

/** A notification with its params, kept together so that a check of `method` types `params`. */
export type NotificationEvent = {
  [M in keyof Notifications]: { readonly method: M; readonly params: Notifications[M] };
}[keyof Notifications];

export const initialState: State = {
  connection: { kind: "off" },
  account: { kind: "unknown" },
  rateLimits: {},
  threads: {},
  judging: [],
  asks: [],
  closedAsks: [],
  notices: [],
};
