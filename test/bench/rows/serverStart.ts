import { startModel } from "../../model/server.ts";
import { startEngine } from "../../support/engine.ts";
import { createHome } from "../../support/home.ts";
import type { Figure } from "../figure.ts";
import { startRaw } from "../raw.ts";
import { inRounds, timed } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { script } from "../script.ts";

/** Spawn to `initialize`, by the engine and on the raw pipe, in turns. */
export async function serverStart({ rounds }: Bench): Promise<Figure[]> {
  const bare: number[] = [];
  const ours = await inRounds(rounds, async () => {
    bare.push(await rawStart());
    const test = await startEngine();
    const time = await timed(() => test.engine.server.start());
    await test.dispose();
    return time;
  });
  return [
    {
      id: "start.initialize",
      what: "server spawn to initialize",
      unit: "ms",
      values: ours,
      floor: { is: "the raw pipe", values: bare },
      goal: { times: 1.1 },
    },
  ];
}

async function rawStart(): Promise<number> {
  const model = await startModel(script);
  const home = createHome(model.url);
  const began = performance.now();
  const server = await startRaw(home);
  const time = performance.now() - began;
  await server.stop();
  await model.close();
  home.dispose();
  return time;
}
