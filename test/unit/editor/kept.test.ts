import { deepEqual, equal } from "node:assert/strict";
import { createKept } from "../../../src/editor/kept.ts";

function begin() {
  let reads = 0;
  let change = () => {};
  let isListening = false;
  const kept = createKept(() => ++reads);
  const keeping = kept.keep(changed => {
    change = changed;
    isListening = true;
    return { dispose: () => (isListening = false) };
  });
  return { kept, keeping, change: () => change(), isListening: () => isListening };
}

describe("a kept value", () => {
  it("is read once between two changes", () => {
    const { kept, change } = begin();
    const before = [kept.get(), kept.get()];
    change();
    deepEqual([...before, kept.get(), kept.get()], [1, 1, 2, 2]);
  });

  it("is read every time while nobody listens for changes", () => {
    const kept = createKept(() => ({}));
    equal(kept.get() === kept.get(), false);
  });

  it("is not kept any more when the listening has ended", () => {
    const { kept, keeping, isListening } = begin();
    kept.get();
    keeping.dispose();
    deepEqual([kept.get(), kept.get(), isListening()], [2, 3, false]);
  });
});
