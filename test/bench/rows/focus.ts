import type { Figure } from "../figure.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { withWindow } from "../window.ts";

/** Enter in the palette until the text box takes input, in a window that was just loaded; in turns with the bare view. */
export async function focus({ browser, rounds }: Bench): Promise<Figure[]> {
  const bare: number[] = [];
  const ours = await withWindow(await browser(), {}, window => {
    const { workbench, page } = window;
    return inRounds(rounds, async round => {
      if (round > 0) await window.reload();
      // Whichever comes first must be fast without the other.
      if (round % 2 === 0) bare.push(await window.bare.open());
      const time = await window.folio.open();
      if (round % 2 === 1) bare.push(await window.bare.open());
      await page.waitForTimeout(500);
      if (time === 0 || bare.at(-1) === 0) throw new Error("A view was open before it was opened.");
      await workbench.command("View: Toggle Secondary Side Bar Visibility");
      return time;
    });
  });
  return [
    {
      id: "focus.input",
      what: "view focus to text box ready",
      unit: "ms",
      values: ours,
      floor: { is: "a bare view", values: bare },
      goal: { times: 1.2 },
    },
  ];
}
