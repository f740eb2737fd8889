import { reason, type Reason } from "../model/text/reason.ts";

/** Why something asks; null when it need not. Of a command it continues "It …", of a path "which …". */
export type Problem = Reason | null;

/** What could not be read or is not allowed, and why. */
export interface Refused {
  readonly problem: Reason;
}

/** A sentence about a command line as a whole. */
export const it = (why: Reason): Reason => reason("policy.it", { why });

/** A sentence about one command of a line; null without a problem. */
export const about = <P extends Problem>(command: string, why: P): Reason | (null & P) =>
  why && reason("policy.command", { command, why });
