import { deepEqual, equal } from "node:assert/strict";
import { verbatim } from "../../../src/model/text/reason.ts";
import { FolioError, type Failure } from "../../../src/engine/api.ts";
import { describeFailure } from "../../../src/editor/failure.ts";

const words = (failure: Failure) => describeFailure(new FolioError(failure, "for the log"));

describe("a failure in words", () => {
  it("says what happened and what to do, for each reason", () =>
    deepEqual(
      [
        words({ reason: "timeout", method: "thread/list", seconds: 60 }),
        words({ reason: "gaveUp", cause: verbatim("it crashed") }),
        words({ reason: "heldElsewhere" }),
        words({ reason: "refused", text: "not {method} today" }),
        words({ reason: "noSuchThread", text: "no rollout found" }),
        words({ reason: "longMessage", size: 2_000_000, limit: 1_048_576 }),
        words({ reason: "notInstalled", what: verbatim("Install it.") }),
      ],
      [
        "Codex did not answer thread/list within 60 s. Try again; if it stays so, restart Codex.",
        "Codex keeps stopping: it crashed",
        "This thread is open in another window. Take it over first, or continue in a copy.",
        "Codex refused: not {method} today",
        "Codex refused: no rollout found",
        "Not sent: the message has 2,000,000 characters, and Codex takes 1,048,576. Shorten it, or put it into a file.",
        "Install it.",
      ],
    ));

  it("keeps the message of an unexpected error", () => {
    equal(describeFailure(new Error("EACCES")), "EACCES");
    equal(describeFailure("a text"), "a text");
  });
});
