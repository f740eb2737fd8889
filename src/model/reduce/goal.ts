import type { ThreadGoal } from "../../protocol/types.gen.ts";
import type { Rows, ThreadMethod } from "./table.ts";

export interface GoalSlice {
  /** What Codex pursues in turns that it starts by itself; null when there is none. */
  readonly goal: ThreadGoal | null;
}

export const initialGoal: GoalSlice = { goal: null };

export const goalRows = {
  "thread/goal/updated": (_known, { goal }) => ({ goal }),
  "thread/goal/cleared": () => ({ goal: null }),
} satisfies Rows<GoalSlice, ThreadMethod>;
