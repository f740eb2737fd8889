import { deepEqual, equal, match, ok } from "node:assert/strict";
import { PassThrough } from "node:stream";
import type { Message } from "vscode-jsonrpc/node";
import { createLineReader, encode, parseLine } from "../../../src/appserver/lines.ts";

/** Feeds chunks and gathers what comes out. */
async function read(chunks: readonly Buffer[]) {
  const input = new PassThrough();
  const messages: Message[] = [];
  const bad: string[] = [];
  let overlong = 0;
  createLineReader(input, {
    badLine: (problem, start) => bad.push(`${problem}: ${start}`),
    overlong: () => overlong++,
    ended: () => {},
  }).listen(message => messages.push(message));
  for (const chunk of chunks) input.write(chunk);
  input.end();
  await new Promise(resolve => input.once("close", resolve));
  return { messages, bad, overlong };
}

const line = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);

describe("the line reader", () => {
  const sent = [
    { method: "a", params: { text: "ä漢👍\u2028\u2029\u0085" } },
    { id: 1, result: null },
    { id: "x", method: "b", params: {} },
  ];

  it("reads the same messages however the bytes are cut", async () => {
    const bytes = Buffer.concat(sent.map(line));
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      deepEqual((await read(chunks)).messages, sent);
    }
  });

  it("takes CRLF and empty lines", async () =>
    deepEqual((await read([Buffer.from('{"method":"a"}\r\n\r\n\n{"method":"b"}\n')])).messages, [
      { method: "a" },
      { method: "b" },
    ]));

  it("skips what is no message, tells its first 200 bytes, and goes on", async () => {
    const { messages, bad } = await read([
      Buffer.from(`Welcome to nvm!\n[1,2]\n42\n{"x":1}\n${"z".repeat(999)}\n`),
      line(sent[0]),
    ]);
    deepEqual(messages, [sent[0]]);
    equal(bad.length, 5);
    ok(bad.every(text => text.length < 300));
  });

  it("tells a fragment at the end and does not parse it", async () => {
    const { messages, bad } = await read([Buffer.from('{"method":"whole"}\n{"method":"ha')]);
    deepEqual([messages.length, bad.length], [1, 1]);
    match(bad[0] ?? "", /ended inside a line/);
  });

  it("refuses a depth that would overflow the stack later, and keeps __proto__ an ordinary name", () => {
    equal(
      parseLine(Buffer.from(`{"method":"a","params":${"[".repeat(10_000)}${"]".repeat(10_000)}}`))
        .ok,
      false,
    );
    ok(parseLine(Buffer.from(`{"method":"a","params":"${"[".repeat(10_000)}"}`)).ok);
    parseLine(Buffer.from('{"method":"a","__proto__":{"polluted":true}}'));
    equal("polluted" in {}, false);
  });

  it("gives up on a line beyond 64 MiB, once", async () => {
    const chunk = Buffer.alloc(1024 * 1024, 0x61);
    const { messages, overlong } = await read([
      ...Array.from({ length: 66 }, () => chunk),
      Buffer.from("\n"),
      line(sent[0]),
    ]);
    deepEqual([messages.length, overlong], [0, 1]);
  });

  it("survives bytes that are no UTF-8", async () => {
    const { messages } = await read([Buffer.from([0xff, 0xfe, 0x0a]), line(sent[0])]);
    deepEqual(messages, [sent[0]]);
  });
});

describe("encode", () => {
  it("sends well-formed strings only", () =>
    equal(encode({ text: "cut \ud83d" }), '{"text":"cut \ufffd"}'));
});
