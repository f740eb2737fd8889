import { setTimeout as pause } from "node:timers/promises";
import type { Figure } from "../figure.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { withWindow } from "../window.ts";

const seconds = 10;

/** The renderer while a turn runs and nothing arrives, beside the same window before. */
export async function wait({ browser, rounds }: Bench): Promise<Figure[]> {
  const { idle, waiting } = await withWindow(await browser(), {}, async window => {
    const share = async () => {
      const before = await window.renderers.cpuMs();
      await pause(seconds * 1000);
      return ((await window.renderers.cpuMs()) - before) / seconds / 10;
    };
    await window.folio.open();
    await window.folio.sendForFirst("scenario:hello");
    await window.folio.idle();
    await pause(3000);
    const idle = await inRounds(rounds, share);
    await window.folio.sendForFirst("bench:wait");
    await pause(3000);
    return { idle, waiting: await inRounds(rounds, share) };
  });
  return [
    {
      id: "wait.renderer",
      what: "a turn that runs while nothing arrives, renderer CPU",
      unit: "%",
      values: waiting,
      floor: { is: "the same window, idle", values: idle },
      goal: { plus: 2 },
    },
  ];
}
