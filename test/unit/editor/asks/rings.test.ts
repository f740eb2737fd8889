import { deepEqual } from "node:assert/strict";
import { createRings } from "../../../../src/editor/asks/rings.ts";

describe("notifications of asks, one at a time", () => {
  let open: string[];
  let isSeen: boolean;
  let rung: string[];
  let dismiss: (() => void)[];
  let timers: (() => void)[];
  let ringing: Promise<void>[];
  let rings: ReturnType<typeof createRings>;
  /** The asks that opened ring where they may. */
  const add = (...keys: string[]) => {
    open.push(...keys);
    for (const key of keys) rings.add(key);
  };
  const answerElsewhere = (key: string) => {
    open = open.filter(one => one !== key);
    rings.look();
  };
  const dismissFirst = async () => {
    dismiss.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };

  beforeEach(() => {
    open = [];
    rung = [];
    dismiss = [];
    timers = [];
    ringing = [];
    isSeen = true;
    rings = createRings({
      scope: {
        after(_ms, run) {
          timers.push(run);
          return { dispose: () => void (timers = timers.filter(one => one !== run)) };
        },
      },
      isOpen: key => open.includes(key),
      isCovering: () => isSeen,
      ring(key) {
        rung.push(key);
        if (key === "bad") return Promise.reject(new Error("It cannot be shown."));
        return new Promise(resolve => dismiss.push(resolve));
      },
      report: one => ringing.push(one),
    });
  });

  it("leaves the second in the queue while the first waits", () => {
    add("a", "b");
    deepEqual(rung, ["a"]);
  });

  it("rings for the next when the first is gone from the screen", async () => {
    add("a", "b");
    await dismissFirst();
    deepEqual(rung, ["a", "b"]);
  });

  it("keeps a second one off a person's screen until VS Code has hidden the stale one", () => {
    add("a", "b");
    answerElsewhere("a");
    deepEqual(rung, ["a"]);
    timers[0]?.();
    deepEqual(rung, ["a", "b"]);
  });

  it("rings at once after the first was answered elsewhere where no chat is covered", () => {
    isSeen = false;
    add("a", "b");
    answerElsewhere("a");
    deepEqual(rung, ["a", "b"]);
  });

  it("does not ring for what was answered while it stood in the queue", async () => {
    add("a", "b", "c");
    answerElsewhere("b");
    await dismissFirst();
    deepEqual(rung, ["a", "c"]);
  });

  it("goes on after a notification that failed", async () => {
    add("bad", "b");
    await Promise.allSettled(ringing);
    deepEqual(rung, ["bad", "b"]);
  });
});
