import { deepEqual, equal, ok } from "node:assert/strict";
import { cutText } from "../../../src/model/text/cut.ts";
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

  describe("without its middle", () => {
    /** A text as it is given, and what is left out of it. */
    const shortOf = (text: string) => cutText(text, undefined) ?? { text, cut: undefined };
    const sections = bigAnswer();

    it("is its beginning and its end, with a gap between two groups", () => {
      const { text, cut } = shortOf(sections.repeat(10));
      const stream = createMarkdown();
      stream.update(text, Infinity, cut);
      const groups = stream.groups(false);
      const head = createMarkdown();
      head.update(text.slice(0, cut?.at));
      const rest = createMarkdown();
      rest.update(`${cut?.fence}${text.slice(cut?.at)}`);
      const gap = groups.findIndex(({ key }) => key === stream.gap);
      const blocks = (from: number, to?: number) =>
        groups.slice(from, to).flatMap(group => group.blocks);
      deepEqual(meaning(blocks(0, gap)), meaning(head.blocks(false)));
      deepEqual(meaning(blocks(gap)), meaning(rest.blocks(false)));
    });

    it("keeps what is drawn while more of the middle goes", () => {
      const stream = createMarkdown();
      const most = 600;
      let before = new Set<Block>();
      let whole = "";
      for (let part = 0; part < 80; part++) {
        whole += sections.slice(0, 20_000);
        const { text, cut } = shortOf(whole);
        stream.update(text, Infinity, cut);
        const blocks = stream.blocks(true);
        const kept = blocks.filter(block => before.has(block)).length;
        ok(before.size === 0 || kept > before.size / 3, `${kept} of ${before.size} are left`);
        before = new Set(blocks);
      }
      ok(before.size < most * 4, `${before.size} blocks are drawn of ${whole.length} characters`);
      ok(stream.gap !== null);
    });

    it("goes on with the code in which the rest begins, and calls both ends parts of it", () => {
      const code = "const a = 1;\n".repeat(60_000);
      const { text, cut } = shortOf(`Look:\n\n\`\`\`ts\n${code}\`\`\`\n\nThe end.`);
      const stream = createMarkdown();
      stream.update(text, Infinity, cut);
      const blocks = stream.blocks(false);
      deepEqual(
        blocks.map(block => [block.kind, block.isPart === true]),
        [
          ["tokens", false],
          ["code", true],
          ["code", true],
          ["tokens", false],
        ],
      );
      const rest = blocks[2];
      ok(rest?.kind === "code" && rest.language === "ts" && code.endsWith(`${rest.text}\n`));
    });

    it("reads the text again where what goes is a part of one block", () => {
      const stream = createMarkdown();
      let whole = "```\n";
      for (let part = 0; part < 40; part++) {
        whole += "code\n".repeat(4000);
        const { text, cut } = shortOf(whole);
        stream.update(text, Infinity, cut);
      }
      const drawn = stream
        .blocks(true)
        .map(block => (block.kind === "code" ? block.text.length : 0));
      equal(drawn.length, 2);
      ok(Math.max(...drawn) < 300_000, `${drawn.join(" and ")} characters`);
    });
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
