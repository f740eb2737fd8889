import { deepEqual, equal, ok } from "node:assert/strict";
import { answerCall, type Handlers } from "../../../../src/editor/chat/calls.ts";
import { createHandlers, type HandlerParts } from "../../../../src/editor/chat/handlers.ts";
import {
  parseMessage,
  shapes,
  type Call,
  type UnreadableCall,
} from "../../../../src/editor/chat/messages.ts";
import type { CallMethod } from "../../../../src/model/wire.ts";

const call = (method: string, params: unknown, id: unknown = 7) => ({
  kind: "call",
  id,
  method,
  params,
});

/** Parses a message that must be a call, readable or not. */
function parsed(value: unknown): Call | UnreadableCall {
  const message = parseMessage(value);
  if (message?.kind !== "call" && message?.kind !== "unreadable")
    throw new Error(`no call: ${JSON.stringify(value)}`);
  return message;
}

/** Answers a message that must be a call, with the given handlers. */
function answered(value: unknown, given: Partial<Handlers> = {}, objection: string | null = null) {
  const context = { handlers: given as Handlers, objection: () => objection, log: () => {} };
  return answerCall(context, parsed(value));
}

describe("a call of the webview", () => {
  it("has a shape and a handler for every method", () => {
    const handlers = createHandlers({} as HandlerParts); // only the keys of the table are read
    deepEqual(Object.keys(shapes).toSorted(), Object.keys(handlers).toSorted());
    ok(Object.keys(shapes).length > 20);
    // A method that has no row does not compile.
    const { send: _shape, ...fewerShapes } = shapes;
    const { send: _handler, ...fewerHandlers } = handlers;
    // @ts-expect-error the shape of `send` is missing
    const everyShape: Readonly<Record<CallMethod, unknown>> = fewerShapes;
    // @ts-expect-error the handler of `send` is missing
    const everyHandler: Handlers = fewerHandlers;
    equal("send" in everyShape || "send" in everyHandler, false);
  });

  it("is answered with its result", async () =>
    deepEqual(
      await answered(call("send", { threadId: null, text: "hi" }), {
        send: async ({ text }) => ({ threadId: `new for ${text}`, turnId: "tu", mode: "started" }),
      }),
      {
        kind: "reply",
        id: 7,
        ok: true,
        result: { threadId: "new for hi", turnId: "tu", mode: "started" },
      },
    ));

  it("is answered with a text when it fails, also when it throws at once", async () => {
    const review = (): never => {
      throw new Error("no such change");
    };
    deepEqual(await answered(call("review", { key: "k" }), { review }), {
      kind: "reply",
      id: 7,
      ok: false,
      message: "no such change",
    });
  });

  it("is not carried out when there is an objection, and is answered with it", async () => {
    const decline = (): never => {
      throw new Error("carried out");
    };
    const reply = await answered(call("decline", { key: "k" }), { decline }, "Read it first.");
    deepEqual(reply, { kind: "reply", id: 7, ok: false, message: "Read it first." });
  });

  const unreadable = [
    ["an unknown method", call("reboot", {}), "unknownMethod"],
    ["a name of every object", call("constructor", {}), "unknownMethod"],
    ["a name of every object", call("__proto__", {}), "unknownMethod"],
    ["a name of every object", call("hasOwnProperty", {}), "unknownMethod"],
    ["a method that is no name", { kind: "call", id: 7, method: 8, params: {} }, "unknownMethod"],
    ["no parameters", call("review", null), "wrongParams"],
    ["parameters that are missing", { kind: "call", id: 7, method: "review" }, "wrongParams"],
    ["a parameter of another type", call("review", { key: 1 }), "wrongParams"],
    ["an action that is no action", call("act", { action: "reboot" }), "wrongParams"],
    [
      "a value that is none of the choices",
      call("changeGoal", { threadId: "t", does: "constructor" }),
      "wrongParams",
    ],
    [
      "a text beyond 8 million characters",
      call("send", { threadId: null, text: "x".repeat(8_000_001) }),
      "tooLong",
    ],
    ["a key beyond 500 characters", call("review", { key: "x".repeat(501) }), "tooLong"],
  ] as const;
  for (const [what, value, reason] of unreadable)
    it(`is refused and answered when it has ${what} (${value.method})`, async () => {
      deepEqual(parseMessage(value), { kind: "unreadable", id: 7, reason });
      const reply = await answered(value);
      deepEqual([reply.id, reply.ok], [7, false]);
    });

  it("loses members that its shape does not name", () =>
    deepEqual(
      parsed({ ...call("review", { key: "k", more: 1 }), more: 2 }),
      call("review", { key: "k" }),
    ));

  it("is ignored when it has no number to answer to", () => {
    for (const value of [
      null,
      7,
      "call",
      [],
      {},
      { kind: "call" },
      call("review", { key: "k" }, "7"),
    ])
      equal(parseMessage(value), null);
  });
});
