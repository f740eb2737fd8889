import { within } from "./disk/within.ts";
import type { Log } from "./log.ts";

const flushLimitMs = 1500;

export interface Ending {
  /** What must be on disk first, as far as the time goes. */
  readonly flushes: readonly Promise<unknown>[];
  readonly parts: readonly { dispose(): void }[];
}

/**
 * Ends the parts of the engine, each whatever becomes of the others. The editor gives an extension some seconds to end: a
 * disk that hangs must not use them up. Never rejects.
 */
export async function endParts(log: Log, { flushes, parts }: Ending): Promise<void> {
  const kept = flushes.map(flush =>
    within(flushLimitMs, "Keeping what runs", () => flush).catch((error: unknown) =>
      log("warn", `What runs could not be kept: ${String(error)}`),
    ),
  );
  await Promise.all(kept);
  for (const part of parts)
    try {
      part.dispose();
    } catch (error) {
      log("warn", `A part of Folio could not end: ${String(error)}`);
    }
}
