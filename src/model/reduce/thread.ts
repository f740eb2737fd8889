import type { Thread, ThreadItem, ThreadStatus } from "../../protocol/types.gen.ts";
import { firstLine } from "../text/firstLine.ts";
import { saidIn } from "../text/userInput.ts";
import { initialEffective, type EffectiveSlice } from "./effective.ts";
import { initialGoal, type GoalSlice } from "./goal.ts";
import { initialHeld, type HeldSlice } from "./held.ts";
import { ignored, type Rows, type ThreadMethod } from "./table.ts";
import { initialTurns, type TurnsSlice } from "./turn.ts";
import { initialUsage, type UsageSlice } from "./usage.ts";

/** What a thread is called, where it works, whose it is and what it does: also what its summary tells. */
export interface ThreadFacts {
  readonly id: string;
  readonly title: string;
  readonly cwd: string;
  readonly parentThreadId: string | null;
  readonly status: ThreadStatus;
}

export interface ThreadState
  extends ThreadFacts, EffectiveSlice, GoalSlice, HeldSlice, TurnsSlice, UsageSlice {
  /** Another process, such as the Codex of another window, writes the thread: here it can only be looked at. */
  readonly isHeldElsewhere: boolean;
  /** Its last turns are shown, and the server does not have it open yet. */
  readonly isOpening: boolean;
}

export const newFacts = (id: string): ThreadFacts => ({
  id,
  title: "",
  cwd: "",
  parentThreadId: null,
  status: { type: "notLoaded" },
});

/** A thread of which nothing is known but these facts. */
export const newThread = ({
  id,
  title,
  cwd,
  parentThreadId,
  status,
}: ThreadFacts): ThreadState => ({
  id,
  title,
  cwd,
  parentThreadId,
  status,
  isHeldElsewhere: false,
  isOpening: false,
  ...initialEffective,
  ...initialTurns,
  ...initialUsage,
  ...initialGoal,
  ...initialHeld,
});

/** The rows of what a summary tells too: `summary.ts` takes them over, so that both always say the same. */
export const factRows = {
  "thread/started": (known, { thread }) => described(known, thread),
  "thread/status/changed": (_known, { status }) => ({ status }),
  "thread/name/updated": ({ title }, { threadName }) => ({ title: threadName ?? title }),
  "thread/settings/updated": (_known, { threadSettings: { cwd } }) => ({ cwd }),
  "thread/closed": () => ({ status: { type: "notLoaded" } }),
  "item/started": (known, { item }) => titled(known, item),
  "item/completed": (known, { item }) => titled(known, item),
} satisfies Rows<ThreadFacts, ThreadMethod>;

export const threadRows = {
  "thread/archived": ignored,
  "thread/unarchived": ignored,
  "thread/section/changed": ignored,
  "thread/attachment/updated": ignored,
  "thread/prediction/updated": ignored,
  "thread/project/updated": ignored,
  "thread/environment/connected": ignored,
  "thread/environment/disconnected": ignored,
  "thread/compacted": ignored,
} satisfies Rows<ThreadState, ThreadMethod>;

/** What the server tells of a thread; a preview can be a megabyte, and is not told for a thread that just began. */
export const described = (known: ThreadFacts, thread: Thread): Partial<ThreadFacts> => ({
  title: thread.name ?? (known.title || firstLine(thread.preview)),
  cwd: thread.cwd,
  parentThreadId: thread.parentThreadId,
  status: thread.status,
});

/** A thread without a name is called by the first line that was said in it, as the server does. */
const titled = ({ title }: ThreadFacts, item: ThreadItem): Partial<ThreadFacts> =>
  title === "" && item.type === "userMessage"
    ? { title: firstLine(saidIn(item.content).text) }
    : {};

/** Only the items of its parent tell of a sub-agent's thread. */
export const adopted = (
  child: ThreadFacts,
  parentThreadId: string,
  title: string,
): Partial<ThreadFacts> =>
  child.parentThreadId === null ? { parentThreadId, title: child.title || firstLine(title) } : {};
