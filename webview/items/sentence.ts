import { wholeSeconds } from "../../src/model/text/duration.ts";
import { say } from "../say.ts";
import type { StepFacts, StepKind } from "./steps.ts";

/** What was done, in one sentence without an end. */
export function sentenceOf({ counts, declined, thoughtMs }: StepFacts): string {
  const parts = counts.map(([kind, count]) => partOf(kind, count, thoughtMs));
  if (declined > 0) parts.push(say("steps.declined", { count: declined }));
  const text = parts.join(" · ");
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

function partOf(kind: StepKind, count: number, thoughtMs: number): string {
  if (kind === "thought" && thoughtMs >= 1000)
    return say("steps.thoughtFor", { duration: wholeSeconds(thoughtMs) });
  return say(`steps.${kind}`, { count });
}
