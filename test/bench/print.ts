import { limitOf, median, spread, type Figure } from "./figure.ts";

/** Prints figures as a table: median and spread, the floor, and the goal with whether it is met. */
export function printFigures(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const figure of figures) {
    const { what, unit, values, floor } = figure;
    const limit = limitOf(figure);
    const columns = [
      what.padEnd(width),
      `${format(median(values))} ${unit}`.padStart(11),
      values.length > 1 ? `±${Math.round(spread(values) * 100)} %`.padStart(7) : "".padStart(7),
      limit === null
        ? "".padStart(18)
        : `goal ${format(limit)} ${median(values) <= limit ? "met" : "NOT MET"}`.padStart(18),
      floor ? `floor ${format(median(floor.values))} ${unit} (${floor.is})` : "",
    ];
    console.log(columns.join("  ").trimEnd());
  }
}

export const format = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
