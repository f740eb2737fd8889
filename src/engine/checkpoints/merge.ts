import { hunksBetween, splitLines, type Hunk } from "../review/hunks.ts";

export type Merged =
  | { readonly kind: "clean"; readonly text: string }
  /** Both sides changed the same lines in different ways; nothing can be decided for the person. */
  | { readonly kind: "conflict"; readonly count: number };

/** Joins what two sides made of one text. Changes that touch conflict, unless they are the same. */
export function merge(base: string, ours: string, theirs: string): Merged {
  const lines = splitLines(base);
  const [left, right] = [[...hunksBetween(base, ours)], [...hunksBetween(base, theirs)]];
  const result: string[] = [];
  let at = 0;
  let conflicts = 0;
  while (left.length > 0 || right.length > 0) {
    const [a, b] = [left[0], right[0]];
    const takesLeft = a !== undefined && (b === undefined || isBefore(a, b));
    const takesRight = b !== undefined && (a === undefined || isBefore(b, a));
    const next = takesLeft ? left.shift() : takesRight ? right.shift() : undefined;
    if (next) {
      result.push(...lines.slice(at, next.oldStart), ...next.newLines);
      at = endOf(next);
      continue;
    }
    const same = a && b && isSame(a, b);
    if (!same) conflicts++;
    left.shift();
    right.shift();
    if (!a || !b) continue;
    result.push(...lines.slice(at, Math.min(a.oldStart, b.oldStart)), ...a.newLines);
    at = Math.max(endOf(a), endOf(b));
  }
  return conflicts > 0
    ? { kind: "conflict", count: conflicts }
    : { kind: "clean", text: [...result, ...lines.slice(at)].join("") };
}

const endOf = ({ oldStart, oldLines }: Hunk): number => oldStart + oldLines.length;

/** Whether one change is over before the other begins; those that touch are not. */
const isBefore = (first: Hunk, second: Hunk): boolean => endOf(first) < second.oldStart;

const isSame = (one: Hunk, other: Hunk): boolean =>
  one.oldStart === other.oldStart &&
  endOf(one) === endOf(other) &&
  one.newLines.join("") === other.newLines.join("");
