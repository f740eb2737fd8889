import { deepEqual, equal } from "node:assert/strict";
import type { Event } from "../../../src/model/event.ts";
import { createStore } from "../../../src/engine/store.ts";
import { notify } from "../../support/play.ts";

const delta = (text: string) =>
  notify("item/agentMessage/delta", { threadId: "th", turnId: "tu", itemId: "m", delta: text });

describe("the store", () => {
  it("numbers what changed the state, and nothing else", () => {
    const store = createStore(() => {});
    const seen: number[] = [];
    store.onChange(({ seq }) => seen.push(seq));
    store.dispatch(delta("a"));
    store.dispatch(notify("skills/changed", {}));
    store.dispatch(delta("b"));
    deepEqual(seen, [1, 2]);
  });

  it("drops an event of a wrong shape with a line in the log, and goes on", () => {
    const log: string[] = [];
    const store = createStore((_level, text) => log.push(text));
    store.dispatch({
      type: "notification",
      notification: { method: "turn/completed", params: { threadId: "th" } },
    } as unknown as Event);
    store.dispatch({
      type: "notification",
      notification: { method: "item/started", params: null },
    } as unknown as Event);
    store.dispatch(delta("fine"));
    equal(log.length, 2);
    equal(store.seq, 1);
  });

  it("tells every listener, also when one fails or dispatches itself, in order", () => {
    const store = createStore(() => {});
    const heard: string[] = [];
    store.onChange(() => {
      throw new Error("a listener's fault");
    });
    store.onChange(({ seq }) => seq === 1 && store.dispatch(delta("second")));
    store.onChange(({ seq, event }) => heard.push(`${seq} ${event.type}`));
    store.dispatch(delta("first"));
    deepEqual(heard, ["1 notification", "2 notification"]);
  });
});
