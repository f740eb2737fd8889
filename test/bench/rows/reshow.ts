import { lastWords } from "../content.ts";
import type { Figure } from "../figure.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import type { View } from "../view.ts";
import { chooseCommand } from "../view.ts";
import { withWindow, type BenchWindow } from "../window.ts";

/** Hiding the side bar with a chat of 200 KB and showing it again, to its last colour. */
export async function reshow({ browser, rounds }: Bench): Promise<Figure[]> {
  const shown = await withWindow(await browser(), {}, async window => {
    await window.bare.open();
    await window.bare.send("bench:stream 200", lastWords);
    const bare = await inRounds(rounds, () => again(window, window.bare));
    await window.folio.open();
    await window.folio.send("bench:stream 200", lastWords);
    await window.folio.idle();
    return { bare, ours: await inRounds(rounds, () => again(window, window.folio)) };
  });
  const figure = (
    id: "ms" | "first" | "rendererMs",
    what: string,
    goal: Figure["goal"] | null,
  ): Figure => ({
    id: `reshow.${id}`,
    what: `a chat of 200 KB shown again, ${what}`,
    unit: "ms",
    values: shown.ours.map(run => run[id]),
    floor: { is: "a bare view with the same text", values: shown.bare.map(run => run[id]) },
    ...(goal && { goal }),
  });
  return [
    figure("first", "first paint", null),
    figure("ms", "last colour", null),
    figure("rendererMs", "renderer CPU", null),
  ];
}

const toggle = "View: Toggle Secondary Side Bar Visibility";

async function again({ page, workbench, renderers }: BenchWindow, view: View) {
  await workbench.command(toggle);
  await page.waitForTimeout(1000);
  await chooseCommand(page, toggle);
  const before = await renderers.cpuMs();
  await page.keyboard.press("Enter");
  const frame = await view.frame();
  const seen = await frame.evaluate<{ first: number; last: number }>(
    "bench.drawn(" + JSON.stringify(lastWords) + ")",
  );
  const rendererMs = (await renderers.cpuMs()) - before;
  const entered = await page.evaluate<number>("bench.enteredAt");
  return { first: seen.first - entered, ms: seen.last - entered, rendererMs };
}
