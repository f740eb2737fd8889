import type { Thread, ThreadReadState } from "../../protocol/types.gen.ts";
import type { EffectiveSlice } from "./effective.ts";
import { described, newFacts, type ThreadFacts } from "./thread.ts";
import type { Rows, ThreadMethod } from "./table.ts";
import type { UsageSlice } from "./usage.ts";

export type Forgotten = UsageSlice & Pick<EffectiveSlice, "askedPolicy">;

/** What every face knows of every thread, also of one whose turns are not in memory. */
export interface ThreadSummary extends ThreadFacts {
  /** The server has something that nobody has read; false where it does not say. */
  readonly unread: boolean;
  /** Seconds since 1970; 0 where the server did not say. */
  readonly updatedAt: number;
  /**
   * Set when its turns were dropped from memory, with what the server does not tell again: turns that are there came later,
   * and opening it brings all back.
   */
  readonly forgotten: Forgotten | null;
}

export const newSummary = (id: string): ThreadSummary => ({
  ...newFacts(id),
  unread: false,
  updatedAt: 0,
  forgotten: null,
});

/** What only the summary tells; `factRows` tell the rest. */
export const summaryRows = {
  "thread/started": (_known, { thread }) => ({ updatedAt: thread.updatedAt }),
  "turn/started": ({ updatedAt }, { turn }) => ({ updatedAt: turn.startedAt ?? updatedAt }),
  "turn/completed": ({ updatedAt }, { turn }) => ({ updatedAt: turn.completedAt ?? updatedAt }),
  "thread/readState/changed": (_known, { readState }) => ({ unread: isUnread(readState) }),
} satisfies Rows<ThreadSummary, ThreadMethod>;

/** The summary of a stored thread, from what was known of it before. */
export const summaryOf = (
  known: ThreadSummary | undefined,
  thread: Thread,
  readState: ThreadReadState | undefined,
): ThreadSummary => {
  const before = known ?? newSummary(thread.id);
  return {
    ...before,
    ...described(before, thread),
    updatedAt: thread.updatedAt,
    unread: readState ? isUnread(readState) : before.unread,
  };
};

const isUnread = ({ firstUnread }: ThreadReadState): boolean => firstUnread !== null;
