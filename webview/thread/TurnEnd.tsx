import { answerOf } from "../../src/model/select/answer.ts";
import type { TurnState } from "../../src/model/state.ts";
import { LineCounts } from "../items/LineCounts.tsx";
import { call } from "../link.ts";
import { CopyButton } from "../markdown/CodeBlock.tsx";
import { say } from "../say.ts";
import { IconButton } from "../ui/Icon.tsx";
import { changedLines, tookText } from "./turnFacts.ts";

export interface TurnEndProps {
  readonly turn: TurnState;
  readonly threadId: string;
}

/** What a turn changed and how long it took, and what can be done about it. */
export function TurnEnd({ turn, threadId }: TurnEndProps) {
  const { id: turnId, changedPaths, durationMs } = turn;
  const place = { threadId, turnId };
  const counts = changedLines(turn);
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
          <span class="num">{tookText(durationMs, turn.waitedMs)}</span>
        )}
      </div>
      <div class="turn-actions">
        {answerOf(turn) !== "" && (
          <CopyButton label={say("turn.copy")} copy={() => call("copyAnswer", place)} />
        )}
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
