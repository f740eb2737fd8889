import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createBlobs } from "../../../src/engine/checkpoints/blobs.ts";
import { createSnapshots } from "../../../src/engine/checkpoints/snapshots.ts";
import { createWatcher } from "../../../src/engine/checkpoints/watcher.ts";
import { createScope } from "../../../src/engine/scope.ts";
import type { Figure } from "../figure.ts";
import { fill, withFolder } from "../files.ts";
import { inRounds, timed } from "../rounds.ts";
import type { Bench } from "../rows.ts";

/** Looking through folders before the first turn and before a later one; what a turn waits for is in `token`. */
export async function lookingThrough({ rounds }: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of [10_000, 20_000, 40_000])
    figures.push(...(await withFolder(folder => lookThrough(folder, count, rounds))));
  return figures;
}

async function lookThrough(folder: string, count: number, rounds: number): Promise<Figure[]> {
  const workspace = join(folder, "ws");
  fill(workspace, count, at => `${at}\n`.repeat(20));
  const scope = createScope();
  const snapshots = createSnapshots({
    roots: () => [workspace],
    blobs: createBlobs(join(folder, "blobs")),
    excluded: () => [],
    watcher: createWatcher({ log: () => {}, scope, folder: join(folder, "watching") }),
  });
  const first = await timed(() => snapshots.take());
  const walks: number[] = [];
  const again = await inRounds(rounds, async () => {
    walks.push(await timed(() => walk(workspace)));
    return timed(() => snapshots.take());
  });
  scope.dispose();
  const floor = { is: "a walk with a stat each", values: walks };
  const figure = (id: string, what: string, values: readonly number[]): Figure => ({
    id: `folder.${count}.${id}`,
    what: `looking through ${count.toLocaleString("en")} files, ${what}`,
    unit: "ms",
    values,
    floor,
  });
  return [figure("first", "first time", [first]), figure("again", "again", again)];
}

function walk(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    statSync(join(folder, name));
}
