import { setTimeout as pause } from "node:timers/promises";
import { withFault } from "../fakeServer.ts";
import type { Figure } from "../figure.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { withWindow, type BenchWindow } from "../window.ts";

/** One delta of 5 and of 50 MB of paragraphs, by the fake server, each in a window of its own. */
export async function message({ browser, rounds }: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [megabytes, gap] of [
    [5, 100],
    [50, 200],
  ] as const) {
    const settings = withFault("paragraphs", { FOLIO_MEGABYTES: String(megabytes) });
    const started = await browser();
    const runs = await inRounds(Math.min(rounds, 3), () =>
      withWindow(started, { settings }, sendOne),
    );
    const figure = (
      id: keyof Run,
      what: string,
      unit: "ms" | "MB",
      max: number | null,
    ): Figure => ({
      id: `message.${megabytes}.${id}`,
      what: `a message of ${megabytes} MB, ${what}`,
      unit,
      values: runs.map(run => run[id]),
      ...(max !== null && { goal: { max } }),
    });
    figures.push(
      figure("gapMs", "longest frame gap", "ms", gap),
      figure("residentMb", "renderer memory at its peak", "MB", 200),
      figure("paintMs", "Enter to first paint", "ms", null),
      figure("blockMs", "extension host's longest block", "ms", null),
    );
  }
  return figures;
}

interface Run {
  readonly gapMs: number;
  readonly residentMb: number;
  readonly paintMs: number;
  readonly blockMs: number;
}

async function sendOne({ folio, page, renderers, probe }: BenchWindow): Promise<Run> {
  await folio.open();
  await page.waitForTimeout(2000);
  const before = await renderers.residentMb();
  let peak = before;
  const watching = setInterval(
    () => void renderers.residentMb().then(megabytes => (peak = Math.max(peak, megabytes))),
    100,
  );
  await probe.begin();
  await folio.input.fill("go");
  const frame = await folio.frame();
  const seen = await frame.evaluate<{ longestGapMs: number; first: number; began: number }>(
    'bench.watch({ enter: true, end: "" })',
  );
  await folio.idle();
  await pause(1000);
  clearInterval(watching);
  const { longestBlockMs } = await probe.read();
  return {
    gapMs: seen.longestGapMs,
    residentMb: peak - before,
    paintMs: seen.first - seen.began,
    blockMs: longestBlockMs,
  };
}
