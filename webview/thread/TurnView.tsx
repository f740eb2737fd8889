import type { TurnState } from "../../src/model/state.ts";
import { duration } from "../../src/model/text/format.ts";
import { call } from "../link.ts";
import { ItemView } from "../items/ItemView.tsx";
import { Icon } from "../ui/Icon.tsx";
import { pure } from "../ui/pure.ts";
import { ErrorCard } from "./ErrorCard.tsx";
import { PlanCard } from "./PlanCard.tsx";
import { Working } from "./Working.tsx";

export interface TurnViewProps {
  readonly turn: TurnState;
  /** Index of the first item to draw. */
  readonly from: number;
  readonly cwd: string;
  readonly threadId: string;
  /** Another window holds the thread, and no end of the turn is stored. */
  readonly mayRunElsewhere: boolean;
}

/** One exchange: what was asked, what was done, how it ended. */
export const TurnView = pure(({ turn, from, cwd, threadId, mayRunElsewhere }: TurnViewProps) => {
  const isRunning = turn.status === "inProgress";
  return (
    <article class="turn" aria-label="Turn" aria-busy={isRunning}>
      {turn.items.slice(from).map(item => (
        <ItemView key={item.id} state={item} cwd={cwd} />
      ))}
      {turn.plan && <PlanCard plan={turn.plan} />}
      {turn.notices.map(({ level, text }) => (
        <p key={text} class={`notice notice-${level}`}>
          <Icon name={level} /> {text}
        </p>
      ))}
      {turn.error && <ErrorCard error={turn.error} input={inputOf(turn)} />}
      {isRunning && <Working turn={turn} />}
      {mayRunElsewhere && <p class="dim">It may still run in the other window.</p>}
      {turn.status === "interrupted" && !mayRunElsewhere && (
        <p class="notice notice-interrupted">
          <Icon name="debug-stop" /> Interrupted{turn.lostBecause ? `: ${turn.lostBecause}` : ""}
        </p>
      )}
      {!isRunning && !mayRunElsewhere && <TurnEnd turn={turn} threadId={threadId} />}
    </article>
  );
});

/** How long it took, what it changed, and the way back. */
function TurnEnd({ turn, threadId }: { readonly turn: TurnState; readonly threadId: string }) {
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

/** What the person said in this turn, for saying it again. */
function inputOf(turn: TurnState): string {
  const said = turn.items.find(({ item }) => item.type === "userMessage")?.item;
  if (said?.type !== "userMessage") return "";
  return said.content.map(part => (part.type === "text" ? part.text : "")).join("");
}
