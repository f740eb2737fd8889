import { deepEqual } from "node:assert/strict";
import { endBy, type End, type EndCause } from "../../../src/appserver/end.ts";
import { endReason } from "../../../src/engine/serverReasons.ts";
import { said } from "../../../src/model/text/say.ts";

describe("the end of a server in words", () => {
  const causes: { readonly [K in EndCause["kind"]]: Extract<EndCause, { kind: K }> } = {
    signal: { kind: "signal", signal: "SIGKILL" },
    exit: { kind: "exit", code: "3" },
    notStarted: { kind: "notStarted", text: "EACCES" },
    silent: { kind: "silent", seconds: 10 },
    restarted: { kind: "restarted" },
    outputBroke: { kind: "outputBroke", text: "EPIPE" },
    inputBroke: { kind: "inputBroke", text: "EPIPE" },
    badLines: { kind: "badLines" },
    longLine: { kind: "longLine", mebibytes: 64 },
    notReading: { kind: "notReading" },
  };

  it("has a sentence for each cause, with its values", () =>
    deepEqual(
      Object.values(causes).map(cause => said(endReason(endBy(cause)))),
      [
        "signal SIGKILL",
        "exit code 3",
        "it could not be started (EACCES)",
        "it starts, but did not answer within 10 s",
        "it was restarted",
        "the pipe from it broke (EPIPE)",
        "the pipe to it broke (EPIPE)",
        "it wrote lines that are no messages",
        "it wrote a line of more than 64 MiB",
        "it is not responding: it does not read what it is sent",
      ],
    ));

  it("ends with the server's own words, or with the place of the log", () => {
    const end: End = endBy(causes.exit);
    deepEqual(
      [
        said(endReason({ ...end, words: "Error: {code}", hasOwnWords: true })),
        said(endReason({ ...end, logFile: "/logs/Folio.log" })),
      ],
      ["exit code 3\nError: {code}", "exit code 3\nIts log: /logs/Folio.log"],
    );
  });
});
