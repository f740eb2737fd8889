import { deepEqual, equal, match } from "node:assert/strict";
import { failures } from "../../bench/check.ts";
import { median, spread, type Figure } from "../../bench/figure.ts";
import type { Kept } from "../../bench/kept.ts";

const figure = (values: readonly number[], floor: readonly number[]): Figure => ({
  id: "stream.200.totalMs",
  what: "an answer",
  unit: "ms",
  values,
  floor: { is: "a bare view", values: floor },
});
const none: Kept = { taken: null, figures: {} };
/** 400 ms, where the bare view took 200. */
const kept: Kept = {
  taken: { day: "2026-11-25", machine: "a machine" },
  figures: {
    "stream.200.totalMs": {
      what: "an answer",
      unit: "ms",
      value: 400,
      spread: 0.1,
      floor: { is: "a bare view", value: 200 },
      limit: null,
    },
  },
};

describe("the limits of the bench", () => {
  it("fail on a goal that is missed, whatever was kept", () => {
    const missed = { ...figure([700, 610, 590], [200]), goal: { max: 600 } };
    deepEqual(failures([missed], none), ["an answer: 610 ms, the goal is 600."]);
    deepEqual(failures([{ ...missed, values: [590, 600, 610] }], none), []);
  });

  it("count from the floor of the same run where the goal says so", () => {
    const twice = { ...figure([250], [200]), goal: { times: 1.2 } };
    equal(failures([twice], none).length, 1);
    equal(failures([{ ...twice, values: [240] }], none).length, 0);
    equal(failures([{ ...twice, goal: { plus: 50 } }], none).length, 0);
  });

  it("fail on a figure that is worse against its floor than the kept one", () => {
    match(failures([figure([700], [200])], kept).join(), /it was 400, .* at most 568 is left/);
    deepEqual(failures([figure([560], [200])], kept), []);
  });

  it("let a slower machine be slower, and a faster one not hide what became worse", () => {
    deepEqual(failures([figure([1100], [400])], kept), []);
    equal(failures([figure([400], [100])], kept).length, 1);
  });

  it("say nothing of a figure that was never kept", () =>
    deepEqual(failures([{ ...figure([9999], [1]), id: "new" }], kept), []));
});

describe("a figure of the bench", () => {
  it("is the middle of its rounds, with the middle half of them as its spread", () => {
    equal(median([5, 1, 100, 3, 4]), 4);
    equal(spread([10, 9, 11, 10, 50]), 0.1);
    equal(spread([7]), 0);
  });
});
