import type { ThreadState } from "../../src/model/state.ts";
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

/** What Codex pursues by itself. It never begins by opening a thread: a paused goal goes on when the person says so. */
export function GoalLine({ thread }: { readonly thread: ThreadState | undefined }) {
  const title = thread?.goal ? words[thread.goal.status] : null;
  if (!thread?.goal || title === null) return null;
  const { id: threadId, goal } = thread;
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
