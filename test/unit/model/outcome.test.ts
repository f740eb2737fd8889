import { deepEqual, equal } from "node:assert/strict";
import type { Reason } from "../../../src/model/text/reason.ts";
import { reduce } from "../../../src/model/reduce/reduce.ts";
import type { FileOutcome } from "../../../src/model/state.ts";
import { accountId, accountMarkOf, accountTitle } from "../../../src/model/text/account.ts";
import { outcomeText } from "../../../src/model/text/outcome.ts";
import { play } from "../../support/play.ts";

const file = (result: FileOutcome["result"], why: Reason | null = null): FileOutcome => ({
  path: "/ws/a",
  movedTo: null,
  result,
  why,
});

describe("what became of a change", () => {
  for (const [results, text] of [
    [["taken", "edited", "refused"], "2 files written, 1 as you changed it, 1 rejected"],
    [["part"], "1 file written, 1 in part"],
    [["taken", "failed", "failed"], "1 file written, 2 not written"],
    [["undone", "refused"], "nothing written, 1 rejected, 1 undone"],
  ] as const)
    it(`is told in words: ${text}`, () =>
      equal(outcomeText({ canUndo: false, files: results.map(result => file(result)) }), text));

  it("belongs to its item only, and outlives the server's last word about it", () => {
    const before = play(`
      turn/started th tu
      item/started th tu f1 fileChange
      item/started th tu f2 fileChange`);
    const outcome = { canUndo: true, files: [file("taken")] };
    const event = { type: "change/reviewed", threadId: "th", turnId: "tu", outcome } as const;
    const told = reduce(before, { ...event, itemId: "f1" });
    const after = play(
      `item/completed th tu f1 fileChange
       turn/completed th tu completed`,
      told,
    );
    deepEqual(
      after.threads["th"]?.turns[0]?.items.map(item => item.outcome),
      [outcome, undefined],
    );
    equal(reduce(told, { ...event, itemId: "f1" }), told, "said twice");
    equal(reduce(told, { ...event, itemId: "nobody" }), told);
    equal(reduce(told, { ...event, itemId: "f1", turnId: "nobody" }), told);
  });
});

describe("the mark of an account", () => {
  const mark = { outcome: "mixed", taken: 29, of: 30, comments: 2 } as const;
  const uuid = "0d9d0b0e-7d6b-4a3f-9d7c-2f8f1f0a7a11";

  it("comes back from the client id, and gives the card its title", () => {
    deepEqual(accountMarkOf(accountId(mark, uuid)), mark);
    equal(accountTitle(mark), "You took 29 of 30 hunks, with 2 comments");
  });

  for (const id of [
    null,
    undefined,
    "",
    uuid,
    `folio-account.mixed.29.30.${uuid}`,
    `folio-account.evil.1.1.0.${uuid}`,
    `folio-account.mixed.29.30.0.${uuid} and more`,
    `x folio-account.mixed.29.30.0.${uuid}`,
    `folio-account.mixed.-1.30.0.${uuid}`,
    `folio-account.mixed.99999999999.30.0.${uuid}`,
  ])
    it(`is not seen in ${JSON.stringify(id)}`, () => equal(accountMarkOf(id), null));
});
