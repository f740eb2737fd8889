import { deepEqual, ok } from "node:assert/strict";
import { contextEntries } from "../../../../src/engine/threads/context.ts";

describe("a context", () => {
  it("is one entry where it is short, and none where it is empty", () => {
    deepEqual(contextEntries("a line"), {
      context: { value: "a line", kind: "untrusted", name: "context" },
    });
    deepEqual(contextEntries(""), {});
  });

  for (const [name, text] of [
    ["letters", "a".repeat(4001)],
    ["characters of three bytes", "☃".repeat(5000)],
    ["characters of two units", "🦀".repeat(3000)],
    ["a mixture", "a☃🦀é".repeat(2000)],
    ["halves of characters", "\ud83e".repeat(3000)],
  ] as const)
    it(`is whole in pieces that the server does not cut: ${name}`, () => {
      const values = Object.values(contextEntries(text)).map(({ value }) => value);
      deepEqual(values.join(""), text);
      ok(values.every(value => Buffer.byteLength(value) <= 4000));
      ok(values.slice(0, -1).every(value => Buffer.byteLength(value) > 3990));
    });
});
