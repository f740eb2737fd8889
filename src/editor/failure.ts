import { isFolioError, type Failure } from "../engine/api.ts";
import { said } from "../model/text/say.ts";
import { say } from "./say.ts";

/** A failure as a text for the person: what happened and what to do. An unexpected error keeps its own message. */
export function describeFailure(error: unknown): string {
  if (isFolioError(error)) return wordsOf(error.failure);
  return error instanceof Error ? error.message : String(error);
}

function wordsOf(failure: Failure): string {
  switch (failure.reason) {
    case "notInstalled":
      return said(failure.what);
    case "gaveUp":
      return say.text("failure.gaveUp", { cause: failure.cause });
    case "timeout":
      return say.text("failure.timeout", { method: failure.method, seconds: failure.seconds });
    case "longMessage":
      return say.text("message.tooLong", { size: failure.size, limit: failure.limit });
    case "outsideRoots":
      return say.text("failure.outsideRoots", { path: failure.path });
    case "noSuchThread":
    case "unknownMethod":
    case "refused":
      return say.text("failure.refused", { text: failure.text });
    case "untrusted":
    case "superseded":
    case "disposed":
    case "notReading":
    case "closed":
    case "heldElsewhere":
    case "busyElsewhere":
    case "notReleased":
    case "noFolder":
    case "nothingRuns":
    case "turnRuns":
    case "queueTooLarge":
    case "tooLong":
      return say.text(`failure.${failure.reason}`);
  }
}
