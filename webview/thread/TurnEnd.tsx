import type { TurnState } from "../../src/model/state.ts";
import { lineCounts } from "../../src/model/text/format.ts";
import { duration } from "../../src/model/text/duration.ts";
import { LineCounts, type LineCountsProps } from "../items/LineCounts.tsx";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { IconButton } from "../ui/Icon.tsx";

export interface TurnEndProps {
  readonly turn: TurnState;
  readonly threadId: string;
}

/** What a turn changed and how long it took, and what can be done about it. */
export function TurnEnd({ turn, threadId }: TurnEndProps) {
  const { id: turnId, changedPaths, durationMs } = turn;
  const place = { threadId, turnId };
  const counts = countsOf(turn);
  return (
    <div class="turn-end">
      <div class="turn-facts">
        {changedPaths.length > 0 && (
          <button
            type="button"
            class="link target"
            onClick={() => void call("showTurnChanges", place)}
          >
            {say("turn.filesChanged", { count: changedPaths.length })}
          </button>
        )}
        {counts && <LineCounts {...counts} />}
        {turn.status === "completed" && durationMs !== null && (
          <span class="num">{duration(durationMs)}</span>
        )}
      </div>
      <div class="turn-actions">
        <IconButton
          name="discard"
          label={say("turn.restore")}
          title={say("turn.restore.detail")}
          onClick={() => void call("restoreTurn", place)}
        />
      </div>
    </div>
  );
}

/** The lines that were added and removed; null where more, or less, is on disk than Codex's changes say. */
function countsOf({ items, changedPaths }: TurnState): LineCountsProps | null {
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
