import type { End, EndCause } from "../appserver/end.ts";
import type { LocateProblem } from "../appserver/locate.ts";
import { reason, type Reason, type ReasonId } from "../model/text/reason.ts";

/** Why a server is gone. The words of each kind have its name and its values. */
export function causeReason({ kind, ...values }: EndCause): Reason {
  const id: ReasonId = `server.${kind}`;
  return { id, values };
}

/** Why a server is gone, with its own last words and the place of its log where there are any. */
export function endReason({ cause, words, logFile }: End): Reason {
  const why = causeReason(cause);
  const withWords = words === "" ? why : reason("server.withWords", { cause: why, words });
  return logFile === null
    ? withWords
    : reason("server.withLog", { cause: withWords, file: logFile });
}

/** Why no program can be started, and what to do. */
export function problemReason({ kind, ...values }: LocateProblem): Reason {
  const id: ReasonId = `install.${kind}`;
  return { id, values };
}

/** Whether there is a program at all. */
export const isFound = ({ kind }: LocateProblem): boolean =>
  kind !== "notFound" && kind !== "noFile" && kind !== "notAbsolute";
