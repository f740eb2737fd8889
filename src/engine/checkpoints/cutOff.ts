import { report, type Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Journal } from "./journal.ts";
import type { Kept } from "./kept.ts";

export interface CutOffOptions {
  readonly journal: Pick<Journal, "orphans">;
  readonly keep: Kept["keep"];
  readonly scope: Scope;
  readonly log: Log;
}

const againMs = 3000;

/**
 * Ends turns whose window was killed in the middle of them; what was changed after that is not theirs. A window that is
 * about to go, as after a reload, is waited for in the background.
 */
export function createCutOff({ journal, keep, scope, log }: CutOffOptions): () => Promise<void> {
  let again: { dispose(): void } | undefined;
  const recover = async (): Promise<void> => {
    const { orphans, othersRun } = await journal.orphans();
    for (const { turn, before, isOfTurn, forget } of orphans) {
      await keep(turn, before, isOfTurn);
      await forget();
    }
    again?.dispose();
    if (othersRun)
      again = scope.after(againMs, () =>
        report(log, "Looking after turns that were cut off", recover()),
      );
  };
  return recover;
}
