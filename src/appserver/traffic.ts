import {
  Event,
  Message,
  type DataCallback,
  type MessageReader,
  type MessageStrategy,
  type MessageWriter,
} from "vscode-jsonrpc/node";
import type { RequestId } from "../protocol/types.gen.ts";
import type { LineReader, LineWriter } from "./lines.ts";

/** What a handler of server requests is given as params: the request's own id beside its params. */
export interface Asked {
  readonly id: RequestId;
  readonly params: unknown;
}

interface Wire {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Waiting messages beyond this many bytes hold the server back: a flood must not gather in memory. */
const maxWaitingBytes = 1024 * 1024;

export interface Traffic {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly messageStrategy: MessageStrategy;
  /** Takes nothing more in, and calls back when everything that came before was handled. */
  end(callback: () => void): void;
}

/**
 * Stands between the lines and vscode-jsonrpc, which queues messages by the text of their id (so `0` and `"0"`, or two
 * answers to one request, would replace each other), hides the id of a request, and drops its queue when it is disposed.
 */
export function createTraffic(
  lines: LineReader,
  output: LineWriter,
  /** Told of what is dropped because it makes no sense: why. */
  ignored: (why: string) => void,
): Traffic {
  const unanswered = new Set<unknown>();
  const askedAs = new Map<RequestId, RequestId>();
  const sizes = new WeakMap<Message, number>();
  const endMarker: Message & { method: string } = { jsonrpc: "2.0", method: "$/end" };
  let deliver: DataCallback = () => {};
  let lastId = 0;
  let waitingBytes = 0;
  let atEnd: (() => void) | undefined;

  const inward = ({ id, method, params, result, error }: Wire): object | null => {
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

  const answerOf = ({ id, result, error }: Wire): object | null => {
    if (!unanswered.delete(id))
      return drop(`an answer came to ${JSON.stringify(id)?.slice(0, 100)}, where none is awaited`);
    if (typeof error === "object" && error !== null) return { jsonrpc: "2.0", id, error };
    if (result !== undefined) return { jsonrpc: "2.0", id, result };
    const message = "The answer holds neither a result nor an error.";
    return { jsonrpc: "2.0", id, error: { code: -32603, message } };
  };

  const drop = (why: string): null => {
    ignored(why);
    return null;
  };

  const reader: MessageReader = {
    // The end of the stream waits its turn in the queue; see `end`.
    onError: Event.None,
    onClose: Event.None,
    onPartialMessage: Event.None,
    listen(callback) {
      deliver = callback;
      lines.listen((line, bytes) => {
        if (atEnd) return;
        // `inward` gives a message of one of the three shapes.
        const message = inward(line as Wire) as Message | null;
        if (!message) return;
        sizes.set(message, bytes);
        waitingBytes += bytes;
        if (waitingBytes > maxWaitingBytes) lines.pause();
        callback(message);
      });
      return { dispose: () => {} };
    },
    dispose: () => {},
  };

  const writer: MessageWriter = {
    onError: Event.None,
    onClose: Event.None,
    async write(message) {
      if (Message.isRequest(message)) {
        unanswered.add(message.id);
        return output.write(message);
      }
      if (!Message.isResponse(message) || message.id === null) return output.write(message);
      const id = askedAs.get(message.id);
      askedAs.delete(message.id);
      // The same response under the id that the server knows.
      return output.write({ ...message, id } as Message);
    },
    end: output.end,
    dispose: output.dispose,
  };

  const messageStrategy: MessageStrategy = {
    handleMessage(message, next) {
      if (message === endMarker) return atEnd?.();
      const before = waitingBytes;
      waitingBytes -= sizes.get(message) ?? 0;
      if (before > maxWaitingBytes && waitingBytes <= maxWaitingBytes) lines.resume();
      // Whoever asked is gone: nobody may be asked for it.
      if (atEnd && Message.isRequest(message)) return;
      return next(message);
    },
  };

  return {
    reader,
    writer,
    messageStrategy,
    end(callback) {
      atEnd = callback;
      deliver(endMarker);
    },
  };
}
