import { choiceOf, type Choice } from "../../model/ask/decision.ts";
import type { Ask, Verdict } from "../../model/state.ts";
import { reason, type Reason } from "../../model/text/reason.ts";
import { DeadlineError, within } from "../disk/within.ts";
import type { Store } from "../store.ts";
import type { Answerer, OpenAsk, Recording } from "./recording.ts";

type Approval = Pick<Choice, "result" | "outcome">;

export interface RulingOptions {
  readonly store: Pick<Store, "dispatch">;
  readonly recording: Recording;
  /** The policy's verdict from what is true now. Never rejects. */
  judge(ask: Ask): Promise<Verdict>;
  /** Whether a rule may answer: of a change, that the server would write what was read when it came. Never rejects. */
  mayBeWritten(ask: Ask): Promise<boolean>;
  /** What waits under a key; undefined once it was answered. */
  waiting(key: string): OpenAsk | undefined;
  approve(key: string, approval: Approval, by: Answerer): void;
  decline(key: string, by: Answerer): void;
}

/** When the audit log takes longer, a person is asked instead. */
const ruleLimitMs = 3000;

/** Lets the policy answer an ask, or says why a person must. A rule's answer goes out once the audit log has it. */
export function createRuling(options: RulingOptions): (ask: Ask) => Promise<void> {
  const { store, recording, judge, mayBeWritten, waiting, approve, decline } = options;

  /** Lets the policy answer, or a person. */
  const consider = async (ask: Ask): Promise<void> => {
    const verdict = await judge(ask);
    const answered =
      verdict.decision === "ask" ? verdict : await answerByRule(ask, verdict, verdict.decision);
    if (answered) store.dispatch({ type: "ask/judged", key: ask.key, verdict: answered });
  };

  /** Answers as a rule says; otherwise gives back why a person must. */
  const answerByRule = async (
    ask: Ask,
    verdict: Verdict,
    decision: "allow" | "deny",
  ): Promise<Verdict | null> => {
    const because = (why: Reason): Verdict => ({
      decision: "ask",
      reason: why,
      rule: verdict.rule,
    });
    const entry = waiting(ask.key);
    const planned = decision === "allow" ? approvalOf(ask) : null;
    if (!entry) return null;
    if (decision === "allow" && !planned) return because(reason("policy.notOffered"));
    const byRule: Answerer = { by: "rule", rule: verdict.rule, choice: null };
    if (decision === "allow" && recording.isLost) return because(reason("policy.auditLost"));
    try {
      await within(ruleLimitMs, "Writing the audit log", () =>
        recording.record(entry, planned?.outcome ?? "declined", byRule),
      );
    } catch (error) {
      recording.lose(error);
      if (decision === "allow") {
        // The record may still reach a disk that only hung.
        if (error instanceof DeadlineError)
          recording.record(entry, "notSent", byRule).catch(recording.lose);
        return because(reason("policy.auditLost"));
      }
    }
    // What was true when it was judged may not be any more.
    const [again, isAsRead] = await Promise.all([
      judge(ask),
      decision === "deny" || mayBeWritten(ask),
    ]);
    const isSame = again.decision === decision && isAsRead && waiting(ask.key) === entry;
    if (!isSame) {
      recording.record(entry, "notSent", byRule).catch(recording.lose);
      if (again.decision === "ask") return again;
      return because(reason(isAsRead ? "policy.rulesChanged" : "policy.notAsRead"));
    }
    if (planned) approve(ask.key, planned, byRule);
    else decline(ask.key, byRule);
    return null;
  };

  return consider;
}

/** The plain yes to an ask, if it has one that a rule may give. */
const approvalOf = (ask: Ask): Approval | null => choiceOf(ask, "accept") ?? null;
