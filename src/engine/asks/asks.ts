import { reason } from "../../model/text/reason.ts";
import { said } from "../../model/text/say.ts";
import { AnswerError } from "../../appserver/errors.ts";
import { choiceOf, type AskResult } from "../../model/ask/decision.ts";
import { changesOf, isFileAsk } from "../../model/select/thread.ts";
import type { Ask, AskOutcome, AskRequest } from "../../model/state.ts";
import type { RequestId } from "../../protocol/types.gen.ts";
import type { AnswerDetail } from "./auditSubject.ts";
import {
  createAnswers,
  person,
  type Answers,
  type AnswerResult,
  type AnswersOptions,
  type DirectResult,
} from "./answers.ts";
import { createDeadlines } from "./deadlines.ts";
import { handlingOf } from "./requests.ts";
import { report } from "../log.ts";

export interface Asks {
  /**
   * Answers with one of the choices that the ask offers; whoever comes first closes it for all. A file change goes to its
   * review: `engine.reviews` tells more of what became of it. Any other answer is given before this returns.
   */
  choose(key: string, choiceId: string): Promise<AnswerResult>;
  /** Answers an ask that has a form instead of choices, at once; a file change has none. */
  answer(key: string, result: AskResult, outcome: AskOutcome): AnswerResult;
  /** Answers with what refuses this kind of request; a file change through its review. */
  decline(key: string): Promise<AnswerResult>;
}

export interface AsksOptions extends AnswersOptions {
  /** Answers a file change by its review. Never rejects. */
  chooseForChange(key: string, choiceId: string): Promise<AnswerResult>;
  /** Milliseconds after which an ask that nobody answered is declined; null for never. */
  timeoutMs(): number | null;
}

/** The asks with what only the engine does with them. */
export interface Answering {
  readonly asks: Asks;
  /** Sends one of the choices of an ask to the server, at once. For a file change only its review may do so. */
  send(key: string, choiceId: string, decided?: AnswerDetail["decided"]): DirectResult;
  /** Handles one request of the server process `generation`; rejects where an error answer is the refusal. */
  handle(generation: number, method: string, params: unknown, id: RequestId): Promise<unknown>;
  /** Judges what waits for a person once more: trust, rules or settings changed. */
  judgeAgain(): void;
}

const itemWaitMs = 2000;
const late = { ok: false, reason: "alreadyAnswered" } as const;

/** Turns server requests into asks: the policy is heard first, then a person, and the clock ends it. */
export function createAsks(options: AsksOptions): Answering {
  const { store, scope, log, timeoutMs } = options;
  const answers = createAnswers(options);
  const find = (key: string) => store.state.asks.find(ask => ask.key === key);

  const deadlines = createDeadlines({
    store,
    scope,
    onOver(key) {
      log("info", "An ask was declined because nobody answered it in time.");
      answers.declineBy(key, { by: "timeout", rule: null, choice: null });
    },
  });

  const open = (key: string, requestId: RequestId, request: AskRequest): Promise<AskResult> =>
    new Promise(resolve => {
      // The server may send a request again: it has one prompt and one answer, which the first promise gives.
      if (!answers.isNew(key)) return;
      const limit = timeoutMs();
      const now = Date.now();
      const ask: Ask = {
        key,
        requestId,
        ...addressOf(request.params),
        request,
        openedAt: now,
        expiresAt: limit === null ? null : now + limit,
        verdict: null,
      };
      answers.expect(ask, resolve);
      store.dispatch({ type: "ask/opened", ask });
      if (limit !== null) deadlines.add(key, limit);
      if (isFileAsk(ask)) declineWithoutItem(ask);
      report(log, "Judging an ask", answers.consider(ask));
    });

  /** A change that nobody can see cannot be approved. */
  const declineWithoutItem = (ask: Ask) => {
    if (changesOf(store.state, ask)) return;
    scope.after(itemWaitMs, () => {
      if (changesOf(store.state, ask)) return;
      log("warn", "A file change was declined because the server did not say what it changes.");
      answers.declineBy(ask.key, { by: "server", rule: null, choice: null });
    });
  };

  const send: Answering["send"] = (key, choiceId, decided = null) => {
    const ask = find(key);
    if (!ask) return late;
    const choice = choiceOf(ask, choiceId);
    if (!choice) return { ok: false, reason: "notOffered" };
    const granted = choice.kind === "wider" && choice.detail ? said(choice.detail) : null;
    const by = person(choiceId, { granted, decided });
    return answers.answer(key, choice.result, choice.outcome, by);
  };

  const asks = facing({ ...options, answers, find, send });

  return {
    asks,
    send,
    async handle(generation, method, params, id) {
      const handling = handlingOf(method);
      if (!handling) throw unknown(options, method);
      // Method and params came in one message; the types are the generated protocol's.
      const request = { method, params } as AskRequest;
      if (handling.kind === "ask") return open(`${generation}:${typeof id}:${id}`, id, request);
      // The row is the one of this method, so it takes these params.
      return (handling.answer as (params: unknown) => unknown)(params);
    },
    judgeAgain() {
      for (const ask of store.state.asks) report(log, "Judging an ask", answers.consider(ask));
    },
  };
}

interface Facing extends Pick<AsksOptions, "chooseForChange">, Pick<Answering, "send"> {
  readonly answers: Pick<Answers, "answer" | "declineBy">;
  /** An ask that waits for a person. */
  find(key: string): Ask | undefined;
}

/** How faces answer: a file change only by its review. */
function facing({ answers, find, send, chooseForChange }: Facing): Asks {
  return {
    async choose(key, choiceId) {
      const ask = find(key);
      return ask && isFileAsk(ask) ? chooseForChange(key, choiceId) : send(key, choiceId);
    },
    answer(key, result, outcome) {
      const ask = find(key);
      if (!ask) return late;
      if (isFileAsk(ask)) return { ok: false, reason: "notOffered" };
      return answers.answer(key, result, outcome, person());
    },
    async decline(key) {
      const ask = find(key);
      if (!ask) return late;
      if (isFileAsk(ask)) return chooseForChange(key, "decline");
      return answers.declineBy(key, person());
    },
  };
}

/** Tells of a request that a newer server makes, and gives what refuses it. */
function unknown({ store, log }: Pick<AsksOptions, "store" | "log">, method: string): AnswerError {
  log(
    "warn",
    `The server asked something that this version of Folio does not know (${method}); it was refused.`,
  );
  const what = reason("notice.unknownAsk", { method: method.slice(0, 100) });
  store.dispatch({ type: "notice/added", notice: { level: "warning", what } });
  return new AnswerError(-32601, `Folio does not know ${method}.`);
}

/** The thread, turn and item that a request is about. */
export function addressOf(
  params: AskRequest["params"],
): Pick<Ask, "threadId" | "turnId" | "itemId"> {
  const text = (name: string): string | null => {
    const value: unknown = Reflect.get(params, name);
    return typeof value === "string" ? value : null;
  };
  return { threadId: text("threadId"), turnId: text("turnId"), itemId: text("itemId") };
}
