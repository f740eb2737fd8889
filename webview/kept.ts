import type { ReadingPlace } from "../src/model/wire.ts";
import { keep, keptBefore, type Kept } from "./link.ts";

/** What is kept of the reading of one thread: what the person folded or unfolded, and where they were. */
interface Reading {
  readonly folds: Readonly<Record<string, boolean>>;
  readonly place: ReadingPlace | null;
}

const mostThreads = 30;
/** The newest ones of a thread. Each stands twice: by its item's id and by its place. */
const mostFolds = 400;
const nothing: Reading = { folds: {}, place: null };

let shown: Pick<Kept, "surfaceId" | "threadId"> | null = null;
let readings: Readonly<Record<string, Reading>> = readingsOf(keptBefore());

/** Remembers what the page shows. */
export function keepShown(surfaceId: string, threadId: string | null): void {
  shown = { surfaceId, threadId };
  keep({ ...shown, readings });
}

/** Whether something was folded: known by one of its names, the first of which is looked up first. */
export function foldOf(threadId: string, names: () => readonly string[]): boolean | undefined {
  const folds = readings[threadId]?.folds;
  if (!folds) return undefined;
  return names()
    .map(name => (Object.hasOwn(folds, name) ? folds[name] : undefined))
    .find(isOpen => isOpen !== undefined);
}

export function keepFold(threadId: string, names: readonly string[], isOpen: boolean): void {
  const { folds, place } = readings[threadId] ?? nothing;
  const added = names.map(name => [name, isOpen] as const);
  const others = Object.entries(folds).filter(([name]) => !names.includes(name));
  put(threadId, { folds: Object.fromEntries([...others, ...added].slice(-mostFolds)), place });
}

/** Where a thread was read last; null at its end. */
export const placeOf = (threadId: string): ReadingPlace | null => readings[threadId]?.place ?? null;

export function keepPlace(threadId: string, place: ReadingPlace | null): void {
  if (place !== null || readings[threadId]?.place)
    put(threadId, { folds: readings[threadId]?.folds ?? {}, place });
}

function put(threadId: string, reading: Reading): void {
  const others = Object.entries(readings).filter(([id]) => id !== threadId);
  readings = Object.fromEntries([...others, [threadId, reading] as const].slice(-mostThreads));
  if (shown) keep({ ...shown, readings });
}

/** What an earlier page kept. It may be one of an older version. */
function readingsOf(before: unknown): Readonly<Record<string, Reading>> {
  const found = membersOf(membersOf(before)["readings"]);
  return Object.fromEntries(
    Object.entries(found).map(([threadId, reading]) => {
      const { folds, place } = membersOf(reading);
      const booleans = Object.entries(membersOf(folds)).filter(
        (entry): entry is [string, boolean] => typeof entry[1] === "boolean",
      );
      return [threadId, { folds: Object.fromEntries(booleans), place: readPlace(place) }];
    }),
  );
}

// A function that is there from the beginning: the module reads what was kept while it loads.
function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function readPlace(value: unknown): ReadingPlace | null {
  const { turnId, index, itemId, offset } = membersOf(value);
  return typeof turnId === "string" &&
    typeof itemId === "string" &&
    typeof index === "number" &&
    typeof offset === "number"
    ? { turnId, itemId, index, offset }
    : null;
}
