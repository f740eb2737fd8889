/** Life of the server process, as the status bar and the chat show it. */
export type Connection =
  | { readonly kind: "off" }
  | { readonly kind: "untrusted" }
  | { readonly kind: "notInstalled"; readonly problem: InstallProblem; readonly message: string }
  | { readonly kind: "starting"; readonly attempt: number }
  | {
      readonly kind: "ready";
      readonly generation: number;
      readonly version: string;
      readonly path: string;
    }
  | { readonly kind: "restarting"; readonly retryInMs: number; readonly cause: string }
  /** `hasOwnWords`: the server said itself why, most often a file of its own that it cannot read. */
  | { readonly kind: "gaveUp"; readonly cause: string; readonly hasOwnWords: boolean };

export type InstallProblem = "missing" | "notExecutable" | "tooOld" | "unusable";

export interface ConnectionSlice {
  readonly connection: Connection;
}

export const initialConnection: ConnectionSlice = { connection: { kind: "off" } };
