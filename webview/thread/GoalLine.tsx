import type { ThreadGoal } from "../../src/protocol/types.gen.ts";
import { call } from "../link.ts";
import { say, sayKnown } from "../say.ts";
import { Button } from "../ui/elements.tsx";
import { Icon, IconButton } from "../ui/Icon.tsx";

/** The title of a goal; null for one that was reached. */
export const goalTitle = ({ status }: ThreadGoal): string | null =>
  status === "complete" ? null : sayKnown(`goal.${status}`, say("goal.label"));

export interface GoalLineProps {
  readonly threadId: string;
  readonly title: string;
  readonly goal: ThreadGoal;
}

/** What Codex pursues by itself. Opening a thread never starts it: a paused goal goes on when the person says so. */
export function GoalLine({ threadId, title, goal }: GoalLineProps) {
  const change = (does: "continue" | "pause" | "clear") => () =>
    void call("changeGoal", { threadId, does });
  return (
    <section class="goal" role="status" aria-label={say("goal.label")}>
      <Icon name="target" />
      <span class="goal-text" title={goal.objective}>
        <b>{title}</b> <bdi>{goal.objective}</bdi>
      </span>
      {goal.status === "active" ? (
        <Button onClick={change("pause")}>{say("goal.pause")}</Button>
      ) : (
        <Button onClick={change("continue")}>{say("goal.continue")}</Button>
      )}
      <IconButton name="close" label={say("goal.clear")} onClick={change("clear")} />
    </section>
  );
}
