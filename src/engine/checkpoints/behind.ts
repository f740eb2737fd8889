import type { Log } from "../log.ts";

/** Work that goes on behind a turn. */
export interface Behind {
  /** Takes over a piece of work; its failure is logged. */
  report(what: string, work: Promise<unknown>): void;
  /** Resolves when all work is done, also what is added meanwhile. */
  idle(): Promise<void>;
}

export function createBehind(log: Log): Behind {
  const working = new Set<Promise<void>>();
  return {
    report(what, work) {
      const over = work.then(
        () => void working.delete(over),
        (error: unknown) => {
          working.delete(over);
          log("warn", `${what} failed: ${String(error)}`);
        },
      );
      working.add(over);
    },
    async idle() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
