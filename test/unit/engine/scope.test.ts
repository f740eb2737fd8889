import { deepEqual, equal } from "node:assert/strict";
import { createScope } from "../../../src/engine/scope.ts";

/** Things that write down when they end. */
function parts() {
  const ended: string[] = [];
  const part = (name: string) => ({ name, dispose: () => void ended.push(name) });
  return { ended, part };
}
/** A timer that is over after all shorter ones that were set before it. */
const laterTimer = () => createScope().pause(15);

describe("a scope", () => {
  it("ends its parts once, the last added first", () => {
    const { ended, part } = parts();
    const scope = createScope();
    for (const name of ["a", "b", "c"]) scope.add(part(name));
    equal(scope.signal.aborted, false);
    scope.dispose();
    scope.dispose();
    deepEqual(ended, ["c", "b", "a"]);
    equal(scope.signal.aborted, true);
  });

  it("gives back what it owns, and ends it at once where it has ended itself", () => {
    const { ended, part } = parts();
    const scope = createScope();
    equal(scope.add(part("early")).name, "early");
    scope.dispose();
    equal(scope.add(part("late")).name, "late");
    deepEqual(ended, ["early", "late"]);
  });

  it("ends a part that is added while it ends", () => {
    const { ended, part } = parts();
    const scope = createScope();
    scope.add({ dispose: () => void scope.add(part("late")) });
    scope.dispose();
    deepEqual(ended, ["late"]);
  });

  it("ends the others where one throws, and tells of that", () => {
    const { ended, part } = parts();
    const failures: unknown[] = [];
    const scope = createScope(error => failures.push(error));
    const failure = new Error("it is stuck");
    scope.add(part("a"));
    scope.add({
      dispose() {
        throw failure;
      },
    });
    scope.add(part("c"));
    scope.dispose();
    deepEqual([ended, failures], [["c", "a"], [failure]]);
  });

  it("calls back after a time, or every time, until it ends", async () => {
    const calls: string[] = [];
    const scope = createScope();
    scope.after(1, () => calls.push("after"));
    scope.after(1, () => calls.push("taken back")).dispose();
    const every = scope.every(1, () => calls.push("every"));
    await laterTimer();
    every.dispose();
    const { length } = calls;
    scope.after(1, () => calls.push("too late"));
    scope.every(1, () => calls.push("too late"));
    scope.dispose();
    scope.after(1, () => calls.push("after the end"));
    scope.every(1, () => calls.push("after the end"));
    await laterTimer();
    equal(calls.length, length);
    deepEqual([...new Set(calls)].toSorted(), ["after", "every"]);
  });

  it("tells a pause whether it is over, or the scope is", async () => {
    const scope = createScope();
    equal(await scope.pause(1), true);
    const long = scope.pause(60_000);
    scope.dispose();
    equal(await long, false);
    equal(await scope.pause(60_000), false);
  });

  it("ends its children with it; one that ended before is not ended again", () => {
    const { ended, part } = parts();
    const scope = createScope();
    const first = scope.child();
    const second = scope.child();
    first.add(part("of the first"));
    second.add(part("of the second"));
    first.dispose();
    deepEqual([ended, scope.signal.aborted], [["of the first"], false]);
    scope.dispose();
    deepEqual(ended, ["of the first", "of the second"]);
    scope.child().add(part("of one that came late"));
    equal(ended.at(-1), "of one that came late");
  });
});
