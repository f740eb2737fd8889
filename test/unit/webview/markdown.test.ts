import { deepEqual, equal, ok } from "node:assert/strict";
import { createMarkdown, type Block } from "../../../webview/markdown/blocks.ts";
import { closeInline } from "../../../webview/markdown/lexer.ts";
import { bigAnswer } from "../../model/scenarios.ts";

/** Blocks without their keys: how a text was cut, and who found the fence, is not its meaning. */
const meaning = (blocks: readonly Block[]) =>
  blocks.flatMap(block =>
    block.kind === "code"
      ? [{ type: "code", text: block.text }]
      : block.tokens.map(token => ({
          type: token.type,
          text: token.type === "code" ? String(token["text"]) : token.raw.trim(),
        })),
  );

const samples = [
  "# Title\n\nText with **bold** and `code`.\n\n- one\n- two\n  - nested\n\n1. a\n2. b\n\n```ts\nconst a = 1;\n\nconst b = 2;\n```\n\nEnd.",
  "> quote\n> more\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n~~~\nfence\n~~~\ntail",
  "para\n```js\nunclosed\nfence",
  "a\r\nb\r\n\r\n```\r\nc\r\n```\r\n",
];

describe("streaming markdown", () => {
  it("ends in the same blocks however the text was cut", () => {
    for (const sample of samples) {
      const whole = createMarkdown();
      whole.update(sample);
      for (const step of [1, 2, 3, 7]) {
        const stream = createMarkdown();
        for (let end = step; end < sample.length + step; end += step)
          stream.update(sample.slice(0, end));
        deepEqual(meaning(stream.blocks(false)), meaning(whole.blocks(false)));
      }
    }
  });

  it("never touches a frozen block again", () => {
    const stream = createMarkdown();
    stream.update("one\n\ntwo\n\nthr");
    const first = stream.blocks(true).at(0);
    stream.update("one\n\ntwo\n\nthree\n\nfour");
    equal(stream.blocks(true).at(0), first);
  });

  it("keeps every character of a fence, and does not end it early", () => {
    const stream = createMarkdown();
    stream.update("```md\n~~~\n``\n```ts x\nstill code\n");
    stream.update("```md\n~~~\n``\n```ts x\nstill code\n```\nafter");
    const [block] = stream.blocks(true);
    equal(block?.kind === "code" && block.text, "~~~\n``\n```ts x\nstill code");
  });

  it("starts anew when the text is another one", () => {
    const stream = createMarkdown();
    stream.update("draft of something");
    stream.update("final");
    deepEqual(meaning(stream.blocks(true)), [{ type: "paragraph", text: "final" }]);
  });

  it("keeps a full group the same object, and adds only to the last one", () => {
    const stream = createMarkdown();
    const paragraphs = (count: number) =>
      Array.from({ length: count }, (_, at) => `paragraph ${at}`).join("\n\n");
    stream.update(paragraphs(60));
    const before = stream.groups(true);
    deepEqual(
      before.map(({ blocks, isFull }) => [blocks.length, isFull]),
      [
        [24, true],
        [24, true],
        [12, false],
      ],
    );
    stream.update(paragraphs(80));
    const after = stream.groups(true);
    equal(after[0], before[0]);
    equal(after[1], before[1]);
    deepEqual(
      after.map(({ key, blocks }) => [key, blocks.length]),
      [
        [0, 24],
        [1, 24],
        [2, 24],
        [3, 8],
      ],
    );
    equal(new Set(stream.blocks(true).map(({ key }) => key)).size, 80);
  });

  it("takes a long text in parts, and ends with the blocks of the whole", () => {
    const text = bigAnswer().slice(0, 50_000);
    const whole = createMarkdown();
    whole.update(text);
    const parts = createMarkdown();
    let calls = 1;
    while (parts.update(text, 8_000)) calls++;
    ok(calls >= 6 && calls <= 10, `${calls} calls`);
    deepEqual(parts.blocks(false), whole.blocks(false));
  });

  it("takes a return and its newline that come in two deltas as one end of a line", () => {
    const stream = createMarkdown();
    for (const text of ["a\r", "a\r\nb\r", "a\r\nb\r\rc"]) stream.update(text);
    deepEqual(
      stream.blocks(false).map(block => block.kind === "tokens" && block.tokens[0]?.raw),
      ["a\nb", "c"],
    );
  });

  it("takes bombs as text: depth, length, runs of emphasis", () => {
    for (const bomb of [
      ">".repeat(5000),
      "- ".repeat(3000),
      "a".repeat(1_000_000),
      "*".repeat(20_000),
      "[".repeat(20_000),
      "`".repeat(9_999),
    ]) {
      const stream = createMarkdown();
      for (let end = 50_000; end < bomb.length + 50_000; end += 50_000)
        stream.update(bomb.slice(0, end));
      ok(stream.blocks(false).length > 0);
    }
  });

  it("leaves its tail short while 200 KB stream in, so that a delta costs what it adds", () => {
    const text = bigAnswer();
    const stream = createMarkdown();
    let longest = 0;
    for (let end = 500; end <= text.length; end += 500) {
      stream.update(text.slice(0, end));
      const last = stream.blocks(true).at(-1);
      if (last?.kind === "tokens")
        longest = Math.max(
          longest,
          last.tokens.reduce((sum, { raw }) => sum + raw.length, 0),
        );
    }
    ok(longest < 2_000, `${longest} characters were lexed again`);
  });

  it("closes half-open emphasis, code and links at the end", () => {
    equal(closeInline("a **bo"), "a **bo**");
    equal(closeInline("a `co"), "a `co`");
    equal(closeInline("see [the docs](https://exa"), "see the docs");
    equal(closeInline("all **done**"), "all **done**");
  });
});
