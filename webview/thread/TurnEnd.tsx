import type { TurnState } from "../../src/model/state.ts";
import { duration } from "../../src/model/text/duration.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";

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
          {say("turn.filesChanged", { count: changedPaths.length })}
        </button>
      )}
      <button
        type="button"
        class="link"
        title={say("turn.restore.detail")}
        onClick={() => void call("restoreTurn", place)}
      >
        {say("turn.restore")}
      </button>
      {turn.status === "completed" && durationMs !== null && <span>{duration(durationMs)}</span>}
    </p>
  );
}
