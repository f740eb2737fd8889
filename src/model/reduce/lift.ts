/** Rows of a part of the state, as reducers of the whole. */
import type { Notifications } from "../../protocol/methods.gen.ts";
import { editSummary, editThread, editTurn } from "../edit.ts";
import type { State } from "../state.ts";
import type { ThreadSummary } from "./summary.ts";
import {
  ignored,
  patched,
  type Method,
  type Rows,
  type ThreadMethod,
  type TurnMethod,
} from "./table.ts";
import type { ThreadState } from "./thread.ts";
import type { TurnState } from "./turn.ts";

/** How one notification changes the state. */
export type Reducer = (state: State, params: Notifications[Method]) => State;
/** Those of one slice, by the notifications that it has a row for. */
export type Reducers<M extends Method> = { readonly [K in M]: "ignored" | Reducer };

export const inState = <R extends Rows<State>>(rows: R) =>
  lift<State, Method, R>(rows, (state, _params, change) => patched(state, change(state)));

export const inSummary = <R extends Rows<ThreadSummary, ThreadMethod>>(rows: R) =>
  lift<ThreadSummary, ThreadMethod, R>(rows, (state, params, change) =>
    editSummary(state, threadIdOf(params), summary => patched(summary, change(summary))),
  );

export const inThread = <R extends Rows<ThreadState, ThreadMethod>>(rows: R) =>
  lift<ThreadState, ThreadMethod, R>(rows, (state, params, change) =>
    editThread(state, threadIdOf(params), thread => patched(thread, change(thread))),
  );

export const inTurn = <R extends Rows<TurnState, TurnMethod>>(rows: R) =>
  lift<TurnState, TurnMethod, R>(rows, (state, params, change) =>
    editTurn(state, params.threadId, turnIdOf(params), turn => patched(turn, change(turn))),
  );

function lift<Slice, M extends Method, R extends Rows<Slice, M>>(
  rows: R,
  edit: (state: State, params: Notifications[M], change: (slice: Slice) => Partial<Slice>) => State,
): Reducers<keyof R & M> {
  type Row = (slice: Slice, params: Notifications[M]) => Partial<Slice>;
  // A row and its params belong to the same method, which TypeScript cannot follow through a list.
  const list = Object.entries(rows as Record<string, "ignored" | Row | undefined>);
  const reducers = list.map(([method, row]) => [
    method,
    typeof row !== "function"
      ? ignored
      : (state: State, given: Notifications[Method]) => {
          // The table is asked for this method, so these are its params.
          const params = given as Notifications[M];
          return edit(state, params, slice => row(slice, params));
        },
  ]);
  // The entries have the names that the rows have.
  return Object.fromEntries(reducers) as Reducers<keyof R & M>;
}

/** All slices as one table: for each notification what changes the state, in the order of the slices. */
export function tableOf<S extends readonly Partial<Reducers<Method>>[]>(
  slices: S,
): { readonly [M in MethodIn<S[number]>]: readonly Reducer[] } {
  const table: { [method: string]: Reducer[] } = {};
  for (const slice of slices)
    for (const [method, reducer] of Object.entries(slice)) {
      const reducers = (table[method] ??= []);
      if (reducer !== ignored) reducers.push(reducer);
    }
  // Every name of a slice was put in.
  return table as unknown as { readonly [M in MethodIn<S[number]>]: readonly Reducer[] };
}

type MethodIn<Slice> = Slice extends unknown ? keyof Slice & Method : never;

const threadIdOf = (params: Notifications[ThreadMethod]): string =>
  "threadId" in params ? params.threadId : params.thread.id;

const turnIdOf = (params: Notifications[TurnMethod]): string =>
  "turnId" in params ? params.turnId : params.turn.id;
