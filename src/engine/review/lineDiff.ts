import { diffArrays } from "diff";

/** Lines `oldAt` and `newAt` and the `length - 1` after them are alike. */
export interface Run {
  readonly oldAt: number;
  readonly newAt: number;
  readonly length: number;
}

interface Region {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Of more lines than this, those that occur once are matched first. */
const maxWhole = 4000;
/** After so many lines it stops; a region costs as much as some lines by itself. */
const linesOfStep = 8000;
const linesOfRegion = 20;
/** A shortest edit longer than this is looked for only between lines that occur once. */
const maxEdits = 120;
/** Steps of all searches of one comparison together: some 30 ms, after which what is left counts as different. */
const maxSteps = 300_000;

/**
 * What two lists of lines have in common, in order. The work is bounded whatever is compared: where a shortest edit would
 * cost too much, lines that occur once on both sides are matched first, and what is left between them may stay unmatched.
 * It stops now and then (some milliseconds of work), so that whoever runs it can let others run.
 */
export function* commonRuns(
  old: readonly string[],
  fresh: readonly string[],
): Generator<undefined, readonly Run[]> {
  const runs: Run[] = [];
  let steps = maxSteps;
  let looked = 0;
  const regions: Region[] = [
    { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: fresh.length },
  ];
  for (let region = regions.pop(); region; region = regions.pop()) {
    looked += region.oldEnd - region.oldStart + region.newEnd - region.newStart + linesOfRegion;
    if (looked > linesOfStep) yield undefined;
    if (looked > linesOfStep) looked = 0;
    const inner = trim(old, fresh, region, runs);
    const [oldCount, newCount] = [inner.oldEnd - inner.oldStart, inner.newEnd - inner.newStart];
    // What begins and ends differently and is one line has nothing in common.
    if (oldCount === 0 || newCount === 0 || oldCount + newCount === 2) continue;
    const parts = oldCount + newCount > maxWhole ? between(inner, anchors(old, fresh, inner)) : [];
    if (parts.length > 0) {
      regions.push(...parts);
      continue;
    }
    const edits = Math.min(maxEdits, Math.floor(Math.sqrt(steps)));
    const found = edits > 0 ? shortest(old, fresh, inner, edits) : null;
    steps -= found ? found.edits ** 2 : edits ** 2;
    if (found) runs.push(...found.runs);
    else regions.push(...between(inner, anchors(old, fresh, inner)));
  }
  return runs.toSorted((left, right) => left.oldAt - right.oldAt);
}

/** Takes off what is alike at both ends of a region. */
function trim(
  old: readonly string[],
  fresh: readonly string[],
  { oldStart, oldEnd, newStart, newEnd }: Region,
  runs: Run[],
): Region {
  const most = Math.min(oldEnd - oldStart, newEnd - newStart);
  let head = 0;
  while (head < most && old[oldStart + head] === fresh[newStart + head]) head++;
  let tail = 0;
  while (tail < most - head && old[oldEnd - 1 - tail] === fresh[newEnd - 1 - tail]) tail++;
  if (head > 0) runs.push({ oldAt: oldStart, newAt: newStart, length: head });
  if (tail > 0) runs.push({ oldAt: oldEnd - tail, newAt: newEnd - tail, length: tail });
  return {
    oldStart: oldStart + head,
    oldEnd: oldEnd - tail,
    newStart: newStart + head,
    newEnd: newEnd - tail,
  };
}

/** The shortest edit of a region; null when it takes more edits than it may. */
function shortest(
  old: readonly string[],
  fresh: readonly string[],
  { oldStart, oldEnd, newStart, newEnd }: Region,
  maxEditLength: number,
): { readonly runs: readonly Run[]; readonly edits: number } | null {
  const [left, right] = [old.slice(oldStart, oldEnd), fresh.slice(newStart, newEnd)];
  if (Math.abs(left.length - right.length) > maxEditLength) return null;
  const parts = diffArrays(left, right, { maxEditLength });
  if (!parts) return null;
  const runs: Run[] = [];
  let [oldAt, newAt, edits] = [oldStart, newStart, 0];
  for (const { added, removed, value } of parts) {
    if (!added && !removed) runs.push({ oldAt, newAt, length: value.length });
    else edits += value.length;
    if (!added) oldAt += value.length;
    if (!removed) newAt += value.length;
  }
  return { runs, edits };
}

/** Lines that occur once on each side of a region, as many as keep their order. */
function anchors(
  old: readonly string[],
  fresh: readonly string[],
  { oldStart, oldEnd, newStart, newEnd }: Region,
): readonly { readonly oldAt: number; readonly newAt: number }[] {
  const places = (lines: readonly string[], start: number, end: number) => {
    const found = new Map<string, number>();
    for (let at = start; at < end; at++) {
      const line = lines[at] ?? "";
      found.set(line, found.has(line) ? -1 : at);
    }
    return found;
  };
  const newPlaces = places(fresh, newStart, newEnd);
  const pairs = [...places(old, oldStart, oldEnd)].flatMap(([line, oldAt]) => {
    const newAt = newPlaces.get(line) ?? -1;
    return oldAt < 0 || newAt < 0 ? [] : [{ oldAt, newAt }];
  });
  return longestRising(pairs);
}

/** The longest part of pairs in which `newAt` rises too (patience sorting). */
function longestRising<T extends { readonly newAt: number }>(pairs: readonly T[]): readonly T[] {
  interface Link {
    readonly pair: T;
    readonly before: Link | undefined;
  }
  const piles: Link[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.pair.newAt ?? 0) < pair.newAt) low = middle + 1;
      else high = middle;
    }
    piles[low] = { pair, before: piles[low - 1] };
  }
  const result: T[] = [];
  for (let link = piles.at(-1); link; link = link.before) result.push(link.pair);
  return result.toReversed();
}

/** The regions between anchors, anchors included at their beginnings; none without anchors. */
function between(
  { oldStart, oldEnd, newStart, newEnd }: Region,
  found: readonly { readonly oldAt: number; readonly newAt: number }[],
): readonly Region[] {
  if (found.length === 0) return [];
  // Anchors that follow each other need one region: what is alike at its beginning is taken off at once.
  const first = found.filter(({ oldAt, newAt }, index) => {
    const before = found[index - 1];
    return before?.oldAt !== oldAt - 1 || before.newAt !== newAt - 1;
  });
  const starts = [{ oldAt: oldStart, newAt: newStart }, ...first];
  return starts.map((start, index) => ({
    oldStart: start.oldAt,
    newStart: start.newAt,
    oldEnd: starts[index + 1]?.oldAt ?? oldEnd,
    newEnd: starts[index + 1]?.newAt ?? newEnd,
  }));
}
