import { outcomeOf } from "../select/outcome.ts";
import type { ChangeOutcome, FileOutcome } from "../state.ts";
import { said, say } from "./say.ts";

/** What became of a change, in a few words. */
export const outcomeText = (outcome: ChangeOutcome): string => said(outcomeOf(outcome));

/** What became of one file, for its line; empty for one that was written as proposed. */
export function fileOutcomeText({ result, why }: FileOutcome): string {
  const words = result === "taken" ? "" : say(`outcome.${result}`);
  if (why === null) return words;
  return words === "" ? said(why) : say("outcome.because", { outcome: words, why });
}
