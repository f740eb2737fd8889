import { deepEqual, equal } from "node:assert/strict";

const place = { turnId: "tu", index: 1, itemId: "i", offset: -20 };
let kept: unknown = {
  readings: {
    th: { folds: { "i/card": false, "j/card": "no" }, place },
    other: { folds: 7, place: { turnId: 1 } },
  },
};
Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage() {},
    getState: () => kept,
    setState: (state: unknown) => (kept = state),
  }),
});
// It reads what an earlier page kept while it loads, so it is loaded after that is there.
const { foldOf, keepFold, keepPlace, keepShown, placeOf } =
  await import("../../../webview/kept.ts");

describe("what is kept of the reading", () => {
  const fold = (threadId: string, ...names: readonly string[]) => foldOf(threadId, () => names);

  it("is what an earlier page kept, as far as it is well-formed", () => {
    equal(fold("th", "i/card"), false);
    equal(fold("th", "j/card", "x"), undefined);
    equal(fold("other", "i/card"), undefined);
    deepEqual(placeOf("th"), place);
    equal(placeOf("other"), null);
    equal(placeOf("unknown"), null);
  });

  it("is found by the place of an item that has another id by now", () => {
    keepFold("th", ["k/card", "tu#3/card"], true);
    equal(fold("th", "item-7/card", "tu#3/card"), true);
    equal(fold("th", "k/card"), true);
  });

  it("goes to VS Code with what the page shows, and is bounded", () => {
    keepShown("sideBar", "th");
    for (let at = 0; at < 500; at++) keepFold("th", [`n${at}/card`], false);
    for (let at = 0; at < 40; at++) keepPlace(`thread-${at}`, place);
    keepPlace("thread-39", null);
    equal(placeOf("thread-39"), null);
    deepEqual(placeOf("thread-38"), place);
    equal(placeOf("thread-0"), null);
    equal(JSON.stringify(kept).length < 60_000, true);
    equal(Object(kept).surfaceId, "sideBar");
    equal(Object(kept).threadId, "th");
  });
});
