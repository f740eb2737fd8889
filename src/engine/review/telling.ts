import { randomUUID } from "node:crypto";
import { accountId, type AccountMark } from "../../model/text/account.ts";
import { isFolioError } from "../errors.ts";
import type { Threads } from "../threads/threads.ts";
import type { FileReview } from "./fileReview.ts";

/** Whether Codex heard what a person decided. */
export type Told =
  | { readonly kind: "heard" }
  /** Its turn is over, so nobody listens. */
  | { readonly kind: "turnOver" }
  | { readonly kind: "failed"; readonly error: unknown };

export interface Telling {
  readonly threadId: string | null;
  readonly text: string;
  readonly mark: AccountMark;
}

/** Says something to the turn that waits. Never rejects: an answer goes out also where nobody heard it. */
export async function tell(say: Threads["say"], { threadId, text, mark }: Telling): Promise<Told> {
  if (threadId === null) return { kind: "turnOver" };
  try {
    const clientId = accountId(mark, randomUUID());
    await say(threadId, [{ type: "text", text, text_elements: [] }], { clientId, only: "steer" });
    return { kind: "heard" };
  } catch (error) {
    return isFolioError(error, "nothingRuns") ? { kind: "turnOver" } : { kind: "failed", error };
  }
}

/** What the message of a report is marked with. A file without hunks counts as one. */
export function markOf(
  files: readonly FileReview[],
  outcome: AccountMark["outcome"],
  comments: number,
): AccountMark {
  const taken = files.flatMap(file => {
    const { hunks } = file.found();
    return hunks.length > 0
      ? hunks.map(({ state }) => state !== "refused")
      : [file.state() !== "refused"];
  });
  return { outcome, taken: taken.filter(Boolean).length, of: taken.length, comments };
}
