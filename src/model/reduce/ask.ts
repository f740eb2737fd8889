import type { ServerMethods } from "../../protocol/methods.gen.ts";
import type { RequestId } from "../../protocol/types.gen.ts";
import type { Reason } from "../text/reason.ts";
import type { Rows } from "./table.ts";

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
  readonly warnings: readonly Reason[];
}

/** What the policy says of an ask, and why. */
export interface Verdict {
  readonly decision: "allow" | "ask" | "deny";
  /** One sentence. */
  readonly reason: Reason;
  /** The rule that decided; null where none did. */
  readonly rule: Reason | null;
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

export interface AskSlice {
  /** Asks that the policy has not judged yet, for some milliseconds; nobody is asked. */
  readonly judging: readonly Ask[];
  /** Open asks of all threads that wait for a person, oldest first. */
  readonly asks: readonly Ask[];
  /** The last answered asks, newest last, at most 50: what a stale click is told. */
  readonly closedAsks: readonly ClosedAsk[];
}

export const initialAsks: AskSlice = { judging: [], asks: [], closedAsks: [] };

const remembered = 50;

export const askRows = {
  "serverRequest/resolved": (slice, { threadId, requestId }) => {
    const ask = openAsks(slice).find(
      open => open.requestId === requestId && (open.threadId ?? threadId) === threadId,
    );
    return ask ? closeAsk(slice, ask.key, { outcome: "withdrawn", by: "server" }) : {};
  },
  "turn/completed": (slice, { threadId, turn }) =>
    closeAsks(slice, ask => ask.threadId === threadId && ask.turnId === turn.id, "withdrawn"),
  "thread/closed": (slice, { threadId }) =>
    closeAsks(slice, ask => ask.threadId === threadId, "withdrawn"),
  "thread/deleted": (slice, { threadId }) =>
    closeAsks(slice, ask => ask.threadId === threadId, "withdrawn"),
} satisfies Rows<AskSlice>;

/** Asks that have no answer yet, those that the policy still judges too. */
export const openAsks = ({ judging, asks }: Pick<AskSlice, "judging" | "asks">): readonly Ask[] => [
  ...judging,
  ...asks,
];

/** Adds an ask, to be judged first; the replay of one that is open changes nothing. */
export const openAsk = (slice: AskSlice, ask: Ask): Partial<AskSlice> =>
  openAsks(slice).some(open => open.key === ask.key) ? {} : { judging: [...slice.judging, ask] };

/** A person must answer: the ask waits among the others, and says why. */
export function judgeAsk(slice: AskSlice, key: string, verdict: Verdict): Partial<AskSlice> {
  const ask = slice.judging.find(open => open.key === key);
  if (!ask) return changeAsk(slice, key, { verdict });
  const asks = [...slice.asks, { ...ask, verdict }];
  return {
    judging: slice.judging.filter(open => open !== ask),
    asks: asks.toSorted((left, right) => left.openedAt - right.openedAt),
  };
}

/** Changes what is known of an open ask. */
export function changeAsk(
  { judging, asks }: AskSlice,
  key: string,
  change: Partial<Pick<Ask, "verdict" | "expiresAt" | "files">>,
): Partial<AskSlice> {
  const edit = (list: readonly Ask[]) =>
    list.some(ask => ask.key === key)
      ? list.map(ask => (ask.key === key ? { ...ask, ...change } : ask))
      : list;
  return { judging: edit(judging), asks: edit(asks) };
}

export interface Closing {
  readonly outcome: AskOutcome;
  readonly by: AskBy;
}

/** Closes an ask; one that is not open stays as it was answered first. */
export function closeAsk(slice: AskSlice, key: string, { outcome, by }: Closing): AskSlice {
  const { judging, asks, closedAsks } = slice;
  const ask = openAsks(slice).find(open => open.key === key);
  if (!ask) return slice;
  const { threadId, itemId } = ask;
  const without = (list: readonly Ask[]) =>
    list.includes(ask) ? list.filter(open => open !== ask) : list;
  return {
    judging: without(judging),
    asks: without(asks),
    closedAsks: [...closedAsks, { key, threadId, itemId, outcome, by }].slice(-remembered),
  };
}

/** Closes every ask that `match` says: the server took it back. */
export const closeAsks = (
  slice: AskSlice,
  match: (ask: Ask) => boolean,
  outcome: "withdrawn" | "serverLost",
): AskSlice =>
  openAsks(slice)
    .filter(match)
    .reduce((result, ask) => closeAsk(result, ask.key, { outcome, by: "server" }), slice);
