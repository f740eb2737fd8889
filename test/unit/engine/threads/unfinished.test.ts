import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStore } from "../../../../src/engine/store.ts";
import type { Log } from "../../../../src/engine/log.ts";
import { createScope } from "../../../../src/engine/scope.ts";
import { said } from "../../../../src/model/text/say.ts";
import { keepUnfinished } from "../../../../src/engine/threads/unfinished.ts";
import { asideOf } from "../../../support/badPlaces.ts";
import { notify, turnOf } from "../../../support/play.ts";

interface Kept {
  readonly log: Log;
  readonly place: string;
}

describe("the running turn on disk", () => {
  let folder = "";
  const silent = () => {};
  const scope = createScope();
  after(() => scope.dispose());
  const keep = (
    store = createStore(silent),
    { log = silent, place = folder }: Partial<Kept> = {},
  ) => keepUnfinished({ store, scope, folder: place, log });
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "folio-unfinished-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("comes back in another life, and goes when the turn is done", async () => {
    const store = createStore(silent);
    const keeper = keep(store);
    store.dispatch(
      notify("item/agentMessage/delta", {
        threadId: "th/1",
        turnId: "tu",
        itemId: "m",
        delta: "partial",
      }),
    );
    await keeper.flush();
    const found = await keep().load("th/1");
    const [kept] = found?.turns[0]?.items ?? [];
    ok(
      kept?.item.type === "agentMessage" &&
        kept.item.text === "partial" &&
        kept.phase === "unfinished",
    );
    const item = { ...kept.item, text: "whole" };
    store.dispatch(
      notify("item/completed", {
        threadId: "th/1",
        turnId: "tu",
        item,
        completedAtMs: 0,
        contentTokenCount: null,
      }),
    );
    await keeper.flush();
    deepEqual(readdirSync(folder), []);
  });

  it("comes back with its plan, also where all of its items are stored", async () => {
    const store = createStore(silent);
    const keeper = keep(store);
    const plan = { explanation: null, plan: [{ step: "Look", status: "inProgress" as const }] };
    store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("tu", "inProgress") }));
    store.dispatch(notify("turn/plan/updated", { threadId: "th", turnId: "tu", ...plan }));
    await keeper.flush();
    const [left] = (await keep().load("th"))?.turns ?? [];
    deepEqual(left?.plan, { explanation: null, steps: plan.plan });
    // Another life, in which the server has told only that the turn was cut off.
    const later = createStore(silent);
    later.dispatch(notify("turn/started", { threadId: "th", turn: turnOf("tu", "inProgress") }));
    later.dispatch({
      type: "turn/recovered",
      threadId: "th",
      turnId: "tu",
      items: left?.items ?? [],
      plan: left?.plan ?? null,
      cause: null,
    });
    deepEqual(later.state.threads["th"]?.turns[0]?.plan, left?.plan);
    store.dispatch(notify("turn/completed", { threadId: "th", turn: turnOf("tu", "completed") }));
    await keeper.flush();
    deepEqual(readdirSync(folder), []);
  });

  it("stays when its thread is forgotten, also when more comes to be kept of that", async () => {
    const store = createStore(silent);
    const keeper = keep(store);
    const say = (turnId: string) =>
      store.dispatch(
        notify("item/agentMessage/delta", { threadId: "th", turnId, itemId: "m", delta: turnId }),
      );
    say("first");
    await keeper.flush();
    store.dispatch({ type: "thread/forgotten", threadId: "th" });
    await keeper.flush();
    say("second");
    await keeper.flush();
    const left = await keep().load("th");
    deepEqual(
      left?.turns.map(({ turnId }) => turnId),
      ["first", "second"],
    );
  });

  it("stays while its thread is being opened: what is shown then lacks what was cut off", async () => {
    const before = createStore(silent);
    const keeper = keep(before);
    before.dispatch(
      notify("item/agentMessage/delta", { threadId: "th", turnId: "tu", itemId: "m", delta: "x" }),
    );
    await keeper.flush();
    const store = createStore(silent);
    const next = keep(store);
    await next.load("th");
    const turn = { ...turnOf("tu", "completed"), items: [] };
    store.dispatch({
      type: "turns/last",
      threadId: "th",
      page: { turns: [turn], earlierCursor: null },
    });
    await next.flush();
    equal(readdirSync(folder).length, 1);
  });

  it("keeps why it ended: as a reason, as a text of an earlier version, or not at all", async () => {
    const causes = [{ id: "server.signal", values: { signal: "SIGKILL" } }, "exit code 0", null];
    const turns = causes.map((cause, at) => ({ turnId: `tu${at}`, items: [], cause }));
    writeFileSync(join(folder, "th.json"), JSON.stringify({ version: 1, threadId: "th", turns }));
    const found = await keep().load("th");
    deepEqual(
      found?.turns.map(({ cause }) => cause && said(cause)),
      ["signal SIGKILL", "exit code 0", null],
    );
  });

  for (const cause of [{ id: 3 }, { id: "server.exit", values: { code: [] } }, 7])
    it(`is put aside when why it ended is ${JSON.stringify(cause)}`, async () => {
      const turns = [{ turnId: "tu", items: [], cause }];
      writeFileSync(join(folder, "th.json"), JSON.stringify({ version: 1, threadId: "th", turns }));
      deepEqual([await keep().load("th"), asideOf(folder).length], [null, 1]);
    });

  it("is put aside when it cannot be read, and told", async () => {
    const log: string[] = [];
    writeFileSync(join(folder, "th.json"), '{"version":1,"thre');
    equal(
      await keep(createStore(silent), { log: (_level, text) => log.push(text) }).load("th"),
      null,
    );
    deepEqual([asideOf(folder).length, log.length], [1, 1]);
  });

  it("is written again after a write failed", async () => {
    const store = createStore(silent);
    const keeper = keep(store);
    const say = (delta: string) =>
      store.dispatch(
        notify("item/agentMessage/delta", { threadId: "th", turnId: "tu", itemId: "m", delta }),
      );
    say("one");
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "a file where the folder should be");
    await rejects(keeper.flush());
    await rejects(keeper.flush());
    rmSync(folder);
    await keeper.flush();
    const found = await keep().load("th");
    const [kept] = found?.turns[0]?.items ?? [];
    equal(kept?.item.type === "agentMessage" && kept.item.text, "one");
  });

  it("is nothing for a thread that left none", async () =>
    equal(await keep(createStore(silent), { place: join(folder, "absent") }).load("th"), null));
});
