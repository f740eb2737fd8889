import {
  Event,
  Message,
  type DataCallback,
  type MessageReader,
  type MessageStrategy,
  type MessageWriter,
} from "vscode-jsonrpc/node";
import type { LineReader, LineWriter } from "./lines.ts";
import { createMessages } from "./messages.ts";

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
 * `ignored` is told why something that makes no sense is dropped.
 */
export function createTraffic(
  lines: LineReader,
  output: LineWriter,
  ignored: (why: string) => void,
): Traffic {
  const messages = createMessages(ignored);
  const sizes = new WeakMap<Message, number>();
  const endMarker: Message & { method: string } = { jsonrpc: "2.0", method: "$/end" };
  let deliver: DataCallback = () => {};
  let waitingBytes = 0;
  let atEnd: (() => void) | undefined;

  const reader: MessageReader = {
    // The end of the stream waits its turn in the queue; see `end`.
    onError: Event.None,
    onClose: Event.None,
    onPartialMessage: Event.None,
    listen(callback) {
      deliver = callback;
      lines.listen((line, bytes) => {
        if (atEnd) return;
        const message = messages.inward(line);
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
    write: async message => output.write(messages.outward(message)),
    end: output.end,
    dispose: output.dispose,
  };

  const messageStrategy: MessageStrategy = {
    handleMessage(message, next) {
      if (message === endMarker) return atEnd?.();
      const before = waitingBytes;
      waitingBytes -= sizes.get(message) ?? 0;
      if (before > maxWaitingBytes && waitingBytes <= maxWaitingBytes) lines.resume();
      // The server that asked is gone, so no person is asked.
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
