import type { ThreadGoal } from "../../src/protocol/types.gen.ts";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon, IconButton } from "../ui/Icon.tsx";

const words = {
  active: "Goal",
  paused: "Goal paused",
  blocked: "Goal blocked",
  usageLimited: "Goal stopped by your usage limit",
  budgetLimited: "Goal over its budget",
  complete: null,
} as const;

/** The title of a goal; null for one that was reached. */
export const goalTitle = ({ status }: ThreadGoal): string | null => words[status];

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
    <section class="goal" role="status" aria-label="Goal">
      <Icon name="target" />
      <span class="goal-text" title={goal.objective}>
        <b>{title}</b> {goal.objective}
      </span>
      {goal.status === "active" ? (
        <Button onClick={change("pause")}>Pause</Button>
      ) : (
        <Button onClick={change("continue")}>Continue</Button>
      )}
      <IconButton name="close" label="Clear" onClick={change("clear")} />
    </section>
  );
}
