/** Compares figures with their goals, and with the kept figures of an earlier run. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { limitOf, median, spread, type Figure } from "./figure.ts";
import { format } from "./print.ts";

interface Kept {
  readonly value: number;
  readonly floor: number | null;
  readonly spread: number;
}

const file = join(root, "test", "bench", "kept.json");
/** So much worse a figure may become before it fails: two runs of the same code differ by nearly that. */
const tolerance = 0.3;
/** Below these a difference is the clock's or the scheduler's. */
const noise: Readonly<Record<Figure["unit"], number>> = {
  ms: 8,
  KB: 4,
  MB: 8,
  "%": 1.5,
  x: 0.3,
  "": 0,
};

/** A sentence for each goal that is missed, and for each figure that is worse against its floor than the kept one. */
export function failures(figures: readonly Figure[]): readonly string[] {
  const kept = read();
  return figures.flatMap(figure => [...missed(figure), ...worse(figure, kept[figure.id])]);
}

function missed(figure: Figure): readonly string[] {
  const limit = limitOf(figure);
  const value = median(figure.values);
  return limit === null || value <= limit
    ? []
    : [`${figure.what}: ${format(value)} ${figure.unit}, the goal is ${format(limit)}.`];
}

function worse(figure: Figure, kept: Kept | undefined): readonly string[] {
  if (!kept) return [];
  const value = median(figure.values);
  // A faster or slower machine moves the floor too. A floor that is next to nothing says nothing about the machine.
  const floor = figure.floor ? median(figure.floor.values) : 0;
  const machine = kept.floor && kept.floor > noise[figure.unit] ? floor / kept.floor : 1;
  const allowed = tolerance + Math.max(kept.spread, spread(figure.values));
  const limit = kept.value * machine * (1 + allowed) + noise[figure.unit];
  return value <= limit
    ? []
    : [
        `${figure.what}: ${format(value)} ${figure.unit}, kept ${format(kept.value)}, with this run's floor at most ${format(limit)}.`,
      ];
}

/** Keeps the figures of this run; those of rows that did not run stay. */
export function keep(figures: readonly Figure[]): void {
  const now = figures.map(({ id, values, floor }): readonly [string, Kept] => [
    id,
    {
      value: rounded(median(values)),
      floor: floor ? rounded(median(floor.values)) : null,
      spread: rounded(spread(values)),
    },
  ]);
  const all = { ...read(), ...Object.fromEntries(now) };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

const rounded = (value: number): number => Number(value.toPrecision(4));

// The file is written by `keep` alone.
const read = () => JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Kept>>;
