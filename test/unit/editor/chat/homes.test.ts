import { deepEqual } from "node:assert/strict";
import { asksElsewhere, type Showing } from "../../../../src/editor/chat/homes.ts";
import { newSummary } from "../../../../src/model/reduce/summary.ts";
import type { Ask, State } from "../../../../src/model/state.ts";

describe("the place of an ask", () => {
  const ask = (key: string, threadId: string | null): Ask => ({
    key,
    requestId: 0,
    threadId,
    turnId: "tu",
    itemId: "i",
    request: {
      method: "item/fileChange/requestApproval",
      params: {
        threadId: "th",
        turnId: "tu",
        itemId: "i",
        startedAtMs: 0,
        reason: null,
        grantRoot: null,
      },
    },
    openedAt: 0,
    expiresAt: null,
    verdict: null,
  });
  const state: Pick<State, "asks" | "index"> = {
    asks: [ask("one", "th1"), ask("two", "th2"), ask("child", "sub"), ask("none", null)],
    index: { sub: { ...newSummary("sub"), parentThreadId: "th2" } },
  };
  const show = (id: string, threadId: string | null, isVisible = true): Showing => ({
    id,
    threadId,
    isVisible,
  });
  const shownIn = (id: string, ...surfaces: Showing[]) => {
    const elsewhere = asksElsewhere(state, surfaces, id, "sideBar");
    return state.asks.map(({ key }) => key).filter(key => !elsewhere.includes(key));
  };

  it("is the only surface, for every ask", () =>
    deepEqual(shownIn("sideBar", show("sideBar", "th1")), ["one", "two", "child", "none"]));

  it("is where its thread is shown, or a thread that it works for", () => {
    const surfaces = [show("sideBar", "th1"), show("tab", "th2")];
    deepEqual(shownIn("tab", ...surfaces), ["two", "child"]);
    deepEqual(shownIn("sideBar", ...surfaces), ["one", "none"]);
  });

  it("is every surface that shows its thread", () => {
    const surfaces = [show("sideBar", "th1"), show("a", "th2"), show("b", "th2")];
    deepEqual(shownIn("a", ...surfaces), ["two", "child"]);
    deepEqual(shownIn("b", ...surfaces), ["two", "child"]);
  });

  it("is a visible surface while the one with its thread is hidden", () => {
    const surfaces = [show("sideBar", "th1"), show("tab", "th2", false)];
    deepEqual(shownIn("sideBar", ...surfaces), ["one", "two", "child", "none"]);
  });

  it("is any tab while the side bar is hidden and no surface shows its thread", () => {
    const surfaces = [show("sideBar", null, false), show("a", "th1"), show("b", "th3")];
    deepEqual(shownIn("a", ...surfaces), ["one", "two", "child", "none"]);
    deepEqual(shownIn("b", ...surfaces), ["two", "child", "none"]);
  });
});
