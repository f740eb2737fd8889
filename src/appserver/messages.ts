import { Message } from "vscode-jsonrpc/node";
import type { RequestId } from "../protocol/types.gen.ts";

/** What a handler of server requests is given as params: the request's own id beside its params. */
export interface Asked {
  readonly id: RequestId;
  readonly params: unknown;
}

/** Gives messages the ids and the shapes that vscode-jsonrpc can bear. */
export interface Messages {
  /** A message of the server as it is handled; null when it makes no sense here. */
  inward(line: Message): Message | null;
  /** A message of ours as the server is to read it. */
  outward(message: Message): Message;
}

interface Wire {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** `ignored` is told why a message is dropped. */
export function createMessages(ignored: (why: string) => void): Messages {
  const unanswered = new Set<unknown>();
  const askedAs = new Map<RequestId, RequestId>();
  let lastId = 0;

  const drop = (why: string): null => {
    ignored(why);
    return null;
  };
  const answerOf = ({ id, result, error }: Wire): object | null => {
    if (!unanswered.delete(id))
      return drop(`an answer came to ${JSON.stringify(id)?.slice(0, 100)}, where none is awaited`);
    if (typeof error === "object" && error !== null) return { jsonrpc: "2.0", id, error };
    if (result !== undefined) return { jsonrpc: "2.0", id, result };
    // oxlint-disable-next-line folio/wordless -- It is told to the log, as the server's own.
    const message = "The answer holds neither a result nor an error.";
    return { jsonrpc: "2.0", id, error: { code: -32603, message } };
  };
  const shaped = ({ id, method, params, result, error }: Wire): object | null => {
    if (typeof method !== "string") return answerOf({ id, result, error });
    // vscode-jsonrpc takes these for its own; Codex has none of them.
    if (method.startsWith("$/")) return drop(`${method} belongs to another protocol`);
    if (id === undefined || id === null) return { jsonrpc: "2.0", method, params };
    if (typeof id !== "string" && typeof id !== "number")
      return drop(`${method} came with an id that is neither a number nor a text`);
    askedAs.set(++lastId, id);
    const asked: Asked = {
      id,
      params: typeof params === "object" && params !== null ? params : {},
    };
    return { jsonrpc: "2.0", id: lastId, method, params: asked };
  };

  return {
    // A line is an object of unknown fields, and `shaped` gives a message of one of the three shapes.
    inward: line => shaped(line as Wire) as Message | null,
    outward(message) {
      if (Message.isRequest(message)) unanswered.add(message.id);
      if (!Message.isResponse(message) || message.id === null) return message;
      const id = askedAs.get(message.id);
      askedAs.delete(message.id);
      const answer: Message & { id: RequestId | undefined } = { ...message, id };
      return answer;
    },
  };
}
