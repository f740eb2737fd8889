import { hunksBetween } from "../../../src/engine/review/hunks.ts";
import type { Figure } from "../figure.ts";
import { inRounds, timed } from "../rounds.ts";
import type { Bench } from "../rows.ts";

/** Files of which every tenth line changed, and one of which every second did. None of the hunks may be lost. */
export async function hunks({ rounds }: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [lines, every] of [
    [5_000, 10],
    [10_000, 10],
    [20_000, 10],
    [5_000, 2],
  ] as const)
    figures.push(...(await hunksOf(lines, every, rounds)));
  return figures;
}

async function hunksOf(count: number, every: number, rounds: number): Promise<Figure[]> {
  const lines = Array.from({ length: count }, (_, at) => `const line${at} = ${at};\n`);
  const before = lines.join("");
  const after = lines.map((line, at) => (at % every === 0 ? `// ${line}` : line)).join("");
  const expected = count / every;
  let found = 0;
  const values = await inRounds(rounds, () =>
    timed(() => (found = hunksBetween(before, after).length)),
  );
  const id = `hunks.${count}.${every}`;
  const what = `${expected} hunks of ${count.toLocaleString("en")} lines`;
  return [
    { id, what, unit: "ms", values, goal: { max: 50 } },
    {
      id: `${id}.lost`,
      what: `${what}, lost`,
      unit: "",
      values: [expected - found],
      goal: { max: 0 },
    },
  ];
}
