import type { Reason } from "../text/reason.ts";

/** Life of the server process, as the status bar and the chat show it. */
export type Connection =
  | { readonly kind: "off" }
  | { readonly kind: "untrusted" }
  /** `isFound`: there is a program, and it cannot be used. */
  | { readonly kind: "notInstalled"; readonly isFound: boolean; readonly what: Reason }
  | { readonly kind: "starting"; readonly attempt: number }
  | {
      readonly kind: "ready";
      readonly generation: number;
      readonly version: string;
      readonly path: string;
    }
  | { readonly kind: "restarting"; readonly retryInMs: number; readonly cause: Reason }
  /** `hasOwnWords`: the server said itself why, most often a file of its own that it cannot read. */
  | { readonly kind: "gaveUp"; readonly cause: Reason; readonly hasOwnWords: boolean };

export interface ConnectionSlice {
  readonly connection: Connection;
}

export const initialConnection: ConnectionSlice = { connection: { kind: "off" } };
