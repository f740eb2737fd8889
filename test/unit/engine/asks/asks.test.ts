import { verbatim } from "../../../../src/model/text/reason.ts";
import { said } from "../../../../src/model/text/say.ts";
import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { mock } from "node:test";
import { createAsks, type AsksOptions } from "../../../../src/engine/asks/asks.ts";
import type { AuditEntry } from "../../../../src/engine/asks/audit.ts";
import { createDeadlines } from "../../../../src/engine/asks/deadlines.ts";
import { createScope } from "../../../../src/engine/scope.ts";
import { createStore } from "../../../../src/engine/store.ts";
import { choices } from "../../../../src/model/ask/decision.ts";
import type { Ask, Verdict } from "../../../../src/model/state.ts";
import { notify } from "../../../support/play.ts";
import { told } from "../../../../src/model/text/say.ts";

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

interface Options {
  readonly mayBeWritten?: () => Promise<boolean>;
  readonly chooseForChange?: AsksOptions["chooseForChange"];
  readonly verdicts?: Verdict[];
  readonly timeoutMs?: number;
  readonly write?: (entry: AuditEntry) => Promise<void>;
}

const asked: Verdict = { decision: "ask", reason: verbatim("No rule speaks of it."), rule: null };
const allowed: Verdict = {
  decision: "allow",
  reason: verbatim("It only reads."),
  rule: verbatim("the rule"),
};
const denied: Verdict = {
  decision: "deny",
  reason: verbatim("Your rule says so."),
  rule: verbatim("the rule"),
};

/** Asks whose policy gives the verdicts in turn, the last for ever. */
function open({ verdicts = [asked], timeoutMs, write, ...change }: Options = {}) {
  const store = createStore(() => {});
  const entries: AuditEntry[] = [];
  const lost: string[] = [];
  const scope = createScope();
  const { asks, handle, judgeAgain } = createAsks({
    store,
    scope,
    log: () => {},
    audit: {
      async write(entry) {
        await write?.(entry);
        entries.push(entry);
      },
      read: () => Promise.resolve([]),
    },
    judge: () =>
      Promise.resolve(verdicts.length > 1 ? (verdicts.shift() ?? asked) : (verdicts[0] ?? asked)),
    mayBeWritten: change.mayBeWritten ?? (() => Promise.resolve(true)),
    chooseForChange:
      change.chooseForChange ?? (() => Promise.reject(new Error("No change is reviewed here."))),
    timeoutMs: () => timeoutMs ?? null,
    onAuditLost: () => lost.push("lost"),
  });
  return { store, asks, handle, dispose: scope.dispose, judgeAgain, entries, lost };
}

