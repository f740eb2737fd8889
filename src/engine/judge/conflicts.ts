import type { Ask, State, ThreadState } from "../../model/state.ts";
import { firstLine } from "../../model/text/firstLine.ts";
import { reason } from "../../model/text/reason.ts";
import type { Problem } from "../../policy/problem.ts";

export interface ConflictQuery {
  readonly state: State;
  readonly ask: Ask;
  /** Absolute. */
  readonly path: string;
  isUnsaved(path: string): boolean;
}

/** How an ask's change to a path would get in somebody's way, to be said after the path; null when it would not. */
export function conflictOf({ state, ask, path, isUnsaved }: ConflictQuery): Problem {
  if (isUnsaved(path)) return reason("policy.conflict.unsaved");
  const others = Object.values(state.threads).filter(({ id }) => id !== ask.threadId);
  const other = others.find(thread => touchesNow(thread, path));
  return other ? reason("policy.conflict.thread", { thread: nameOf(other) }) : null;
}

/** Whether the running turn of a thread has changed the path, or is about to. */
const touchesNow = (thread: ThreadState, path: string): boolean =>
  thread.turns.some(
    turn =>
      turn.status === "inProgress" &&
      turn.items.some(
        ({ item }) =>
          item.type === "fileChange" &&
          item.status !== "declined" &&
          item.status !== "failed" &&
          item.changes.some(
            change =>
              change.path === path ||
              (change.kind.type === "update" && change.kind.move_path === path),
          ),
      ),
  );

const nameOf = ({ title, id }: ThreadState): string => firstLine(title, 40) || id.slice(-6);
