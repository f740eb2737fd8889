/** Copy-on-write edits of the state tree, searched from the end because that is where streams write. */
import type { ThreadItem } from "../protocol/types.gen.ts";
import type { ItemPhase, ItemState, State, ThreadState, TurnState } from "./state.ts";

const newThread = (id: string): ThreadState => ({
  id,
  title: "",
  cwd: "",
  parentThreadId: null,
  status: { type: "notLoaded" },
  isHeldElsewhere: false,
  effective: null,
  askedPolicy: null,
  turns: [],
  earlierCursor: null,
  usage: null,
  goal: null,
  held: [],
});

export const newTurn = (id: string): TurnState => ({
  id,
  status: "inProgress",
  items: [],
  error: null,
  lostBecause: null,
  retrying: null,
  quiet: null,
  plan: null,
  notices: [],
  durationMs: null,
  changedPaths: [],
});

/** Changes a thread, creating it when its first event comes before (or without) `thread/started`. */
export function editThread(
  state: State,
  id: string,
  edit: (thread: ThreadState) => ThreadState,
): State {
  const before = Object.hasOwn(state.threads, id) ? state.threads[id] : undefined;
  const after = edit(before ?? newThread(id));
  return after === before ? state : { ...state, threads: { ...state.threads, [id]: after } };
}

/** Changes a turn, creating it at the end when it is not known. */
export function editTurn(
  state: State,
  threadId: string,
  turnId: string,
  edit: (turn: TurnState) => TurnState,
): State {
  return editThread(state, threadId, thread => {
    const turns = replaceLast(thread.turns, turnId, edit, () => edit(newTurn(turnId)));
    return turns === thread.turns ? thread : { ...thread, turns };
  });
}

/** Where an item is: the three ids that every item notification carries. */
export interface ItemAddress {
  readonly threadId: string;
  readonly turnId: string;
  readonly itemId: string;
}

/** Changes an item; `create` makes it when a delta comes before its `item/started`. */
export function editItem(
  state: State,
  at: ItemAddress,
  edit: (item: ItemState) => ItemState,
  create: () => ThreadItem,
): State {
  return editTurn(state, at.threadId, at.turnId, turn => {
    const items = replaceLast(turn.items, at.itemId, edit, () =>
      edit({ id: at.itemId, phase: "open", item: create() }),
    );
    return items === turn.items ? turn : { ...turn, items };
  });
}

/** What an item becomes when its turn is over and the server did not finish it (PROTOCOL facts 9, 10). */
export function phaseAfterTurn({ item, phase }: ItemState): ItemPhase {
  if (phase !== "open") return phase;
  return item.type === "commandExecution" && item.processId !== null ? "background" : "unfinished";
}

/** Closes what a finished turn left open; the same turn back when nothing was. */
export function closeOpenItems(turn: TurnState): TurnState {
  if (!turn.items.some(item => item.phase === "open")) return turn;
  return { ...turn, items: turn.items.map(item => ({ ...item, phase: phaseAfterTurn(item) })) };
}

function replaceLast<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  edit: (value: T) => T,
  create: () => T,
): readonly T[] {
  const index = list.findLastIndex(value => value.id === id);
  const before = list[index];
  if (before === undefined) return [...list, create()];
  const after = edit(before);
  return after === before ? list : list.with(index, after);
}
