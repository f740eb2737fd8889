import { deepEqual } from "node:assert/strict";
import { createHeartbeat } from "../../../../src/editor/chat/heartbeat.ts";

/** A page that answers, or does not; what was done to it. */
function begin() {
  const done: string[] = [];
  const page = { isSeen: true, answers: true };
  const heartbeat = createHeartbeat({
    isSeen: () => page.isSeen,
    ping: () => page.answers && heartbeat.alive(),
    recreate: () => done.push("recreated"),
    giveUp: () => done.push("given up"),
  });
  heartbeat.dispose(); // the test ticks
  const ticks = (count: number) => {
    for (let at = 0; at < count; at++) heartbeat.tick();
  };
  return { done, page, ticks };
}

describe("the heartbeat of the chat", () => {
  it("lets a page live that answers, however long", () => {
    const { done, ticks } = begin();
    ticks(1000);
    deepEqual(done, []);
  });

  it("makes a page anew that misses three beats, once, and then gives it up", () => {
    const { done, page, ticks } = begin();
    ticks(2);
    page.answers = false;
    ticks(3);
    deepEqual(done, []);
    ticks(1);
    deepEqual(done, ["recreated"]);
    ticks(4);
    deepEqual(done, ["recreated", "given up"]);
  });

  it("makes it anew again after a minute of health", () => {
    const { done, page, ticks } = begin();
    page.answers = false;
    ticks(4);
    page.answers = true;
    ticks(12);
    page.answers = false;
    ticks(4);
    deepEqual(done, ["recreated", "recreated"]);
  });

  it("asks nothing of a page that nobody sees, and begins to count when it is seen", () => {
    const { done, page, ticks } = begin();
    page.answers = false;
    ticks(3);
    page.isSeen = false;
    ticks(100);
    page.isSeen = true;
    ticks(3);
    deepEqual(done, []);
    ticks(1);
    deepEqual(done, ["recreated"]);
  });
});
