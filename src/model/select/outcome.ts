import type { ChangeOutcome, FileOutcome } from "../state.ts";
import { reason, type Reason } from "../text/reason.ts";

/** Whether Folio wrote or removed this file, and nobody undid it. */
export const isWritten = ({ result }: FileOutcome): boolean =>
  result === "taken" || result === "part" || result === "edited";

/** What became of a change, in a few words: "11 files written, 1 as you changed it, 1 rejected". */
export function outcomeOf({ files }: ChangeOutcome): Reason {
  const written = files.filter(isWritten).length;
  const facts = (["part", "edited", "refused", "failed", "undone"] as const).flatMap(result => {
    const number = files.filter(file => file.result === result).length;
    return number > 0
      ? [reason("outcome.some", { number, what: reason(`outcome.${result}`) })]
      : [];
  });
  return facts.reduce(
    (before, next) => reason("list.two", { first: before, second: next }),
    written === 0
      ? reason("outcome.nothingWritten")
      : reason("outcome.written", { count: written }),
  );
}
