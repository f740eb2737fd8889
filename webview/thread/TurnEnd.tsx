import type { TurnState } from "../../src/model/state.ts";
import { duration } from "../../src/model/text/format.ts";
import { call } from "../link.ts";

/** How long it took, what it changed, and the way back. */
export function TurnEnd({
  turn,
  threadId,
}: {
  readonly turn: TurnState;
  readonly threadId: string;
}) {
  const { id: turnId, changedPaths, durationMs } = turn;
  const place = { threadId, turnId };
  return (
    <p class="turn-end">
      {changedPaths.length > 0 && (
        <button type="button" class="link" onClick={() => void call("showTurnChanges", place)}>
          {changedPaths.length === 1 ? "1 file changed" : `${changedPaths.length} files changed`}
        </button>
      )}
      <button
        type="button"
        class="link"
        title="Go back to before this turn: files, conversation or both"
        onClick={() => void call("restoreTurn", place)}
      >
        Restore…
      </button>
      {turn.status === "completed" && durationMs !== null && <span>{duration(durationMs)}</span>}
    </p>
  );
}
