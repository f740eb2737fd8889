import type { ThreadItem } from "../../protocol/types.gen.ts";
import type { ItemState, State, TurnState } from "../state.ts";
import { cutText, longestText, type Cut } from "../text/cut.ts";

/**
 * The state without the middle of very long texts of its items: what a face draws that has not the memory of the engine.
 * Each cut text is named in `cuts` of its item. The same state back where nothing is long. Cutting what was cut and has
 * grown since gives what cutting the whole gives.
 */
export function shortened(state: State): State {
  const threads = Object.entries(state.threads).map(([id, thread]) => {
    const turns = same(thread.turns, shortTurn);
    return [id, turns === thread.turns ? thread : { ...thread, turns }] as const;
  });
  return threads.some(([id, thread]) => thread !== state.threads[id])
    ? { ...state, threads: Object.fromEntries(threads) }
    : state;
}

/** Whether there is a text in an event, or in a part of one, that `shortened` would cut. */
export function hasLongText(value: unknown): boolean {
  if (typeof value === "string") return value.length > longestText;
  return typeof value === "object" && value !== null && Object.values(value).some(hasLongText);
}

/** Turns and items are the same objects as long as nothing of them changes. */
const shortTurn = remembered((turn: TurnState): TurnState => {
  const items = same(turn.items, shortItem);
  return items === turn.items ? turn : { ...turn, items };
});

const shortItem = remembered((state: ItemState): ItemState => {
  // The lines of a change are counted where it is drawn; output is cut by `appendOutput` while it grows.
  if (
    state.item.type === "fileChange" ||
    (state.item.type === "commandExecution" && state.phase !== "done")
  )
    return state;
  const cuts: Record<string, Cut> = { ...state.cuts };
  // Only texts are replaced, by texts.
  const item = shortValue(state.item, "", cuts) as ThreadItem;
  return item === state.item ? state : { ...state, item, cuts };
});

/** A value whose long texts are cut; they are added to `cuts` by their path. */
function shortValue(value: unknown, path: string, cuts: Record<string, Cut>): unknown {
  if (typeof value === "string") {
    const found = cutText(value, cuts[path]);
    if (!found) return value;
    cuts[path] = found.cut;
    return found.text;
  }
  if (typeof value !== "object" || value === null) return value;
  const at = (name: string | number) => (path === "" ? String(name) : `${path}/${name}`);
  if (Array.isArray(value)) return same(value, (part, index) => shortValue(part, at(index), cuts));
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const short = same(entries, entry => {
    const next = shortValue(entry[1], at(entry[0]), cuts);
    return next === entry[1] ? entry : ([entry[0], next] as const);
  });
  return short === entries ? value : Object.fromEntries(short);
}

/** A list whose members are changed; the same one back when none is. */
function same<T>(list: readonly T[], change: (member: T, at: number) => T): readonly T[] {
  const changed = list.map(change);
  return changed.some((member, at) => member !== list[at]) ? changed : list;
}

function remembered<T extends object>(work: (value: T) => T): (value: T) => T {
  const known = new WeakMap<T, T>();
  return value => {
    const found = known.get(value);
    if (found) return found;
    const result = work(value);
    known.set(value, result);
    return result;
  };
}
