import { within } from "./disk/within.ts";
import type { Log } from "./log.ts";

const flushLimitMs = 1500;

/**
 * Resolves when what runs is on disk, or when that takes too long: the editor gives an extension some seconds to end, and a
 * disk that hangs must not use them up. Never rejects.
 */
export async function keepWhatRuns(log: Log, flushes: readonly Promise<unknown>[]): Promise<void> {
  const kept = flushes.map(flush =>
    within(flushLimitMs, "Keeping what runs", () => flush).catch((error: unknown) =>
      log("warn", `What runs could not be kept: ${String(error)}`),
    ),
  );
  await Promise.all(kept);
}
