import type { AskResult } from "../../model/ask/decision.ts";
import type { Ask, AskOutcome, Verdict } from "../../model/state.ts";
import { within } from "../disk/within.ts";
import { createEffects, type AskEnd } from "../effects.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import { permissionGrant, type AnswerDetail } from "./auditSubject.ts";
import {
  createRecording,
  type Answerer,
  type OpenAsk,
  type RecordingOptions,
} from "./recording.ts";
import { refusalOf } from "./requests.ts";
import { createRuling } from "./ruling.ts";

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

export interface AnswersOptions extends RecordingOptions {
  readonly store: Store;
  readonly scope: Scope;
  /** The policy's verdict from what is true now. Never rejects. */
  judge(ask: Ask): Promise<Verdict>;
  /** Whether a rule may answer: of a change, that the server would write what was read when it came. Never rejects. */
  mayBeWritten(ask: Ask): Promise<boolean>;
}

interface Waiting extends OpenAsk {
  resolve(result: AskResult): void;
}

export const person = (choice: string | null = null, detail: AnswerDetail = {}): Answerer => ({
  by: "user",
  rule: null,
  choice,
  detail,
});

/** A person's answer waits at most this long for the audit log: a disk may hang. */
const recordLimitMs = 1000;

/**
 * Sends each answer exactly once: a person's at once, a rule's after it was written to the audit log and judged once more.
 * The state says which asks are open; nothing else does.
 */
export interface Answers {
  /** Whether nobody was asked yet, or the server took it back and asks again. */
  isNew(key: string): boolean;
  /** From now on an answer goes to `resolve`. */
  expect(ask: Ask, resolve: (result: AskResult) => void): void;
  /** Closes an ask for all and sends the answer once the audit log has it; a broken log holds no person up. */
  answer(key: string, result: AskResult, outcome: AskOutcome, answerer: Answerer): DirectResult;
  /** Answers with what refuses this kind of request. */
  declineBy(key: string, answerer: Answerer): DirectResult;
  /** Lets the policy answer, or a person. */
  consider(ask: Ask): Promise<void>;
}

export function createAnswers(options: AnswersOptions): Answers {
  const { store, scope, log } = options;
  const waiting = new Map<string, Waiting>();
  /** What was answered. The server counts its ids up from 0, so this grows by one text an answer. */
  const answered = new Set<string>();
  const recording = createRecording(options);
  const { record } = recording;

  // Closed by the server, its turn or its death: there is nobody to answer any more.
  const hearEnd = ({ ask: { key }, end }: AskEnd) => {
    const entry = waiting.get(key);
    if (!waiting.delete(key) || !entry) return;
    record(entry, end?.outcome ?? "withdrawn", {
      by: "server",
      rule: null,
      choice: null,
    }).catch(recording.lose);
  };
  scope.add(createEffects(store).onAskEnd(hearEnd));

  const answer: Answers["answer"] = (key, result, outcome, answerer) => {
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
    const told = written.catch(recording.lose);
    void within(recordLimitMs, "Writing the audit log", () => told)
      .catch((error: unknown) => log("warn", String(error)))
      .then(() => entry.resolve(result));
    return { ok: true };
  };

  const declineBy: Answers["declineBy"] = (key, answerer) => {
    const entry = waiting.get(key);
    return entry
      ? answer(key, refusalOf(entry.ask), "declined", answerer)
      : { ok: false, reason: "alreadyAnswered" };
  };

  const consider = createRuling({
    ...options,
    recording,
    waiting: key => waiting.get(key),
    approve: (key, { result, outcome }, byRule) => void answer(key, result, outcome, byRule),
    decline: (key, byRule) => void declineBy(key, byRule),
  });

  return {
    isNew: key => !waiting.has(key) && !answered.has(key),
    expect(ask, resolve) {
      waiting.set(ask.key, { ask, resolve, openedAt: performance.now() });
    },
    answer,
    declineBy,
    consider,
  };
}
