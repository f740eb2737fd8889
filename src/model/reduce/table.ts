import type { Notifications } from "../../protocol/methods.gen.ts";
import type { State } from "../state.ts";

/** How one notification changes the state; `ignored` says that it was thought about and has no face (yet). */
export type Row<M extends keyof Notifications> =
  "ignored" | ((state: State, params: Notifications[M]) => State);

/** One row for every notification of the protocol: a new one does not compile until it has a row. */
export type NotificationTable = { readonly [M in keyof Notifications]: Row<M> };

/** The rows of one noun. */
export type Rows = { readonly [M in keyof Notifications]?: Row<M> };

export const ignored = "ignored";
