import { lastWords } from "../content.ts";
import type { Figure } from "../figure.ts";
import type { HostUse } from "../probe.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import type { View } from "../view.ts";
import { withWindow, type BenchWindow } from "../window.ts";

/** What an answer took: from its first piece at the model to its last colour on the screen. */
export interface Streamed extends HostUse {
  readonly totalMs: number;
  readonly gapMs: number;
  readonly rendererMs: number;
  /** From the last piece at the model to the last colour on the screen. */
  readonly lagMs: number;
}

export async function stream({ browser, rounds }: Bench): Promise<Figure[]> {
  const started = await browser();
  const figures: Figure[] = [];
  for (const kilobytes of [100, 200, 400]) {
    const runs = await withWindow(started, {}, window =>
      inTurns(window, rounds, `bench:stream ${kilobytes}`),
    );
    figures.push(...figuresOf(kilobytes, runs));
  }
  return figures;
}

interface Runs {
  readonly bare: readonly Streamed[];
  readonly ours: readonly Streamed[];
}

/** The same answer in Folio and in the bare view, each round on fresh ground. The first of each is not counted. */
async function inTurns(window: BenchWindow, rounds: number, text: string): Promise<Runs> {
  await window.bare.open();
  const bare = await inRounds(rounds + 1, () => streamed(window, window.bare, text));
  await window.folio.open();
  const ours = await inRounds(rounds + 1, async () => {
    await window.workbench.command("Folio: New Thread");
    await window.page.waitForTimeout(300);
    return streamed(window, window.folio, text);
  });
  return { bare: bare.slice(1), ours: ours.slice(1) };
}

/** Sends a message and measures its answer. */
export async function streamed(window: BenchWindow, view: View, text: string): Promise<Streamed> {
  const { probe, renderers, model } = window;
  const before = await renderers.cpuMs();
  await probe.begin();
  const seen = await view.send(text, lastWords);
  const host = await probe.read();
  const rendererMs = (await renderers.cpuMs()) - before;
  const { first, last } = model.spoke();
  await view.idle();
  return {
    ...host,
    rendererMs,
    totalMs: seen.last - first,
    gapMs: seen.longestGapMs,
    lagMs: seen.last - last,
  };
}

function figuresOf(kilobytes: number, { bare, ours }: Runs): Figure[] {
  const is = "a bare view on the same server";
  const isGoal = kilobytes === 200;
  const figure = (
    id: keyof Streamed,
    what: string,
    goal: Figure["goal"] | null = null,
  ): Figure => ({
    id: `stream.${kilobytes}.${id}`,
    what: `${kilobytes} KB answer, ${what}`,
    unit: "ms",
    values: ours.map(run => run[id]),
    floor: { is, values: bare.map(run => run[id]) },
    ...(goal && isGoal && { goal }),
  });
  return [
    figure("totalMs", "first chunk to last colour", { max: 600 }),
    figure("gapMs", "longest frame gap", { max: 34 }),
    figure("rendererMs", "renderer CPU"),
    figure("cpuMs", "extension host CPU"),
    figure("longestBlockMs", "extension host's longest block"),
  ];
}
