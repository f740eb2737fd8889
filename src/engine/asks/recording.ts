import type { Ask, AskBy, AskOutcome } from "../../model/state.ts";
import type { Reason } from "../../model/text/reason.ts";
import { said } from "../../model/text/say.ts";
import type { Log } from "../log.ts";
import type { StateView } from "../store.ts";
import type { Audit } from "./audit.ts";
import { describeAsk, type AnswerDetail } from "./auditSubject.ts";

/** An ask that nobody answered yet. */
export interface OpenAsk {
  /** By the clock that never goes back. */
  readonly openedAt: number;
  readonly ask: Ask;
}

/** Who answers, as the audit log tells it. */
export interface Answerer {
  readonly by: AskBy;
  readonly rule: Reason | null;
  readonly choice: string | null;
  readonly detail?: AnswerDetail;
}

export interface RecordingOptions {
  readonly store: Pick<StateView, "state">;
  readonly audit: Audit;
  readonly log: Log;
  /** The audit log cannot be written any more: told once. */
  onAuditLost(): void;
}

/** What is decided, on its way to the audit log. */
export interface Recording {
  /** Writes a decision down. Rejects when that is not possible. */
  record(open: OpenAsk, decision: AskOutcome | "notSent", who: Answerer): Promise<void>;
  /** The log could not be written: from now on no rule may approve. */
  lose(error: unknown): void;
  readonly isLost: boolean;
}

export function createRecording({ store, audit, log, onAuditLost }: RecordingOptions): Recording {
  let isLost = false;
  return {
    record: async ({ ask, openedAt }, decision, { by, rule, choice, detail }) =>
      audit.write({
        threadId: ask.threadId,
        turnId: ask.turnId,
        itemId: ask.itemId,
        kind: ask.request.method,
        ...describeAsk(store.state, ask, detail),
        who: by,
        rule: rule && said(rule),
        decision,
        choice,
        latencyMs: Math.round(performance.now() - openedAt),
      }),
    lose(error) {
      log("error", `The audit log cannot be written: ${String(error)}`);
      if (!isLost) onAuditLost();
      isLost = true;
    },
    get isLost() {
      return isLost;
    },
  };
}
