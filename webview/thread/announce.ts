/** What a screen reader's user was told of last, and what there is now. */
export interface Heard {
  readonly threadId: string | null;
  readonly turnId: string | null;
  readonly status: string | null;
  /** The ask that waits longest. */
  readonly askKey: string | null;
  readonly isHeld: boolean;
}

export const nothingHeard: Heard = {
  threadId: null,
  turnId: null,
  status: null,
  askKey: null,
  isHeld: false,
};

/**
 * What is to be said. `nothing`: what was said last holds no longer. `null`: it does, and nothing is new. What waits for
 * the person comes first.
 */
export type News =
  "held" | "asked" | "working" | "completed" | "failed" | "interrupted" | "nothing";

export function newsOf(before: Heard, now: Heard): News | null {
  if (now.isHeld && !before.isHeld) return "held";
  if (now.askKey !== null && now.askKey !== before.askKey) return "asked";
  if (before.threadId !== now.threadId)
    return before.threadId === null && now.status === "inProgress" ? "working" : "nothing";
  if (before.turnId !== now.turnId) return now.status === "inProgress" ? "working" : "nothing";
  const ended = before.status === now.status ? null : endOf(now.status);
  if (ended) return ended;
  if (before.isHeld && !now.isHeld) return "nothing";
  return before.askKey !== null && now.askKey === null ? "nothing" : null;
}

const endOf = (status: string | null) =>
  status === "completed" || status === "failed" || status === "interrupted" ? status : null;
