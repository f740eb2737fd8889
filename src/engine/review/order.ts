/** What one change of a patch reaches on disk. */
export interface Reach {
  /** The file that it names, and the place where that goes to. */
  readonly path: string;
  readonly movePath: string | null;
  readonly kind: "add" | "delete" | "update" | "move";
  /** The place that it takes away; null for what stays where it is. */
  readonly removes: string | null;
  /** The place that it writes; null for a deletion. */
  readonly writes: string | null;
}

export type Ordering =
  | { readonly kind: "free" }
  /**
   * It moves onto a place that another change clears, or clears such a place. The server tells a patch sorted by path and
   * applies it as it was written; in another order than the one meant, a text would be lost.
   */
  | { readonly kind: "ordered" }
  /** Whatever the order, it cannot end as it is shown. */
  | { readonly kind: "refused"; readonly why: "itself" | "twice" | "circle" };

export interface Order {
  /** One for each change. */
  readonly standings: readonly Ordering[];
  /** The changes in the order in which none of them destroys what another one takes away. */
  readonly sequence: readonly number[];
}

/** How the changes of one patch stand to each other. */
export function orderOf(reaches: readonly Reach[]): Order {
  const standings: Ordering[] = reaches.map(({ removes, writes }) =>
    removes !== null && removes === writes ? { kind: "refused", why: "itself" } : { kind: "free" },
  );
  /** For every change, those that have to come before it. */
  const earlier = reaches.map(() => new Set<number>());
  const removers = placesOf(reaches, "removes");
  const writers = placesOf(reaches, "writes");
  for (const [place, writing] of writers) {
    const removing = (removers.get(place) ?? []).filter(index => !writing.includes(index));
    // One place under two names (through a link) cannot be told to be written after it was cleared.
    const isMove = writing.every(index =>
      removing.every(before => reaches[index]?.movePath === reaches[before]?.path),
    );
    if (writing.length > 1 || removing.length > 1 || !isMove)
      for (const index of [...writing, ...removing])
        standings[index] = { kind: "refused", why: "twice" };
    else
      for (const before of removing)
        for (const index of writing) {
          earlier[index]?.add(before);
          for (const at of [index, before])
            if (standings[at]?.kind === "free") standings[at] = { kind: "ordered" };
        }
  }
  const sequence: number[] = [];
  const waiting = new Set(reaches.keys());
  for (let isMoving = true; isMoving;) {
    const next = [...waiting].filter(index =>
      [...(earlier[index] ?? [])].every(before => !waiting.has(before)),
    );
    isMoving = next.length > 0;
    for (const index of next) {
      waiting.delete(index);
      sequence.push(index);
    }
  }
  for (const index of waiting) {
    if (standings[index]?.kind !== "refused") standings[index] = { kind: "refused", why: "circle" };
    sequence.push(index);
  }
  return { standings, sequence };
}

function placesOf(
  reaches: readonly Reach[],
  what: "removes" | "writes",
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, reach] of reaches.entries()) {
    const place = reach[what];
    if (place !== null) found.set(place, [...(found.get(place) ?? []), index]);
  }
  return found;
}
