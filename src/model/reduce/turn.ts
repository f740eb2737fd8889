import type { Turn, TurnError, TurnPlanStep } from "../../protocol/types.gen.ts";
import type { Reason } from "../text/reason.ts";
import { closeOpenItems, initialItems, type ItemSlice, type ItemState } from "./item.ts";
import { replaceLast } from "./list.ts";
import type { Notice } from "./notice.ts";
import { ignored, patched, type Rows, type ThreadMethod, type TurnMethod } from "./table.ts";

export interface TurnState extends ItemSlice {
  readonly id: string;
  readonly error: TurnError | null;
  /** Why the turn ended when no server said so. */
  readonly lostBecause: Reason | null;
  /** Nothing comes: since when, in milliseconds since 1970, and why as far as it is known; null while something does. */
  readonly quiet: { readonly kind: "network" | "silent"; readonly since: number } | null;
  readonly plan: {
    readonly explanation: string | null;
    readonly steps: readonly TurnPlanStep[];
  } | null;
  readonly notices: readonly Notice[];
  /** When it began, in milliseconds since 1970; null where nobody said. */
  readonly startedAtMs: number | null;
  readonly durationMs: number | null;
  /** How much of that it waited for a person, as far as this window saw it. */
  readonly waitedMs: number;
  /** Absolute paths of files that changed during the turn, as far as they are kept for restoring. */
  readonly changedPaths: readonly string[];
}

export const newTurn = (id: string): TurnState => ({
  id,
  ...initialItems,
  error: null,
  lostBecause: null,
  quiet: null,
  plan: null,
  notices: [],
  startedAtMs: null,
  durationMs: null,
  waitedMs: 0,
  changedPaths: [],
});

/** Turns oldest first. */
export interface TurnPage {
  readonly turns: readonly Turn[];
  readonly earlierCursor: string | null;
}

/** The part of a thread that its turns are. */
export interface TurnsSlice {
  readonly turns: readonly TurnState[];
  /** Where the page before `turns[0]` begins; null when all turns are here. */
  readonly earlierCursor: string | null;
}

export const initialTurns: TurnsSlice = { turns: [], earlierCursor: null };

/** What changes which turns a thread has. */
export const turnsRows = {
  "turn/started": ({ turns }, { turn: { id, rootTurnId, startedAt } }) => {
    // A review announces its turn under another id than its items use.
    const target =
      rootTurnId !== null && turns.some(known => known.id === rootTurnId) ? rootTurnId : id;
    return {
      turns: replaceLast(
        turns,
        target,
        turn => patched(turn, { status: "inProgress", ...beginOf(startedAt) }),
        () => ({ ...newTurn(target), ...beginOf(startedAt) }),
      ),
    };
  },
  "thread/reverted": () => initialTurns,
} satisfies Rows<TurnsSlice, ThreadMethod>;

/** The server tells it in seconds, and older ones not at all. */
const beginOf = (startedAt: number | null): Partial<TurnState> =>
  startedAt ? { startedAtMs: startedAt * 1000 } : {};

/** What changes one turn, besides its items. */
export const turnRows = {
  "turn/completed": (before, { turn }) => ({
    items: closeOpenItems(withFinalItems(before.items, turn.items)),
    status: turn.status,
    error: turn.error,
    durationMs: turn.durationMs,
    retrying: null,
    quiet: null,
  }),
  "turn/plan/updated": (_turn, { explanation, plan }) => ({ plan: { explanation, steps: plan } }),
  "turn/diff/updated": ignored,
  "turn/moderationMetadata": ignored,
  error: ({ items }, { error, willRetry }) =>
    willRetry
      ? { retrying: error.message, items: items.map(supersede) }
      : { retrying: null, error },
  "model/verification": ignored,
  "model/safetyBuffering/updated": ignored,
  "autoApprovalReview/strictReviewRequired": ignored,
} satisfies Rows<TurnState, TurnMethod>;

/** A turn of the server's history as a turn of ours; everything in it is over unless the turn still runs. */
export function fromHistory(turn: Turn): TurnState {
  const running = turn.status === "inProgress";
  return {
    ...newTurn(turn.id),
    status: turn.status,
    error: turn.error,
    ...beginOf(turn.startedAt),
    durationMs: turn.durationMs,
    items: turn.items.map((item): ItemState => ({
      id: item.id,
      item,
      phase: running ? "open" : "done",
    })),
  };
}

/** Puts a page of turns before those that are here. */
export const withEarlier = ({ turns }: TurnsSlice, page: TurnPage): TurnsSlice => ({
  turns: [
    ...page.turns.map(fromHistory).filter(turn => !turns.some(({ id }) => id === turn.id)),
    ...turns,
  ],
  earlierCursor: page.earlierCursor,
});

/** What an end without a word of the server makes of a turn; `cause` null when the person stopped it. */
const interrupt = (
  { items }: Pick<TurnState, "items">,
  cause: Reason | null,
): Partial<TurnState> => ({
  items: closeOpenItems(items),
  status: "interrupted",
  lostBecause: cause,
  retrying: null,
  quiet: null,
});

/** Puts back the items that the server does not store, behind those that it does. */
export const recoverTurn = (
  turn: TurnState,
  {
    items,
    plan,
    cause,
  }: Pick<TurnState, "items"> & {
    readonly plan?: TurnState["plan"];
    readonly cause: Reason | null;
  },
): Partial<TurnState> => {
  const missing = items.filter(item => !turn.items.some(known => known.id === item.id));
  return {
    ...interrupt({ items: [...turn.items, ...missing] }, cause),
    ...(plan && !turn.plan ? { plan } : {}),
  };
};

/** Ends the turns that run in a thread whose server is gone; the same back when none does. */
export const loseTurns = (turns: readonly TurnState[], cause: Reason): readonly TurnState[] =>
  turns.some(({ status }) => status === "inProgress")
    ? turns.map(turn =>
        turn.status === "inProgress" ? patched(turn, interrupt(turn, cause)) : turn,
      )
    : turns;

/** A broken stream's half items never complete, and the retry sends them anew under other ids. */
const supersede = (item: ItemState): ItemState =>
  item.phase === "open" && (item.item.type === "agentMessage" || item.item.type === "reasoning")
    ? { ...item, phase: "superseded" }
    : item;

/** `turn/completed` repeats the final message: it is authoritative when its own `item/completed` was missed. */
function withFinalItems(items: readonly ItemState[], final: Turn["items"]): readonly ItemState[] {
  const missing = final.filter(
    item => !items.some(known => known.id === item.id && known.phase === "done"),
  );
  if (missing.length === 0) return items;
  return [
    ...items.filter(known => !missing.some(item => item.id === known.id)),
    ...missing.map((item): ItemState => {
      const outcome = items.find(known => known.id === item.id)?.outcome;
      return { id: item.id, phase: "done", item, ...(outcome ? { outcome } : {}) };
    }),
  ];
}
