import type { Reason } from "../../model/text/reason.ts";
import type { FileReview } from "./fileReview.ts";

/** Why a change cannot be accepted as it is shown. */
export type Stale =
  /** Accepting could only fail, or destroy what it is about: why, a sentence for each file. */
  | { readonly ok: false; readonly reason: "broken"; readonly refusals: readonly Reason[] }
  /** Files are not what they were when they were read; they were read anew. */
  | { readonly ok: false; readonly reason: "changedSinceShown"; readonly names: readonly string[] };

/** Compares what was shown of a change with what stands there now; null when it can be accepted. */
export function staleness(shown: readonly FileReview[], now: readonly FileReview[]): Stale | null {
  const refusals = now.flatMap(({ proposal: { refusal } }) => (refusal === null ? [] : [refusal]));
  if (refusals.length > 0) return { ok: false, reason: "broken", refusals: once(refusals) };
  const stale = now.filter(
    ({ proposal }, at) => proposal.fingerprint !== shown[at]?.proposal.fingerprint,
  );
  // What nobody could see cannot be accepted.
  return now.length > 0 && now.length === shown.length && stale.length === 0
    ? null
    : { ok: false, reason: "changedSinceShown", names: stale.map(({ proposal }) => proposal.name) };
}

/** Each reason once, in the order in which they came. */
const once = (reasons: readonly Reason[]): readonly Reason[] => [
  ...new Map(reasons.map(reason => [JSON.stringify(reason), reason])).values(),
];