/** Lets everything that is decided at once be decided. */
const settle = () => new Promise(resolve => setImmediate(resolve));
describe("asks", () => {
  it("are answered once: the first answer wins, the second is told", async () => {
    const { asks, handle } = open();
    const answer = handle(1, method, command, 0);
    await settle();
    deepEqual(await asks.choose("1:number:0", "decline"), { ok: true });
    deepEqual(await asks.choose("1:number:0", "accept"), { ok: false, reason: "alreadyAnswered" });
    deepEqual(await answer, { decision: "decline" });
  });

  it("send nothing that is not offered", async () => {
    const { asks, handle } = open();
    void handle(1, method, { ...command, availableDecisions: ["accept", "cancel"] }, 0);
    await settle();
    deepEqual(await asks.choose("1:number:0", "session"), { ok: false, reason: "notOffered" });
    deepEqual(await asks.choose("1:number:0", "decline"), { ok: true });
  });

  it("offer every decision of the server, and Decline", async () => {
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
    await settle();
    const [ask] = store.state.asks;
    deepEqual(
      ask && choices(ask).map(({ id, detail }) => (id === "prefix" && detail ? said(detail) : id)),
      ["accept", "session", "Every command that begins with: touch a.txt", "decline", "cancel"],
    );
  });

  it("keep two processes' requests of one id apart", async () => {
    const { asks, handle, store } = open();
    void handle(1, method, command, 0);
    store.dispatch({ type: "server/lost", cause: verbatim("gone") });
    const second = handle(2, method, command, 0);
    await settle();
    deepEqual(await asks.choose("1:number:0", "accept"), { ok: false, reason: "alreadyAnswered" });
    void asks.choose("2:number:0", "decline");
    deepEqual(await second, { decision: "decline" });
  });

  it("have one prompt and one answer when the server replays them", async () => {
    const { asks, handle, store } = open();
    const first = handle(1, method, command, 0);
    let replays = 0;
    void handle(1, method, command, 0).then(() => replays++);
    await settle();
    equal(store.state.asks.length, 1);
    void asks.choose("1:number:0", "accept");
    deepEqual(await first, { decision: "accept" });
    equal(replays, 0);
  });

  it("send nothing after their turn ended", async () => {
    const { asks, handle, store } = open();
    void handle(1, method, command, 0);
    await settle();
    store.dispatch(notify("serverRequest/resolved", { threadId: "th", requestId: 0 }));
    deepEqual(await asks.choose("1:number:0", "accept"), { ok: false, reason: "alreadyAnswered" });
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

describe("a rule", () => {
  it("approves what it allows, once it is in the audit log, and asks nobody", async () => {
    const { handle, store, entries } = open({ verdicts: [allowed] });
    deepEqual(await handle(1, method, command, 0), { decision: "accept" });
    deepEqual(
      entries.map(({ who, rule, decision, what }) => [who, rule, decision, what]),
      [["rule", "the rule", "accepted", "ls\nin /ws"]],
    );
    deepEqual([store.state.asks.length, store.state.closedAsks[0]?.by], [0, "rule"]);
  });

  it("declines what it denies", async () => {
    const { handle, entries } = open({ verdicts: [denied] });
    deepEqual(await handle(1, method, command, 0), { decision: "decline" });
    equal(entries[0]?.decision, "declined");
  });

  it("that changed while the answer was written approves nothing", async () => {
    const { handle, store, entries, asks } = open({ verdicts: [allowed, asked] });
    const answer = handle(1, method, command, 0);
    await settle();
    equal(store.state.asks[0]?.verdict?.reason, asked.reason);
    deepEqual(
      entries.map(({ decision }) => decision),
      ["accepted", "notSent"],
    );
    void asks.decline("1:number:0");
    deepEqual(await answer, { decision: "decline" });
  });

  it("approves nothing that the audit log cannot hold, and asks from then on", async () => {
    const { handle, store, lost, asks } = open({
      verdicts: [allowed],
      write: () => Promise.reject(new Error("ENOSPC: no space left on device")),
    });
    const answer = handle(1, method, command, 0);
    void handle(1, method, command, 1);
    await settle();
    equal(store.state.asks.length, 2);
    match(told(store.state.asks[0]?.verdict?.reason ?? ""), /audit log cannot be written/);
    deepEqual(lost, ["lost"]);
    void asks.choose("1:number:0", "accept");
    deepEqual(await answer, { decision: "accept" }, "a person can still answer");
  });

  it("approves nothing that the server does not offer", async () => {
    const { handle, store } = open({ verdicts: [allowed] });
    void handle(1, method, { ...command, availableDecisions: ["cancel"] }, 0);
    await settle();
    equal(store.state.asks.length, 1);
  });

  it("answers what waits already when it comes", async () => {
    const { handle, judgeAgain } = open({ verdicts: [asked, allowed] });
    const answer = handle(1, method, command, 0);
    await settle();
    judgeAgain();
    deepEqual(await answer, { decision: "accept" });
  });
});

describe("the time that an ask has", () => {
  it("ends it by declining", async () => {
    const { handle, store, entries } = open({ timeoutMs: 300 });
    const answer = handle(1, method, command, 0);
    await settle();
    const { openedAt = 0, expiresAt } = store.state.asks[0] ?? {};
    equal((expiresAt ?? 0) - openedAt, 300);
    deepEqual(await answer, { decision: "decline" });
    deepEqual([entries[0]?.who, store.state.closedAsks[0]?.by], ["timeout", "timeout"]);
  });

  it("does not run while the computer sleeps", () => {
    mock.timers.enable({ apis: ["setInterval"] });
    const store = createStore(() => {});
    const over: string[] = [];
    let at = 0;
    const scope = createScope();
    const onOver = (key: string) => over.push(key);
    const deadlines = createDeadlines({ store, scope, onOver, now: () => at });
    store.dispatch({ type: "ask/opened", ask: openedAsk(60_000) });
    deadlines.add("k", 60_000);
    at = 3_600_000;
    mock.timers.tick(300);
    deepEqual(over, []);
    at += 1000;
    store.dispatch({ type: "ask/rescheduled", key: "k", expiresAt: 0 });
    mock.timers.tick(300);
    const shown = (store.state.judging[0]?.expiresAt ?? 0) - Date.now();
    equal(shown > 50_000 && shown < 60_000, true, `${shown} ms are shown as left`);
    scope.dispose();
    mock.timers.reset();
  });
});

describe("the audit log", () => {
  it("hears of everything that ends an ask, and who did", async () => {
    const { handle, store, asks, entries } = open();
    for (const id of [0, 1, 2]) void handle(1, method, command, id);
    await settle();
    void asks.choose("1:number:0", "accept");
    store.dispatch(notify("serverRequest/resolved", { threadId: "th", requestId: 1 }));
    store.dispatch({ type: "server/lost", cause: verbatim("gone") });
    await settle();
    deepEqual(
      entries.map(({ who, decision, choice }) => [who, decision, choice]),
      [
        ["user", "accepted", "accept"],
        ["server", "withdrawn", null],
        ["server", "serverLost", null],
      ],
    );
  });
});

const openedAsk = (limitMs: number): Ask => ({
  key: "k",
  requestId: 0,
  threadId: "th",
  turnId: null,
  itemId: null,
  request: { method: "currentTime/read", params: { threadId: "th" } },
  openedAt: Date.now(),
  expiresAt: Date.now() + limitMs,
  verdict: null,
});
