import { deepEqual, equal } from "node:assert/strict";
import { endBy } from "../../../src/appserver/end.ts";
import { RequestError, ServerUnavailable } from "../../../src/appserver/errors.ts";
import { refusalOf } from "../../../src/appserver/refusals.ts";
import { FolioError, isFolioError, isRefused, withReason } from "../../../src/engine/errors.ts";

const refused = (message: string, data?: unknown) =>
  new RequestError("refused", message, { method: "turn/start", code: -32600, data });

describe("a refusal of the server", () => {
  const id = "01a1fa98-0357-7072-91c3-cf00e30675da";
  for (const [message, meaning] of [
    [`thread ${id} already has an active writer`, "activeWriter"],
    [`no rollout found for thread id ${id}`, "noSuchThread"],
    [`thread not found: ${id}`, "noSuchThread"],
    ["no active turn to steer", "noActiveTurn"],
    ["expected active turn id `a` but found `b`", "noActiveTurn"],
    ["Invalid request: unknown variant `no/such`, expected one of `initialize`", "unknownMethod"],
    ["Invalid request: unknown variant `on-failure`, expected one of `never`", "other"],
    ["thread name must not be empty", "other"],
  ] as const)
    it(`means ${meaning}: ${message.slice(0, 40)}`, () =>
      equal(refusalOf(refused(message)), meaning));

  it("means that the input is too large by its data, whatever it says", () =>
    equal(refusalOf(refused("x", { input_error_code: "input_too_large" })), "inputTooLarge"));
});

describe("a failure in the engine", () => {
  const failureOf = (error: unknown) => {
    const failure = withReason(error);
    return isFolioError(failure) ? failure.failure : null;
  };

  it("has a reason with the values for its sentence, and its cause", () => {
    const late = new RequestError("timeout", "late", { method: "thread/list", seconds: 60 });
    deepEqual(
      [
        late,
        new RequestError("closed", "gone", { method: "thread/list" }),
        new RequestError("notReading", "deaf", { method: "thread/list" }),
        refused("too long", { input_error_code: "input_too_large" }),
        refused("thread already has an active writer"),
        refused("no rollout found"),
        refused("not today"),
        new ServerUnavailable({ reason: "notInstalled", problem: { kind: "notFound" } }, "log"),
        new ServerUnavailable({ reason: "gaveUp", end: endBy({ kind: "exit", code: "1" }) }, "log"),
        new ServerUnavailable({ reason: "superseded" }, "log"),
      ].map(failureOf),
      [
        { reason: "timeout", method: "thread/list", seconds: 60 },
        { reason: "closed" },
        { reason: "notReading" },
        { reason: "tooLong" },
        { reason: "heldElsewhere" },
        { reason: "noSuchThread", text: "no rollout found" },
        { reason: "refused", text: "not today" },
        { reason: "notInstalled", what: { id: "install.notFound", values: {} } },
        { reason: "gaveUp", cause: { id: "server.exit", values: { code: "1" } } },
        { reason: "superseded" },
      ],
    );
    const failure = withReason(late);
    equal(isFolioError(failure, "timeout") && failure.cause, late);
  });

  it("stays what it is where it was not expected", () => {
    const error = new TypeError("x is not a function");
    equal(withReason(error), error);
  });

  it("tells a refusal by the server from one by the engine", () =>
    deepEqual(
      [
        withReason(refused("no active turn to steer")),
        withReason(refused("not today")),
        withReason(new RequestError("closed", "gone", { method: "turn/steer" })),
        new FolioError("nothingRuns", "nothing runs"),
      ].map(isRefused),
      [true, true, false, false],
    ));
});
