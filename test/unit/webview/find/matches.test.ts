import { deepEqual, equal } from "node:assert/strict";
import { firstFrom, matchesIn, mostMatches, type Piece } from "../../../../webview/find/matches.ts";

/** Pieces of blocks: `one|two` is one block of two pieces, `/` begins the next one. */
const pieces = (text: string): readonly Piece[] =>
  text
    .split("/")
    .flatMap(block => block.split("|").map((part, at) => ({ text: part, isBlock: at === 0 })));

/** What was found, as text, with the pieces it lies in. */
function found(text: string, query: string): readonly string[] {
  const all = pieces(text);
  return matchesIn(all, query).map(({ start, end }) => {
    const parts = all.slice(start.piece, end.piece + 1).map(piece => piece.text);
    const last = parts.length - 1;
    return parts
      .map((part, at) =>
        part.slice(at === 0 ? start.offset : 0, at === last ? end.offset : part.length),
      )
      .join("|");
  });
}

describe("find in the conversation", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["The quick fox", "QUICK", ["quick"]],
    ["a bold| word| here", "bold word here", ["bold| word| here"]],
    ["one/two", "onetwo", []],
    ["one|two", "onetwo", ["one|two"]],
    ["a.b axb", "a.b", ["a.b"]],
    ["x\n  y", "x y", ["x\n  y"]],
    ["x/ y", "x y", []],
    ["aaaa", "aa", ["aa", "aa"]],
    ["ab|cd/ab", "ab", ["ab", "ab"]],
    ["|ab", "ab", ["ab"]],
    ["ab||cd", "bc", ["b||c"]],
    ["Straße ÄRGER", "ärger", ["ÄRGER"]],
    ["日本語のテキスト", "のテ", ["のテ"]],
    ["a 😀 b", "😀", ["😀"]],
    ["[x](y) $1 \\d", "](y) $1 \\d", ["](y) $1 \\d"]],
    ["e-mail -x", "-x", ["-x"]],
    ["anything", "  ", []],
    ["", "a", []],
  ];
  it("finds text in any case, across marks but not across blocks", () => {
    for (const [text, query, expected] of cases) deepEqual(found(text, query), expected, query);
  });
  it("stops at a number that nobody goes through", () =>
    equal(matchesIn(pieces("a".repeat(5000)), "a").length, mostMatches));
  it("goes to what is in sight first, else to the beginning", () => {
    equal(firstFrom([-50, -10, 20, 90], 0), 2);
    equal(firstFrom([-50, -10], 0), 0);
  });
});
