/** One figure of the bench, beside the least that it could be in the same run. */
export interface Figure {
  /** Its name among the kept figures: `row.subject`. */
  readonly id: string;
  readonly what: string;
  readonly unit: "ms" | "µs" | "KB" | "MB" | "%" | "x" | "";
  /** A value of each round. */
  readonly values: readonly number[];
  readonly floor?: Floor;
  /** What it must not be above; see `limitOf`. */
  readonly goal?: Goal;
  /** What the figure is of, where it says nothing about speed, such as a size that is a test's business. */
  readonly isOnlyTold?: true;
}

export interface Floor {
  readonly is: string;
  readonly values: readonly number[];
}

/** At most `max`, or at most so many times the floor, or so much more than it. */
export type Goal =
  { readonly max: number } | { readonly times: number } | { readonly plus: number };

/** The middle one of some measurements. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** How far the middle half of the values lies apart, as a part of the median. */
export function spread(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor(sorted.length / 4)],
    sorted[Math.floor((sorted.length * 3) / 4)],
  ];
  const middle = median(values);
  return middle > 0 && low !== undefined && high !== undefined ? (high - low) / middle : 0;
}

/** The most that a goal allows; null where its floor was not measured. */
export function limitOf({ goal, floor }: Figure): number | null {
  if (!goal) return null;
  if ("max" in goal) return goal.max;
  if (!floor) return null;
  return "times" in goal ? median(floor.values) * goal.times : median(floor.values) + goal.plus;
}
