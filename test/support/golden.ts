import { readFileSync, writeFileSync } from "node:fs";
import { equal } from "node:assert/strict";

/** Compares with the text in `file`; UPDATE=1 writes it, and a difference leaves `file.actual` beside it. */
export function matchesGolden(file: string, actual: string): void {
  if (process.env["UPDATE"]) return writeFileSync(file, actual);
  let expected = "";
  try {
    expected = readFileSync(file, "utf8");
  } catch {
    // no golden yet: the comparison below fails and leaves the actual text
  }
  if (expected !== actual) writeFileSync(`${file}.actual`, actual);
  equal(actual, expected);
}
