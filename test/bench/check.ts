/** Compares figures with their goals, and with the kept ones of an earlier run. */
import { limitOf, median, spread, type Figure } from "./figure.ts";
import type { Kept, KeptFigure } from "./kept.ts";
import { format } from "./print.ts";

/** So much worse a figure may become before it fails: two runs of the same code differ by nearly that. */
const tolerance = 0.3;
/** Below these a difference is the clock's or the scheduler's. */
const noise: Readonly<Record<Figure["unit"], number>> = {
  ms: 8,
  µs: 2,
  KB: 4,
  MB: 8,
  "%": 1.5,
  x: 0.3,
  "": 0,
};

/** A sentence for each goal that is missed, and for each figure that is worse against its floor than the kept one. */
export const failures = (figures: readonly Figure[], { figures: kept }: Kept): readonly string[] =>
  figures.flatMap(figure => [...missed(figure), ...worse(figure, kept[figure.id])]);

function missed(figure: Figure): readonly string[] {
  const limit = limitOf(figure);
  const value = median(figure.values);
  return limit === null || value <= limit
    ? []
    : [`${figure.what}: ${format(value)} ${figure.unit}, the goal is ${format(limit)}.`];
}

function worse(figure: Figure, kept: KeptFigure | undefined): readonly string[] {
  if (!kept || figure.isOnlyTold) return [];
  const value = median(figure.values);
  const allowed = 1 + tolerance + Math.max(kept.spread, spread(figure.values));
  const limit = kept.value * pace(figure, kept) * allowed + noise[figure.unit];
  return value <= limit
    ? []
    : [
        `${figure.what}: ${format(value)} ${figure.unit}; it was ${format(kept.value)}, and beside this run's floor at most ${format(limit)} is left.`,
      ];
}

/** How much slower this machine is than that of the kept figure, by its floor. One next to nothing tells nothing. */
function pace({ unit, floor }: Figure, kept: KeptFigure): number {
  if (!floor || !kept.floor || kept.floor.value <= noise[unit]) return 1;
  return median(floor.values) / kept.floor.value;
}
