/** Rows of a part of the state, as reducers of the whole. */
import type { Notifications } from "../../protocol/methods.gen.ts";
import { editSummary, editThread, editTurn } from "../edit.ts";
import type { State } from "../state.ts";
import type { ThreadSummary } from "./summary.ts";
import { patched, type Method, type Rows, type ThreadMethod, type TurnMethod } from "./table.ts";
import type { ThreadState } from "./thread.ts";
import type { TurnState } from "./turn.ts";

/** How one notification changes the state. */
export type Reducer = (state: State, params: Notifications[Method]) => State;
export type Reducers = readonly (readonly [method: string, reducer: Reducer])[];

export const inState = (rows: Rows<State>): Reducers =>
  lift<State, Method>(rows, (state, _params, change) => patched(state, change(state)));

export const inSummary = (rows: Rows<ThreadSummary, ThreadMethod>): Reducers =>
  lift<ThreadSummary, ThreadMethod>(rows, (state, params, change) =>
    editSummary(state, threadIdOf(params), summary => patched(summary, change(summary))),
  );

export const inThread = (rows: Rows<ThreadState, ThreadMethod>): Reducers =>
  lift<ThreadState, ThreadMethod>(rows, (state, params, change) =>
    editThread(state, threadIdOf(params), thread => patched(thread, change(thread))),
  );

export const inTurn = (rows: Rows<TurnState, TurnMethod>): Reducers =>
  lift<TurnState, TurnMethod>(rows, (state, params, change) =>
    editTurn(state, params.threadId, turnIdOf(params), turn => patched(turn, change(turn))),
  );

function lift<Slice, M extends Method>(
  rows: Rows<Slice, M>,
  edit: (state: State, params: Notifications[M], change: (slice: Slice) => Partial<Slice>) => State,
): Reducers {
  type Row = (slice: Slice, params: Notifications[M]) => Partial<Slice>;
  return Object.entries<"ignored" | Row | undefined>(
    // A row and its params belong to the same method, which TypeScript cannot follow through a list.
    rows as Record<string, "ignored" | Row | undefined>,
  ).flatMap(([method, row]) =>
    typeof row === "function"
      ? [
          [
            method,
            (state: State, given: Notifications[Method]) => {
              // The table is asked for this method, so these are its params.
              const params = given as Notifications[M];
              return edit(state, params, slice => row(slice, params));
            },
          ] as const,
        ]
      : [],
  );
}

const threadIdOf = (params: Notifications[ThreadMethod]): string =>
  "threadId" in params ? params.threadId : params.thread.id;

const turnIdOf = (params: Notifications[TurnMethod]): string =>
  "turnId" in params ? params.turnId : params.turn.id;
