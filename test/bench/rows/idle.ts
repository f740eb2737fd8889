import { setTimeout as pause } from "node:timers/promises";
import type { Figure } from "../figure.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { withWindow, type BenchWindow } from "../window.ts";

const seconds = 20;

interface Use {
  readonly host: number;
  readonly renderer: number;
}

/** A window with the chat open in which nothing happens, beside one with the bare view alone. */
export async function idle({ browser, rounds }: Bench): Promise<Figure[]> {
  const started = await browser();
  const bare = await withWindow(started, { withoutFolio: true }, async window => {
    await window.bare.open();
    return measure(window, rounds);
  });
  const ours = await withWindow(started, {}, async window => {
    await window.folio.open();
    await window.folio.sendForFirst("scenario:hello");
    await window.folio.idle();
    return measure(window, rounds);
  });
  const floor = (values: readonly number[]) => ({ is: "a bare view", values });
  const share = (id: keyof Use, what: string): Figure => ({
    id: `idle.${id}`,
    what: `idle, ${what} CPU`,
    unit: "%",
    values: ours.uses.map(use => use[id]),
    floor: floor(bare.uses.map(use => use[id])),
    goal: { plus: 0.5 },
  });
  const memory = (id: "residentMb" | "heapMb", what: string): Figure => ({
    id: `idle.${id}`,
    what: `extension host, ${what}`,
    unit: "MB",
    values: [ours.memory[id]],
    floor: floor([bare.memory[id]]),
  });
  return [
    share("host", "extension host"),
    share("renderer", "renderer"),
    memory("residentMb", "resident"),
    memory("heapMb", "heap in use"),
  ];
}

async function measure({ probe, renderers }: BenchWindow, rounds: number) {
  await pause(10_000);
  const uses = await inRounds(rounds, async (): Promise<Use> => {
    const before = await renderers.cpuMs();
    await probe.begin();
    await pause(seconds * 1000);
    const { cpuMs } = await probe.read();
    const percent = (ms: number) => ms / seconds / 10;
    return { host: percent(cpuMs), renderer: percent((await renderers.cpuMs()) - before) };
  });
  return { uses, memory: await probe.memory() };
}
