import { equal } from "node:assert/strict";
import { directionOf } from "../../../webview/markdown/direction.ts";

describe("the direction of a block", () => {
  const cases: readonly (readonly [string, "ltr" | "rtl"])[] = [
    ["- שלום", "rtl"],
    ["1. مرحبا", "rtl"],
    ["- [x] سلام", "rtl"],
    ["- `npm test` עובר", "rtl"],
    ["> **«שלום»**", "rtl"],
    ["- [קישור](https://a.invalid/b)", "rtl"],
    ["- https://a.invalid/b שלום", "rtl"],
    ["- \\(x\\) שלום", "rtl"],
    ["- <b> שלום", "rtl"],
    ["- 5 % שלום", "rtl"],
    ["- Hello שלום", "ltr"],
    ["- [link](שלום)", "ltr"],
    ["- 中文", "ltr"],
    ["- `שלום`", "ltr"],
    ["- 1", "ltr"],
    ["", "ltr"],
    ["ܫܠܡܐ", "rtl"],
    ["ދިވެހި", "rtl"],
    ["ߒߞߏ", "rtl"],
    ["𞤀𞤣𞤤𞤢𞤥", "rtl"],
  ];
  for (const [text, wanted] of cases)
    it(`is ${wanted}: ${JSON.stringify(text)}`, () => equal(directionOf(text), wanted));
});
