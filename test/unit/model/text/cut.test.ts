import { deepEqual, equal, ok } from "node:assert/strict";
import { cutText, longestText, type Cut } from "../../../../src/model/text/cut.ts";
import { createRandom } from "../../../support/random.ts";

const lines = (length: number) =>
  Array.from({ length: Math.ceil(length / 20) }, (_, at) => `line ${String(at).padStart(14)}\n`)
    .join("")
    .slice(0, length);

/** The text that is left, with all that is left out of it. */
const cutOf = (text: string) => {
  const found = cutText(text, undefined);
  ok(found);
  return found;
};

describe("a very long text", () => {
  it("is whole up to its limit", () => {
    equal(cutText(lines(longestText), undefined), null);
    ok(cutText(lines(longestText + 1), undefined));
  });

  it("keeps its beginning and its end in whole lines, and tells what is left out between them", () => {
    const text = lines(5_000_000);
    const { text: left, cut } = cutOf(text);
    equal(left.length + cut.count, text.length);
    equal(left, text.slice(0, cut.at) + text.slice(cut.at + cut.count));
    ok(left.length <= longestText);
    equal(text.charAt(cut.at - 1), "\n");
    equal(text.charAt(cut.at + cut.count - 1), "\n");
  });

  it("does not cut a character in two where there are no lines", () => {
    for (const before of ["", "x"]) {
      const { text, cut } = cutOf(before + "\u{1f600}".repeat(500_000));
      ok(text.isWellFormed(), `${cut.at}, ${cut.count}`);
    }
  });

  it("is cut the same way while it grows", () => {
    const random = createRandom(7);
    const pieces = [
      "word ",
      "line\n",
      "```ts\n",
      "```\n",
      "~~~\n",
      "x".repeat(9000),
      "\u{1f600}",
      "\n\n",
    ];
    for (let round = 0; round < 6; round++) {
      let whole = "";
      let left = "";
      let cut: Cut | undefined;
      while (whole.length < 700_000) {
        const delta = random
          .pick(pieces)
          .repeat(1 + random.below(3000))
          .slice(0, 200_000);
        whole += delta;
        left += delta;
        const found = cutText(left, cut);
        if (found) ({ text: left, cut } = found);
        const atOnce = cutText(whole, undefined);
        if (atOnce) deepEqual({ text: left, cut }, atOnce);
      }
    }
  });

  it("remembers the code in which the rest begins", () => {
    const code = (mark: string) => `${mark}\n${"code();\n".repeat(100_000)}`;
    equal(cutOf(code("```ts")).cut.fence, "```ts\n");
    equal(cutOf(code("~~~~ py x")).cut.fence, "~~~~ py x\n");
    equal(cutOf(code("````md").replace("code();", "```ts")).cut.fence, "````md\n");
    equal(cutOf(`\`\`\`ts\ncode\n\`\`\`\n${lines(800_000)}`).cut.fence, "");
    equal(cutOf(`it is \`\`\` in a line\n${lines(800_000)}`).cut.fence, "");
  });
});
