import { basename } from "node:path";
import type { Recovered } from "./transaction.ts";

const maxNames = 10;

/** What a person is told about files that a killed window was writing; null when there is nothing to tell. */
export function recoveredText(files: readonly Recovered[]): string | null {
  if (files.length === 0) return null;
  const named = (outcome: Recovered["outcome"]) =>
    files.filter(file => file.outcome === outcome).map(({ path }) => basename(path));
  const list = (names: readonly string[]) =>
    names.length > maxNames
      ? `${names.slice(0, maxNames).join(", ")} and ${names.length - maxNames} more`
      : names.join(", ");
  const [back, done] = [named("takenBack"), named("finished")];
  const sentences = ["The last window was closed while Folio was writing files."];
  if (back.length > 0) sentences.push(`As they were before that: ${list(back)}.`);
  if (done.length > 0) sentences.push(`Written to the end: ${list(done)}.`);
  for (const { path, outcome, copy } of files)
    if (outcome === "changed")
      sentences.push(
        copy === undefined
          ? `${basename(path)} was changed since, and stays.`
          : `${basename(path)} was changed since, and stays. The other text of it is ${copy}.`,
      );
  return sentences.join(" ");
}
