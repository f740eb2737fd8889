import { deepEqual } from "node:assert/strict";
import { createHeartbeat } from "../../../../src/editor/chat/heartbeat.ts";

/** A heartbeat with a page that answers or not, and a record of what was done to the page. */
function begin() {
  const done: string[] = [];
  const page = { isSeen: true, answers: true };
  const heartbeat = createHeartbeat({
    isSeen: () => page.isSeen,
    ping: () => page.answers && heartbeat.alive(),
    recreate: () => done.push("recreated"),
    giveUp: () => done.push("given up"),
  });
  heartbeat.dispose(); // the test calls `tick` itself
  const ticks = (count: number) => {
    for (let at = 0; at < count; at++) heartbeat.tick();
  };
  return { done, page, ticks };
}

describe("the heartbeat of the chat", () => {
  it("leaves a page alone as long as it answers", () => {
    const { done, ticks } = begin();
    ticks(1000);
    deepEqual(done, []);
  });

  it("draws a page again that misses three pings, once, and then gives up", () => {
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

  it("draws it again once more when it has answered for a minute in between", () => {
    const { done, page, ticks } = begin();
    page.answers = false;
    ticks(4);
    page.answers = true;
    ticks(12);
    page.answers = false;
    ticks(4);
    deepEqual(done, ["recreated", "recreated"]);
  });

  it("does not ping a page that nobody sees, and begins to count when it is seen", () => {
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
