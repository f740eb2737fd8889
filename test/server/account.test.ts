import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../../src/engine/review/prepare.ts";
import { createScope } from "../../src/engine/scope.ts";
import { becomes } from "../../src/engine/store.ts";
import { accountId, accountMarkOf } from "../../src/model/text/account.ts";
import type { State } from "../../src/model/state.ts";
import type { UserInput } from "../../src/protocol/types.gen.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";

const mark = { outcome: "mixed", taken: 1, of: 2, comments: 0 } as const;
const input: UserInput[] = [{ type: "text", text: "I reviewed this change.", text_elements: [] }];

/** A change taken in part, as the real app-server sees it. */
describe("the account of a review", () => {
  let test: TestEngine;
  before(async () => void (test = await startEngine()));
  after(() => test.dispose());

  const items = (state: State, threadId: string) =>
    state.threads[threadId]?.turns.at(-1)?.items ?? [];
  const marks = (state: State, threadId: string) =>
    items(state, threadId).flatMap(({ item }) =>
      item.type === "userMessage" ? [accountMarkOf(item.clientId)] : [],
    );

  it("reaches the waiting turn, keeps its mark in the store, and the card tells what was written", async () => {
    const { engine, workspace } = test;
    const threadId = await engine.threads.start();
    await engine.threads.say(threadId, [
      { type: "text", text: "scenario:two-hunks", text_elements: [] },
    ]);
    await becomes(
      test.inside.store,
      createScope(),
      () => engine.store.state.asks.length === 1,
      20_000,
    );
    const [ask] = engine.store.state.asks;
    const path = join(workspace, "src/basket.js");
    const before = readFileSync(path, "utf8");
    const text = before.replace("in cents, so that sums are exact", "in cents");
    const place = { threadId, turnId: ask?.turnId ?? "", itemId: ask?.itemId ?? "" };
    const file = { path, movedTo: null, kind: "update", turn: 0, replaced: null, text } as const;
    const shown = { kind: "bytes", hash: hashOf(Buffer.from(before)) } as const;
    const written = await engine.reviews.write(place, [{ ...file, result: "edited", shown }]);
    equal(written.isAny, true);
    const clientId = accountId(mark, randomUUID());
    const said = await engine.threads.say(threadId, input, { clientId, only: "steer" });
    deepEqual(said, { turnId: place.turnId, mode: "steered", clamped: [] });
    deepEqual(engine.asks.choose(ask?.key ?? "", "decline"), { ok: true });
    const isOver = () => engine.store.state.threads[threadId]?.turns.at(-1)?.status === "completed";
    await becomes(test.inside.store, createScope(), isOver, 20_000);
    equal(readFileSync(path, "utf8"), text);
    const change = items(engine.store.state, threadId).find(
      ({ item }) => item.type === "fileChange",
    );
    equal(change?.item.type === "fileChange" && change.item.status, "declined");
    deepEqual(change?.outcome?.files, [{ path, movedTo: null, result: "edited", why: null }]);
    deepEqual(marks(engine.store.state, threadId), [null, mark]);
    match(JSON.stringify(test.model.requests.at(-1)), /I reviewed this change/);

    const other = await startEngine({ besides: test });
    try {
      await test.inside.threads.release(threadId);
      await other.engine.threads.open(threadId);
      deepEqual(marks(other.engine.store.state, threadId), [null, mark]);
    } finally {
      await other.dispose();
    }
  });

  it("never starts a turn", async () => {
    const { engine, model } = test;
    const threadId = await engine.threads.start();
    const { length } = model.requests;
    const said = engine.threads.say(threadId, input, { only: "steer" });
    await rejects(said, { name: "FolioError", reason: "nothingRuns" });
    deepEqual([model.requests.length, engine.store.state.threads[threadId]?.turns], [length, []]);
  });
});
