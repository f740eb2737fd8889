import { randomUUID } from "node:crypto";
import { type Engine, isFolioError } from "../../engine/api.ts";
import { accountId, type AccountMark } from "../../model/text/account.ts";
import { notice } from "../../model/text/sinks.ts";
import { describeFailure } from "../failure.ts";
import type { Prompts } from "../prompts.ts";
import type { FileReview } from "./fileReview.ts";

export interface Telling {
  readonly threadId: string | null;
  readonly text: string;
  readonly mark: AccountMark;
}

/** Says something to the turn that waits; when nobody hears it the answer still goes out, and the person is told. */
export async function tell(
  engine: Pick<Engine, "threads">,
  prompts: Prompts,
  { threadId, text, mark }: Telling,
): Promise<boolean> {
  const input = [{ type: "text" as const, text, text_elements: [] }];
  const cause =
    threadId === null
      ? isOver
      : await engine.threads
          .say(threadId, input, { clientId: accountId(mark, randomUUID()), only: "steer" })
          .then(() => null, causeOf);
  if (cause === null) return true;
  void prompts.warn(notice`${deaf}${cause} ${advice}`);
  return false;
}

const isOver = "its turn is over.";
const causeOf = (error: unknown) =>
  isFolioError(error, "nothingRuns") ? isOver : describeFailure(error);
const deaf = "Codex could not be told what you decided: ";
const advice = "Tell it in the chat that the files on disk are as you want them.";

/** What the message of an account is marked with. A file without hunks counts as one. */
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
