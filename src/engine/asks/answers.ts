import { choiceOf, type AskResult, type Choice } from "../../model/ask/decision.ts";
import type { Ask, AskBy, AskOutcome, Verdict } from "../../model/state.ts";
import type { Audit } from "./audit.ts";
import { describeAsk, permissionGrant, type AnswerDetail } from "./auditSubject.ts";
import { DeadlineError, within } from "../disk/within.ts";
import { createEffects, type AskEnd } from "../effects.ts";
import { refusalOf } from "./requests.ts";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";

/** What became of an answer that goes straight to the server. */
export type DirectResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason:
        /** Somebody was faster, the server took it back, or an answer is on its way. */
        | "alreadyAnswered"
        /** The ask offers no such answer. */
        | "notOffered";
    };

/** What became of any answer. Where it is not `ok` nothing was sent. */
export type AnswerResult =
  | DirectResult
  | {
      readonly ok: false;
      readonly reason:
        /** A file of the change is not what it was when it was read; it was read anew. */
        | "changedSinceShown"
        /** Accepting the change could only fail, or destroy what it is about. */
        | "broken"
        /** What was taken of the change could not be written. */
        | "notWritten"
        /** The choice is for a whole change that the server writes. */
        | "wholeOnly";
    };

export interface AnswersOptions {
  readonly store: Store;
  readonly scope: Scope;
  readonly audit: Audit;
  readonly log: Log;
  /** The policy's verdict from what is true now. Never rejects. */
  judge(ask: Ask): Promise<Verdict>;
  /** Whether a rule may answer: of a change, that the server would write what was read when it came. Never rejects. */
  mayBeWritten(ask: Ask): Promise<boolean>;
  /** The audit log cannot be written any more: told once. */
  onAuditLost(): void;
}

interface Waiting {
  /** By the clock that never goes back. */
  readonly openedAt: number;
  readonly ask: Ask;
  resolve(result: AskResult): void;
}

/** Who answers, as the audit log tells it. */
interface Answerer {
  readonly by: AskBy;
  readonly rule: string | null;
  readonly choice: string | null;
  readonly detail?: AnswerDetail;
}
export const person = (choice: string | null = null, detail: AnswerDetail = {}): Answerer => ({
  by: "user",
  rule: null,
  choice,
  detail,
});

/** A person's answer waits no longer for the audit log: a disk may hang. */
const recordLimitMs = 1000;
/** After this a person is asked instead. */
const ruleLimitMs = 3000;

/**
 * Sends each answer exactly once: a person's at once, a rule's after it was written to the audit log and judged once more.
 * The state says which asks are open; nothing else does.
 */
export function createAnswers(options: AnswersOptions) {
  const { store, scope, audit, log, judge, mayBeWritten, onAuditLost } = options;
  const waiting = new Map<string, Waiting>();
  /** What was answered. The server counts its ids up from 0, so this grows by one text an answer. */
  const answered = new Set<string>();
  let isAuditLost = false;

  const record = async (
    { ask, openedAt }: Waiting,
    decision: AskOutcome | "notSent",
    { by, rule, choice, detail }: Answerer,
  ): Promise<void> =>
    audit.write({
      threadId: ask.threadId,
      turnId: ask.turnId,
      itemId: ask.itemId,
      kind: ask.request.method,
      ...describeAsk(store.state, ask, detail),
      who: by,
      rule,
      decision,
      choice,
      latencyMs: Math.round(performance.now() - openedAt),
    });

  const loseAudit = (error: unknown) => {
    log("error", `The audit log cannot be written: ${String(error)}`);
    if (!isAuditLost) onAuditLost();
    isAuditLost = true;
  };

  // Closed by the server, its turn or its death: there is nobody to answer any more.
  const hearEnd = ({ ask: { key }, end }: AskEnd) => {
    const entry = waiting.get(key);
    if (!waiting.delete(key) || !entry) return;
    record(entry, end?.outcome ?? "withdrawn", {
      by: "server",
      rule: null,
      choice: null,
    }).catch(loseAudit);
  };
  scope.add(createEffects(store).onAskEnd(hearEnd));

  /** Closes an ask for all and sends the answer once the audit log has it; a broken log holds no person up. */
  const answer = (
    key: string,
    result: AskResult,
    outcome: AskOutcome,
    answerer: Answerer,
  ): DirectResult => {
    const entry = waiting.get(key);
    if (!entry) return { ok: false, reason: "alreadyAnswered" };
    waiting.delete(key);
    answered.add(key);
    const granted = answerer.detail?.granted ?? permissionGrant(entry.ask, result);
    const written =
      answerer.by === "rule"
        ? Promise.resolve()
        : record(entry, outcome, { ...answerer, detail: { ...answerer.detail, granted } });
    store.dispatch({ type: "ask/closed", key, outcome, by: answerer.by });
    const told = written.catch(loseAudit);
    void within(recordLimitMs, "Writing the audit log", () => told)
      .catch((error: unknown) => log("warn", String(error)))
      .then(() => entry.resolve(result));
    return { ok: true };
  };

  const declineBy = (key: string, answerer: Answerer): DirectResult => {
    const entry = waiting.get(key);
    return entry
      ? answer(key, refusalOf(entry.ask), "declined", answerer)
      : { ok: false, reason: "alreadyAnswered" };
  };

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
    const because = (reason: string): Verdict => ({ decision: "ask", reason, rule: verdict.rule });
    const entry = waiting.get(ask.key);
    const planned = decision === "allow" ? approvalOf(ask) : null;
    if (!entry) return null;
    if (decision === "allow" && !planned)
      return because("Codex does not offer to approve it once.");
    const byRule: Answerer = { by: "rule", rule: verdict.rule, choice: null };
    if (decision === "allow" && isAuditLost) return because(lostAuditReason);
    try {
      await within(ruleLimitMs, "Writing the audit log", () =>
        record(entry, planned?.outcome ?? "declined", byRule),
      );
    } catch (error) {
      loseAudit(error);
      if (decision === "allow") {
        // The record may still reach a disk that only hung.
        if (error instanceof DeadlineError) record(entry, "notSent", byRule).catch(loseAudit);
        return because(lostAuditReason);
      }
    }
    // What was true when it was judged may not be any more.
    const [again, isAsRead] = await Promise.all([
      judge(ask),
      decision === "deny" || mayBeWritten(ask),
    ]);
    const isSame = again.decision === decision && isAsRead && waiting.get(ask.key) === entry;
    if (!isSame) {
      record(entry, "notSent", byRule).catch(loseAudit);
      if (again.decision === "ask") return again;
      return because(isAsRead ? "The rules changed while it was judged." : notAsReadReason);
    }
    if (planned) answer(ask.key, planned.result, planned.outcome, byRule);
    else declineBy(ask.key, byRule);
    return null;
  };

  return {
    /** Whether nobody was asked yet, or the server took it back and asks again. */
    isNew: (key: string): boolean => !waiting.has(key) && !answered.has(key),
    /** From now on an answer goes to `resolve`. */
    expect(ask: Ask, resolve: (result: AskResult) => void): void {
      waiting.set(ask.key, { ask, resolve, openedAt: performance.now() });
    },
    answer,
    declineBy,
    consider,
  };
}

const lostAuditReason = "The audit log cannot be written, so nothing is approved automatically.";

const notAsReadReason =
  "A file of this change is not as it was when Codex asked, so nothing is approved automatically.";

/** The plain yes to an ask, if it has one that a rule may give. */
const approvalOf = (ask: Ask): Pick<Choice, "result" | "outcome"> | null =>
  choiceOf(ask, "accept") ?? null;
