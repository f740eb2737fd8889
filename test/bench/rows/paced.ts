import type { Figure } from "../figure.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { withWindow } from "../window.ts";
import { streamed, type Streamed } from "./stream.ts";

const seconds = 50;
/** The renderer's CPU is read this often: whether a frame costs more as the answer grows. */
const sampleMs = 10_000;

/** 100 chunks a second for 50 s: about 200 KB at a pace that a person can watch. */
export async function paced({ browser, rounds }: Bench): Promise<Figure[]> {
  const text = `bench:paced ${seconds}`;
  const growth: number[] = [];
  const runs = await withWindow(await browser(), {}, async window => {
    await window.bare.open();
    const bare = await inRounds(1, () => streamed(window, window.bare, text));
    await window.folio.open();
    const ours = await inRounds(Math.min(rounds, 3), async () => {
      await window.workbench.command("Folio: New Thread");
      await window.page.waitForTimeout(300);
      const samples: number[] = [];
      const sampling = setInterval(
        () => void window.renderers.cpuMs().then(cpuMs => samples.push(cpuMs)),
        sampleMs,
      );
      const run = await streamed(window, window.folio, text);
      clearInterval(sampling);
      growth.push(growthOf(samples));
      return run;
    });
    return { bare, ours };
  });
  const figure = (id: keyof Streamed, what: string, goal: Figure["goal"] | null): Figure => ({
    id: `paced.${id}`,
    what: `100 chunks/s for ${seconds} s, ${what}`,
    unit: "ms",
    values: runs.ours.map(run => run[id]),
    floor: { is: "a bare view on the same server", values: runs.bare.map(run => run[id]) },
    ...(goal && { goal }),
  });
  return [
    figure("lagMs", "last chunk to last colour", { max: 200 }),
    figure("rendererMs", "renderer CPU", { max: 10_000 }),
    figure("cpuMs", "extension host CPU", { max: 4500 }),
    figure("gapMs", "longest frame gap", null),
    {
      id: "paced.growth",
      what: `100 chunks/s for ${seconds} s, renderer CPU at 200 KB against 80 KB`,
      unit: "x",
      values: growth,
      goal: { max: 1.3 },
    },
  ];
}

/** CPU of the last interval against that of the second one; the first has the thread's beginning in it. */
function growthOf(samples: readonly number[]): number {
  const used = samples.slice(1).map((cpuMs, at) => cpuMs - (samples[at] ?? 0));
  const [early, late] = [used[0], used.at(-1)];
  return early && late ? late / early : 0;
}
