import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { responseEvents, type Failure, type Output, type Usage } from "./events.ts";

/** What the model is asked: the last thing a user said, and what its own calls since then gave back. */
export interface Prompt {
  readonly user: string;
  /** Outputs of the tool calls since `user`, in order. */
  readonly results: readonly string[];
  /** Everything that users said in this conversation. */
  readonly said: readonly string[];
  readonly body: unknown;
}

export interface Reply {
  readonly outputs: readonly Output[];
  readonly usage?: Usage;
  /** Ends the response badly, after `outputs` where the kind of failure can have any. */
  readonly failure?: Failure;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Spoken {
  readonly first: number;
  readonly last: number;
}

export interface ScriptedModel {
  /** `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  /** Every request body, oldest first. */
  readonly requests: readonly unknown[];
  /** How many events were sent, in all responses. */
  sent(): number;
  /** When the first and the last piece of text of the latest answer were sent, in milliseconds since 1970. */
  spoke(): Spoken;
  close(): Promise<void>;
}

const ordinaryUsage: Usage = { input: 12_000, cached: 8_000, output: 420, reasoning: 96 };

/** A Responses API on loopback whose answers a script decides. */
export async function startModel(
  script: (prompt: Prompt) => Reply,
  port = 0,
): Promise<ScriptedModel> {
  const requests: unknown[] = [];
  let count = 0;
  let sent = 0;
  let spoken: Spoken = { first: 0, last: 0 };
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== "POST" || !request.url?.endsWith("/responses")) {
      response
        .writeHead(404, { "content-type": "application/json" })
        .end('{"error":{"message":"not found"}}');
      return;
    }
    const body = await readJson(request);
    requests.push(body);
    const reply = script(promptOf(body));
    const { failure } = reply;
    if (failure?.type === "status") {
      response.writeHead(failure.status, {
        "content-type": "application/json",
        ...reply.headers,
        ...failure.headers,
      });
      response.end(JSON.stringify(failure.body));
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream", ...reply.headers });
    const id = `${(++count).toString(36)}${Date.now().toString(36)}`;
    let first = 0;
    await stream(response, id, reply, type => {
      sent++;
      if (type !== "response.output_text.delta") return;
      const last = performance.timeOrigin + performance.now();
      first ||= last;
      spoken = { first, last };
    });
  };

  await new Promise<void>(resolve => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    sent: () => sent,
    spoke: () => spoken,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function stream(
  response: ServerResponse,
  id: string,
  { outputs, usage = ordinaryUsage, failure }: Reply,
  onSent: (type: string) => void,
) {
  for (const { event, delayMs } of responseEvents(id, outputs, usage)) {
    if (response.destroyed) return;
    if (
      failure &&
      (event.type === "response.completed" || event.type === "response.output_item.done")
    ) {
      if (failure.type === "drop") {
        await pause(50); // what was written arrives first
        response.destroy();
      }
      if (failure.type === "failed")
        response.end(
          sse({
            type: "response.failed",
            response: { id, error: { code: failure.code, message: failure.message } },
          }),
        );
      return;
    }
    if (delayMs > 0) await pause(delayMs);
    if (!response.write(sse(event))) await roomIn(response);
    onSent(event.type);
  }
  response.end();
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

function roomIn(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

const sse = (event: { readonly type: string; readonly [field: string]: unknown }): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

interface InputItem {
  readonly type?: string;
  readonly role?: string;
  readonly content?: readonly { readonly text?: string }[] | string;
  readonly output?: unknown;
}

function promptOf(body: unknown): Prompt {
  const input = ((body as { input?: readonly InputItem[] }).input ?? []).filter(
    item => item != null,
  );
  const textOf = ({ content }: InputItem) =>
    typeof content === "string" ? content : (content ?? []).map(part => part.text ?? "").join("");
  // The server adds messages of its own in the user's role; they are wrapped in tags.
  const isUser = (item: InputItem) =>
    item.role === "user" && !/^\s*(<|# AGENTS\.md)/.test(textOf(item));
  const last = input.findLastIndex(isUser);
  return {
    user: last < 0 ? "" : textOf(input[last] ?? {}),
    said: input.filter(isUser).map(textOf),
    results: input
      .slice(last + 1)
      .filter(({ type }) => type === "function_call_output" || type === "custom_tool_call_output")
      .map(({ output }) => (typeof output === "string" ? output : JSON.stringify(output))),
    body,
  };
}
