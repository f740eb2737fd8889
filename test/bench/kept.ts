/** The figures of an earlier run: what later runs are compared with, and what the README tells. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { manifest, root } from "../../src/build/paths.mjs";
import { limitOf, median, spread, type Figure } from "./figure.ts";
import { withNumbers } from "./numbers.ts";

export interface KeptFigure {
  readonly what: string;
  readonly unit: Figure["unit"];
  readonly value: number;
  readonly spread: number;
  readonly floor: { readonly is: string; readonly value: number } | null;
  /** What the value must not be above. */
  readonly limit: number | null;
}

export interface Kept {
  /** The day, as `2026-11-25`, and what it was measured on; null while nothing is kept. */
  readonly taken: { readonly day: string; readonly machine: string } | null;
  readonly figures: Readonly<Record<string, KeptFigure>>;
}

const file = join(root, "test", "bench", "kept.json");
const readme = join(root, "README.md");

// The file is written by `keep` alone.
export const readKept = (): Kept => JSON.parse(readFileSync(file, "utf8")) as Kept;

/** Keeps the figures of this run and tells them in the README; those of rows that did not run stay. */
export function keep(figures: readonly Figure[]): void {
  const now = figures.map((figure): readonly [string, KeptFigure] => [
    figure.id,
    {
      what: figure.what,
      unit: figure.unit,
      value: rounded(median(figure.values)),
      spread: rounded(spread(figure.values)),
      floor: figure.floor
        ? { is: figure.floor.is, value: rounded(median(figure.floor.values)) }
        : null,
      limit: limitOf(figure),
    },
  ]);
  const kept: Kept = {
    taken: { day: new Date().toISOString().slice(0, 10), machine: machine() },
    figures: { ...readKept().figures, ...Object.fromEntries(now) },
  };
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(readme, withNumbers(readFileSync(readme, "utf8"), kept));
}

const rounded = (value: number): number => Number(value.toPrecision(4));

function machine(): string {
  const [cpu] = cpus();
  const codex: unknown = manifest().devDependencies["@openai/codex"];
  return `${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 1024 ** 3)} GB, ${type()} ${release()}, Codex ${String(codex)}, VS Code in headless Chromium`;
}
