import type { Queue } from "../disk/queue.ts";
import type { Blobs, Worth } from "./blobs.ts";
import { hashIn, type Mark } from "./mark.ts";
import type { Records } from "./records.ts";

const maxBytes = 400 * 1024 * 1024;
const everyMs = 3_600_000;

export interface Collecting {
  /**
   * Makes room once an hour at most: first goes what no turn needs, then what only the oldest turns do, never what is
   * named here.
   */
  sometimes(needed: () => Iterable<Mark | null | undefined>): Promise<void>;
}

export function createCollecting(options: {
  readonly blobs: Blobs;
  readonly records: Records;
  readonly queue: Queue;
}): Collecting {
  const { blobs, records, queue } = options;
  let collectedAt = -Infinity;
  return {
    async sometimes(marks) {
      if (performance.now() - collectedAt < everyMs) return;
      collectedAt = performance.now();
      const worth: Worth = begin =>
        queue.run(async () => {
          const lastUses = await records.lastUses();
          begin();
          const needed = new Set<string>();
          for (const mark of marks()) {
            const hash = hashIn(mark);
            if (hash !== null) needed.add(hash);
          }
          return hash => (needed.has(hash) ? Infinity : (lastUses.get(hash) ?? -Infinity));
        });
      // The rest is done outside of the queue: 50,000 contents take seconds, and the next turn may begin meanwhile.
      await blobs.collect(worth, maxBytes);
    },
  };
}
