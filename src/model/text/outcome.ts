import { said, say } from "./say.ts";
import { listText } from "./speak.ts";
import type { ChangeOutcome, FileOutcome } from "../state.ts";

/** Whether Folio wrote or removed this file, and nobody undid it. */
export const isWritten = ({ result }: FileOutcome): boolean =>
  result === "taken" || result === "part" || result === "edited";

/** What became of a change, in a few words: "11 files written, 1 as you changed it, 1 rejected". */
export function outcomeText({ files }: ChangeOutcome): string {
  const count = (result: FileOutcome["result"]) =>
    files.filter(file => file.result === result).length;
  const written = files.filter(isWritten).length;
  const facts = (["part", "edited", "refused", "failed", "undone"] as const).map(
    result => [count(result), say(`outcome.${result}`)] as const,
  );
  return listText([
    written === 0 ? say("outcome.nothingWritten") : say("outcome.written", { count: written }),
    ...facts.flatMap(([number, words]) =>
      number > 0 ? [say("outcome.some", { number, what: words })] : [],
    ),
  ]);
}

/** What became of one file, for its line; empty for one that was written as proposed. */
export function fileOutcomeText({ result, why }: FileOutcome): string {
  const words = result === "taken" ? "" : say(`outcome.${result}`);
  if (why === null) return words;
  return words === "" ? said(why) : say("outcome.because", { outcome: words, why });
}
