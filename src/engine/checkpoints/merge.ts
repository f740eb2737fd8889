import { diffArrays } from "diff";

export type Merged =
  | { readonly kind: "clean"; readonly text: string }
  /** Both sides changed the same lines in different ways; nothing can be decided for the person. */
  | { readonly kind: "conflict"; readonly count: number };

interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** Joins what two sides made of one text. Changes that touch conflict, unless they are the same. */
export function merge(base: string, ours: string, theirs: string): Merged {
  const lines = splitLines(base);
  const [left, right] = [changes(lines, splitLines(ours)), changes(lines, splitLines(theirs))];
  const result: string[] = [];
  let at = 0;
  let conflicts = 0;
  while (left.length > 0 || right.length > 0) {
    const [a, b] = [left[0], right[0]];
    const takesLeft = a !== undefined && (b === undefined || isBefore(a, b));
    const takesRight = b !== undefined && (a === undefined || isBefore(b, a));
    const next = takesLeft ? left.shift() : takesRight ? right.shift() : undefined;
    if (next) {
      result.push(...lines.slice(at, next.start), ...next.lines);
      at = next.end;
      continue;
    }
    const same =
      a && b && a.start === b.start && a.end === b.end && a.lines.join("") === b.lines.join("");
    if (!same) conflicts++;
    left.shift();
    right.shift();
    if (!a || !b) continue;
    result.push(...lines.slice(at, Math.min(a.start, b.start)), ...a.lines);
    at = Math.max(a.end, b.end);
  }
  return conflicts > 0
    ? { kind: "conflict", count: conflicts }
    : { kind: "clean", text: [...result, ...lines.slice(at)].join("") };
}

/** Whether one change is over before the other begins; those that touch are not. */
const isBefore = (first: Change, second: Change): boolean => first.end < second.start;

function changes(base: readonly string[], other: readonly string[]): Change[] {
  const found: Change[] = [];
  let at = 0;
  let open: { start: number; end: number; lines: string[] } | null = null;
  for (const { added, removed, value } of diffArrays([...base], [...other])) {
    if (!added && !removed) {
      if (open) found.push(open);
      open = null;
      at += value.length;
      continue;
    }
    open ??= { start: at, end: at, lines: [] };
    if (added) open.lines.push(...value);
    else {
      at += value.length;
      open.end = at;
    }
  }
  if (open) found.push(open);
  return found;
}
