/** One figure of the bench with the least that it could be, measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "KB" | "MB" | "%";
  readonly floor?: number;
  readonly floorIs?: string;
}

export function printTable(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const { what, value, unit, floor, floorIs } of figures) {
    const least =
      floor === undefined ? "" : `floor ${format(floor)} ${unit}${floorIs ? ` (${floorIs})` : ""}`;
    console.log(`${what.padEnd(width)}  ${`${format(value)} ${unit}`.padStart(12)}  ${least}`);
  }
}

const format = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** The middle one of some measurements. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
