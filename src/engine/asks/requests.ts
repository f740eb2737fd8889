import { AnswerError } from "../../appserver/errors.ts";
import type { AskResult } from "../../model/ask/decision.ts";
import type { Ask } from "../../model/state.ts";
import type { ServerMethods } from "../../protocol/methods.gen.ts";

/** How one kind of server request is handled: it waits for a person, or it is answered at once. */
type Handling<M extends keyof ServerMethods> =
  | { readonly kind: "ask"; readonly decline: ServerMethods[M]["result"] }
  | {
      readonly kind: "now";
      answer(params: ServerMethods[M]["params"]): ServerMethods[M]["result"];
    };

const refuse = (why: string) => (): never => {
  throw new AnswerError(-32601, why);
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
      // oxlint-disable-next-line folio/wordless -- The model reads it.
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

/** How a request is handled; undefined for a method that this protocol does not have. */
export const handlingOf = (method: string): Handling<keyof ServerMethods> | undefined =>
  isServerMethod(method) ? table[method] : undefined;

/** What refuses an ask. */
export function refusalOf({ request }: Ask): AskResult {
  const handling = table[request.method];
  if (handling.kind === "ask") return handling.decline;
  throw new Error(`${request.method} is answered at once and never an ask.`);
}

const isServerMethod = (method: string): method is keyof ServerMethods =>
  Object.hasOwn(table, method);
