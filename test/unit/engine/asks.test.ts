import { deepEqual, equal, rejects } from "node:assert/strict";
import { createAsks } from "../../../src/engine/asks.ts";
import { createStore } from "../../../src/engine/store.ts";
import { choices } from "../../../src/model/decision.ts";
import { notify } from "../../support/play.ts";

const command = {
  kind: "command",
  threadId: "th",
  turnId: "tu",
  itemId: "i",
  startedAtMs: 0,
  environmentId: null,
  command: "ls",
  cwd: "/ws",
};
const method = "item/commandExecution/requestApproval";

function open() {
  const store = createStore(() => {});
  const { asks, handle, dispose } = createAsks(store, () => {});
  return { store, asks, handle, dispose };
}

describe("asks", () => {
  it("are answered once: the first answer wins, the second is told", async () => {
    const { asks, handle } = open();
    const answer = handle(1, method, command, 0);
    deepEqual(asks.choose("1:number:0", "decline"), { ok: true });
    deepEqual(asks.choose("1:number:0", "accept"), { ok: false, reason: "alreadyAnswered" });
    deepEqual(await answer, { decision: "decline" });
  });

  it("send nothing that is not offered", async () => {
    const { asks, handle } = open();
    void handle(1, method, { ...command, availableDecisions: ["accept", "cancel"] }, 0);
    deepEqual(asks.choose("1:number:0", "session"), { ok: false, reason: "notOffered" });
    deepEqual(asks.choose("1:number:0", "decline"), { ok: true });
  });

  it("offer every decision of the server, and Decline", () => {
    const { store, handle } = open();
    const amendment = {
      acceptWithExecpolicyAmendment: { execpolicy_amendment: ["touch", "a.txt"] },
    };
    void handle(
      1,
      method,
      {
        ...command,
        availableDecisions: [
          "accept",
          "acceptForSession",
          amendment,
          "cancel",
          { fromTheFuture: {} },
        ],
      },
      0,
    );
    const [ask] = store.state.asks;
    deepEqual(ask && choices(ask).map(({ id, detail }) => (id === "prefix" ? detail : id)), [
      "accept",
      "session",
      "Every command that begins with: touch a.txt",
      "decline",
      "cancel",
    ]);
  });

  it("keep two processes' requests of one id apart", async () => {
    const { asks, handle, store } = open();
    void handle(1, method, command, 0);
    store.dispatch({ type: "server/lost", cause: "gone" });
    const second = handle(2, method, command, 0);
    deepEqual(asks.choose("1:number:0", "accept"), { ok: false, reason: "alreadyAnswered" });
    asks.choose("2:number:0", "decline");
    deepEqual(await second, { decision: "decline" });
  });

  it("have one prompt and one answer when the server replays them", async () => {
    const { asks, handle, store } = open();
    const first = handle(1, method, command, 0);
    let replays = 0;
    void handle(1, method, command, 0).then(() => replays++);
    equal(store.state.asks.length, 1);
    asks.choose("1:number:0", "accept");
    deepEqual(await first, { decision: "accept" });
    equal(replays, 0);
  });

  it("send nothing after their turn ended", () => {
    const { asks, handle, store } = open();
    void handle(1, method, command, 0);
    store.dispatch(notify("serverRequest/resolved", { threadId: "th", requestId: 0 }));
    deepEqual(asks.choose("1:number:0", "accept"), { ok: false, reason: "alreadyAnswered" });
  });

  it("decline a file change whose item never came", async () => {
    const { handle } = open();
    deepEqual(
      await handle(
        1,
        "item/fileChange/requestApproval",
        { threadId: "th", turnId: "tu", itemId: "i", startedAtMs: 0 },
        0,
      ),
      { decision: "decline" },
    );
  });

  it("refuse what the protocol does not know, also by the names of an object's own methods", async () => {
    const { handle } = open();
    for (const unknown of ["item/foo/requestX", "constructor", "__proto__"])
      await rejects(handle(1, unknown, {}, 0), { code: -32601 });
  });

  it("answer at once what needs no person", async () => {
    const { handle, store } = open();
    const told = (await handle(1, "currentTime/read", { threadId: "th" }, 0)) as {
      currentTimeAt: number;
    };
    equal(Math.abs(told.currentTimeAt - Date.now() / 1000) < 5, true);
    equal(
      (
        (await handle(
          1,
          "item/tool/call",
          { threadId: "th", turnId: "tu", callId: "c", namespace: null, tool: "t", arguments: {} },
          1,
        )) as { success: boolean }
      ).success,
      false,
    );
    await rejects(handle(1, "attestation/generate", {}, 2), { code: -32601 });
    equal(store.state.asks.length, 0);
  });
});
