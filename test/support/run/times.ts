import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../src/build/paths.mjs";

/** How long each file of tests took the last time, kept in `.cache`. */
export interface Times {
  /** In milliseconds. */
  last(name: string): number | undefined;
  note(name: string, ms: number): void;
  save(): void;
}

export function readTimes(): Times {
  const folder = join(root, ".cache");
  const path = join(folder, "test-times.json");
  const times = new Map(Object.entries(readFrom(path)));
  return {
    last: name => times.get(name),
    note: (name, ms) => void times.set(name, Math.round(ms)),
    save() {
      mkdirSync(folder, { recursive: true });
      const fresh = `${path}.${process.pid}`;
      writeFileSync(fresh, JSON.stringify(Object.fromEntries(times), null, 2));
      renameSync(fresh, path);
    },
  };
}

function readFrom(path: string): Readonly<Record<string, number>> {
  try {
    // Only this program writes it; a wrong figure costs a moment and breaks nothing.
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, number>;
  } catch {
    return {}; // the first run here
  }
}
