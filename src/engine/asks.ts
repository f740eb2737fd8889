import { ResponseError } from "vscode-jsonrpc/node";
import { choiceOf, type AskResult } from "../model/decision.ts";
import { changesOf, isFileAsk } from "../model/select/thread.ts";
import type { Ask, AskOutcome, AskRequest } from "../model/state.ts";
import type { ServerMethods } from "../protocol/methods.gen.ts";
import type { RequestId } from "../protocol/types.gen.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store.ts";

/** How one kind of server request is handled: it waits for a person, or it is answered at once. */
type Handling<M extends keyof ServerMethods> =
  | { readonly kind: "ask"; readonly decline: ServerMethods[M]["result"] }
  | {
      readonly kind: "now";
      answer(params: ServerMethods[M]["params"]): ServerMethods[M]["result"];
    };

const refuse = (why: string) => (): never => {
  throw new ResponseError(-32601, why);
};

/** One row for every request of the protocol. Every `decline` is what the server takes as a refusal. */
const table: { readonly [M in keyof ServerMethods]: Handling<M> } = {
  "item/commandExecution/requestApproval": { kind: "ask", decline: { decision: "decline" } },
  "item/fileChange/requestApproval": { kind: "ask", decline: { decision: "decline" } },
  "item/permissions/requestApproval": { kind: "ask", decline: { permissions: {}, scope: "turn" } },
  "item/tool/requestUserInput": { kind: "ask", decline: { answers: {} } },
  "mcpServer/elicitation/request": {
    kind: "ask",
    decline: { action: "decline", content: null, _meta: null },
  },
  "item/tool/call": {
    kind: "now",
    answer: ({ tool }) => ({
      contentItems: [{ type: "inputText", text: `This client provides no tool named ${tool}.` }],
      success: false,
    }),
  },
  "currentTime/read": {
    kind: "now",
    answer: () => ({ currentTimeAt: Math.floor(Date.now() / 1000) }),
  },
  "account/chatgptAuthTokens/refresh": {
    kind: "now",
    answer: refuse("Folio holds no tokens: sign in again."),
  },
  "attestation/generate": { kind: "now", answer: refuse("Folio makes no attestations.") },
  applyPatchApproval: {
    kind: "now",
    answer: refuse("Folio speaks the approvals of version 2 only."),
  },
  execCommandApproval: {
    kind: "now",
    answer: refuse("Folio speaks the approvals of version 2 only."),
  },
};

export type AnswerResult =
  { readonly ok: true } | { readonly ok: false; readonly reason: "alreadyAnswered" | "notOffered" };

export interface Asks {
  /** Answers with one of the choices that the ask offers; whoever comes first closes it for all. */
  choose(key: string, choiceId: string): AnswerResult;
  /** Answers an ask that has a form instead of choices. */
  answer(key: string, result: AskResult, outcome: AskOutcome): AnswerResult;
  /** Answers with what refuses this kind of request. */
  decline(key: string): AnswerResult;
}

const itemWaitMs = 2000;

/** Turns server requests into asks and answers each exactly once. The state says which are open; nothing else does. */
export function createAsks(store: Store, log: Log) {
  const waiting = new Map<string, (result: AskResult) => void>();
  const timers = new Set<NodeJS.Timeout>();

  // Closed by the server, its turn or its death: there is nobody to answer any more.
  const subscription = store.onChange(({ state, before }) => {
    if (state.asks === before.asks) return;
    for (const key of waiting.keys())
      if (!state.asks.some(ask => ask.key === key)) waiting.delete(key);
  });

  const answer = (key: string, result: AskResult, outcome: AskOutcome): AnswerResult => {
    const resolve = waiting.get(key);
    if (!resolve || !find(key)) return { ok: false, reason: "alreadyAnswered" };
    store.dispatch({ type: "ask/closed", key, outcome });
    resolve(result);
    return { ok: true };
  };

  const find = (key: string) => store.state.asks.find(ask => ask.key === key);

  const decline = (key: string): AnswerResult => {
    const ask = find(key);
    const handling = ask && table[ask.request.method];
    return handling?.kind === "ask"
      ? answer(key, handling.decline, "declined")
      : { ok: false, reason: "alreadyAnswered" };
  };

  const open = (key: string, requestId: RequestId, request: AskRequest): Promise<AskResult> => {
    const ask: Ask = { key, requestId, ...addressOf(request.params), request };
    return new Promise(resolve => {
      // A replay of an open request has one prompt and one answer (FAULTS F22): the first promise keeps it.
      if (waiting.has(key)) return;
      waiting.set(key, resolve);
      store.dispatch({ type: "ask/opened", ask });
      if (isFileAsk(ask)) declineWithoutItem(ask);
    });
  };

  /** A change that nobody can see cannot be approved (FAULTS F21). */
  const declineWithoutItem = (ask: Ask) => {
    if (changesOf(store.state, ask)) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (changesOf(store.state, ask)) return;
      log("warn", "A file change was declined because the server did not say what it changes.");
      decline(ask.key);
    }, itemWaitMs);
    timers.add(timer);
  };

  const asks: Asks = {
    choose(key, choiceId) {
      const ask = find(key);
      if (!ask) return { ok: false, reason: "alreadyAnswered" };
      const choice = choiceOf(ask, choiceId);
      return choice
        ? answer(key, choice.result, choice.outcome)
        : { ok: false, reason: "notOffered" };
    },
    answer,
    decline,
  };

  return {
    asks,
    /** Handles one request of the server process `generation`; rejects where an error answer is the refusal. */
    async handle(
      generation: number,
      method: string,
      params: unknown,
      id: RequestId,
    ): Promise<unknown> {
      if (!isServerMethod(method)) {
        log(
          "warn",
          `The server asked something that this version of Folio does not know (${method}); it was refused.`,
        );
        throw new ResponseError(-32601, `Folio does not know ${method}.`);
      }
      // Method and params came in one message; the types are the generated protocol's.
      const request = { method, params } as AskRequest;
      const handling = table[method];
      if (handling.kind === "ask") return open(`${generation}:${typeof id}:${id}`, id, request);
      return (handling.answer as (params: unknown) => unknown)(params);
    },
    dispose() {
      subscription.dispose();
      timers.forEach(clearTimeout);
    },
  };
}

const isServerMethod = (method: string): method is keyof ServerMethods =>
  Object.hasOwn(table, method);

/** The thread, turn and item that a request is about. */
export function addressOf(
  params: AskRequest["params"],
): Pick<Ask, "threadId" | "turnId" | "itemId"> {
  const text = (name: string): string | null => {
    const value: unknown = name in params ? (params as Record<string, unknown>)[name] : null;
    return typeof value === "string" ? value : null;
  };
  return { threadId: text("threadId"), turnId: text("turnId"), itemId: text("itemId") };
}
