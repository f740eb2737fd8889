import { guarded } from "../ui/Boundary.tsx";
import { brokenConfig, policyGap } from "../../src/model/select/config.ts";
import { runningTurn } from "../../src/model/select/thread.ts";
import type { State, ThreadState, TurnState } from "../../src/model/state.ts";
import { saidInTurn } from "../../src/model/text/userInput.ts";
import { AskPanel } from "../asks/AskPanel.tsx";
import { ConnectionLine } from "./ConnectionLine.tsx";
import { ErrorCard } from "./ErrorCard.tsx";
import { goalTitle, GoalLine } from "./GoalLine.tsx";
import { Head } from "./Head.tsx";
import { HeldMessages } from "./HeldMessages.tsx";
import { Interrupted } from "./Interrupted.tsx";
import { line, type Line } from "./line.ts";
import { Notices } from "./Notices.tsx";
import { PlanLine, PlanRow } from "./PlanCard.tsx";
import { PolicyLine } from "./PolicyLine.tsx";
import { TurnEnd } from "./TurnEnd.tsx";
import { TurnNotices } from "./TurnNotices.tsx";
import { Working } from "./Working.tsx";

/** What the lines of the chat are drawn from. */
export interface ChatPage {
  readonly state: State;
  readonly thread: ThreadState | undefined;
  readonly threadId: string | null;
  /** Nothing was said yet: the welcome page is shown, which tells of the connection and the account itself. */
  readonly isEmpty: boolean;
}

/** Above what was said, or between it and the composer. */
export type ChatPlace = "head" | "foot";

/** Every line that may stand in the chat beside what was said; in this order. */
export const chatLines: readonly Line<ChatPage, ChatPlace>[] = [
  line({
    id: "head",
    place: "head",
    // The welcome page has a heading of its own.
    when: ({ thread, isEmpty, state: { connection } }) =>
      thread && !isEmpty ? { thread, connection } : null,
    Component: Head,
  }),
  line({
    id: "goal",
    place: "head",
    when({ thread }) {
      const title = thread?.goal ? goalTitle(thread.goal) : null;
      return thread?.goal && title !== null
        ? { threadId: thread.id, title, goal: thread.goal }
        : null;
    },
    Component: GoalLine,
  }),
  line({
    id: "notices",
    place: "foot",
    when({ state, isEmpty }: ChatPage) {
      const told = isEmpty ? brokenConfig(state) : undefined;
      const notices = state.notices.filter(notice => notice !== told);
      return notices.length > 0 ? { notices } : null;
    },
    Component: Notices,
  }),
  line({
    id: "policy",
    place: "foot",
    when: ({ thread }) => policyGap(thread),
    Component: PolicyLine,
  }),
  line({
    id: "asks",
    place: "foot",
    // It is always drawn: if it began with the first ask, it would take the focus for a request that came before.
    when: ({ state, threadId }) => ({ state, threadId }),
    Component: AskPanel,
  }),
  line({
    id: "plan",
    place: "foot",
    when({ thread }) {
      const plan = runningTurn(thread)?.plan;
      return plan ? { plan } : null;
    },
    Component: PlanLine,
  }),
  line({
    id: "heldMessages",
    place: "foot",
    when: ({ thread }) =>
      thread && thread.held.length > 0 ? { threadId: thread.id, held: thread.held } : null,
    Component: HeldMessages,
  }),
  line({
    id: "connection",
    place: "foot",
    when: ({ state, isEmpty }) => (isEmpty ? null : { state }),
    Component: ConnectionLine,
  }),
];

/** What the lines of a turn are drawn from. */
export interface TurnPage {
  readonly turn: TurnState;
  readonly threadId: string;
  /** Another window holds the thread, and no end of the turn is stored. */
  readonly mayRunElsewhere: boolean;
}

/** Every line that may stand below the items of a turn; in this order. */
export const turnLines: readonly Line<TurnPage, "turn">[] = [
  line({
    id: "plan",
    place: "turn",
    // While the turn runs, its plan stands above the composer.
    when: ({ turn: { plan, status } }) => (plan && status !== "inProgress" ? { plan } : null),
    Component: PlanRow,
  }),
  line({
    id: "notices",
    place: "turn",
    when: ({ turn: { notices } }) => (notices.length > 0 ? { notices } : null),
    Component: TurnNotices,
  }),
  line({
    id: "error",
    place: "turn",
    when: ({ turn }) => turn.error && { error: turn.error, input: saidInTurn(turn)[0]?.text ?? "" },
    Component: ErrorCard,
  }),
  line({
    id: "working",
    place: "turn",
    when: ({ turn }) => (turn.status === "inProgress" ? { turn } : null),
    Component: Working,
  }),
  line({
    id: "interrupted",
    place: "turn",
    when: ({ turn, mayRunElsewhere }) =>
      turn.status === "interrupted"
        ? {
            turnId: turn.id,
            lostBecause: turn.lostBecause,
            mayRunElsewhere,
            input: saidInTurn(turn)[0]?.text ?? "",
          }
        : null,
    Component: Interrupted,
  }),
  line({
    id: "end",
    place: "turn",
    when: ({ turn, threadId, mayRunElsewhere }) =>
      turn.status === "inProgress" || mayRunElsewhere ? null : { turn, threadId },
    Component: guarded(TurnEnd),
  }),
];
