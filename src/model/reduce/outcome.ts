import type { Reason } from "../text/reason.ts";

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
  readonly why: Reason | null;
}

/** Only for an item that is there: one of a turn that is not loaded yet is told again when it is. */
export function withOutcome<T extends { readonly id: string; readonly outcome?: ChangeOutcome }>(
  items: readonly T[],
  itemId: string,
  outcome: ChangeOutcome,
): readonly T[] {
  const known = items.find(({ id }) => id === itemId);
  if (!known || JSON.stringify(known.outcome) === JSON.stringify(outcome)) return items;
  return items.map(item => (item.id === itemId ? { ...item, outcome } : item));
}
