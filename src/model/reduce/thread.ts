import type { Thread, ThreadSettings } from "../../protocol/types.gen.ts";
import { editThread } from "../edit.ts";
import type { Effective, ThreadState } from "../state.ts";
import { ignored, type Rows } from "./table.ts";

export const threadRows = {
  "thread/started": (state, { thread }) =>
    editThread(state, thread.id, known => describe(known, thread)),
  "thread/status/changed": (state, { threadId, status }) =>
    editThread(state, threadId, thread => ({ ...thread, status })),
  "thread/name/updated": (state, { threadId, threadName }) =>
    editThread(state, threadId, thread => ({ ...thread, title: threadName ?? thread.title })),
  "thread/settings/updated": (state, { threadId, threadSettings }) =>
    editThread(state, threadId, thread => ({ ...thread, effective: effective(threadSettings) })),
  "thread/tokenUsage/updated": (state, { threadId, tokenUsage }) =>
    editThread(state, threadId, thread => ({
      ...thread,
      usage: {
        ...tokenUsage,
        modelContextWindow:
          tokenUsage.modelContextWindow ?? thread.usage?.modelContextWindow ?? null,
      },
    })),
  "thread/closed": (state, { threadId }) =>
    editThread(state, threadId, thread => ({ ...thread, status: { type: "notLoaded" } })),
  "thread/reverted": (state, { threadId }) =>
    editThread(state, threadId, thread => ({ ...thread, turns: [], earlierCursor: null })),
  "thread/deleted": (state, { threadId }) => {
    const { [threadId]: _gone, ...threads } = state.threads;
    return { ...state, threads };
  },
  "thread/archived": ignored,
  "thread/unarchived": ignored,
  "thread/section/changed": ignored,
  "thread/attachment/updated": ignored,
  "thread/readState/changed": ignored,
  "thread/goal/updated": (state, { threadId, goal }) =>
    editThread(state, threadId, thread => ({ ...thread, goal })),
  "thread/goal/cleared": (state, { threadId }) =>
    editThread(state, threadId, thread => (thread.goal ? { ...thread, goal: null } : thread)),
  "thread/queue/changed": ignored,
  "thread/prediction/updated": ignored,
  "thread/project/updated": ignored,
  "thread/environment/connected": ignored,
  "thread/environment/disconnected": ignored,
  "thread/compacted": ignored,
} satisfies Rows;

/** Title (cut to 120 characters: a preview can be a megabyte, PROTOCOL fact 25), folder and status of a thread. */
export function describe(known: ThreadState, thread: Thread): ThreadState {
  return {
    ...known,
    title: thread.name ?? (known.title || firstLine(thread.preview)),
    cwd: thread.cwd,
    parentThreadId: thread.parentThreadId,
    status: thread.status,
  };
}

/** The first line of a text, cut to 120 characters. */
export const firstLine = (text: string): string =>
  Array.from(text.trimStart().slice(0, 240).split("\n", 1)[0] ?? "")
    .slice(0, 120)
    .join("");

const effective = (settings: ThreadSettings): Effective => ({
  model: settings.model,
  approvalPolicy: settings.approvalPolicy,
  sandbox: settings.sandboxPolicy,
});
