import { duration, wholeSeconds } from "../../src/model/text/duration.ts";
import { lineCounts } from "../../src/model/text/format.ts";
import type { TurnState } from "../../src/model/state.ts";
import { say } from "../say.ts";

interface Changed {
  readonly added: number;
  readonly removed: number;
}

/** A shorter wait is not told. */
const leastToldMs = 1000;

/** The time that Codex took, and apart from it what it waited for the person. */
export const tookText = (durationMs: number, waitedMs: number): string =>
  waitedMs < leastToldMs
    ? duration(durationMs)
    : say("turn.took", {
        duration: duration(Math.max(0, durationMs - waitedMs)),
        waited: wholeSeconds(waitedMs),
      });

/** The lines that were added and removed; null where more, or less, is on disk than Codex's changes say. */
export function changedLines({ items, changedPaths }: TurnState): Changed | null {
  const paths = new Set<string>();
  let added = 0;
  let removed = 0;
  for (const { item, outcome } of items) {
    if (item.type !== "fileChange") continue;
    if (outcome) return null;
    if (item.status !== "completed") continue;
    for (const { path, kind, diff } of item.changes) {
      const counts = lineCounts(kind.type, diff);
      paths.add(kind.type === "update" ? (kind.move_path ?? path) : path);
      added += counts.added;
      removed += counts.removed;
    }
  }
  return changedPaths.length > 0 && changedPaths.every(path => paths.has(path))
    ? { added, removed }
    : null;
}
