import { describeFailure, type Log } from "../../engine/api.ts";
import type { FromWebview, ToWebview } from "../../model/wire.ts";

export type Call = Extract<FromWebview, { kind: "call" }>;

export interface AnswerCallOptions {
  /** Why the call must not be carried out; null when it may. */
  objection(call: Call): string | null;
  /** Carries out the call; a rejection is told where the call was made. */
  carryOut(call: Call): Promise<unknown>;
  post(message: ToWebview): Thenable<boolean>;
  readonly log: Log;
}

/** Carries out a call of the page and answers it, whatever becomes of it. Never rejects. */
export async function answerCall(
  call: Call,
  { objection, carryOut, post, log }: AnswerCallOptions,
): Promise<void> {
  const { id, method } = call;
  try {
    const refusal = objection(call);
    if (refusal !== null) throw new Error(refusal);
    await carryOut(call);
  } catch (error) {
    log("warn", `${method} failed: ${error instanceof Error ? error.message : String(error)}`);
    await post({ kind: "reply", id, ok: false, message: describeFailure(error) });
    return;
  }
  await post({ kind: "reply", id, ok: true, result: null });
}
