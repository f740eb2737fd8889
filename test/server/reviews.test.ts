import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Engine } from "../../src/engine/api.ts";
import { createScope } from "../../src/engine/scope.ts";
import { becomes } from "../../src/engine/store.ts";
import type { Ask, State } from "../../src/model/state.ts";
import { accountId, accountMarkOf } from "../../src/model/text/account.ts";
import type { UserInput } from "../../src/protocol/types.gen.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { filePorts, openTexts } from "../support/filePorts.ts";
import { told } from "../../src/model/text/say.ts";

const mark = { outcome: "mixed", taken: 2, of: 2, comments: 1 } as const;
const input: UserInput[] = [{ type: "text", text: "I reviewed this change.", text_elements: [] }];

/** What happens to a change that the real app-server asks about. */
for (const port of filePorts)
  describe(`the review of a change of the real server, over ${port.name}`, () => {
    const unsaved = new Map<string, string>();
    let test: TestEngine;
    let threadId = "";
    before(async () => {
      test = await startEngine({ files: disk => port.over(disk, openTexts(unsaved)) });
    });
    after(() => test.dispose());
    beforeEach(async () => void (threadId = await test.engine.threads.start()));

    const path = (name: string) => join(test.workspace, name);
    const write = (name: string, text: string) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
    };
    const items = (state: State) => state.threads[threadId]?.turns.at(-1)?.items ?? [];
    const becomesSo = (isSo: () => boolean) =>
      becomes(test.inside.store, createScope(), isSo, 20_000);
    const isOver = () =>
      test.engine.store.state.threads[threadId]?.turns.at(-1)?.status === "completed";
    /** Has Codex propose the change of a scenario; resolves with what is asked. */
    const propose = async (scenario: string): Promise<Ask> => {
      await test.engine.threads.say(threadId, [
        { type: "text", text: `scenario:${scenario}`, text_elements: [] },
      ]);
      const find = () => test.engine.store.state.asks.find(ask => ask.threadId === threadId);
      await becomesSo(() => find() !== undefined);
      const ask = find();
      if (!ask) throw new Error("Nothing is asked.");
      return ask;
    };
    const marks = ({ store }: Engine) =>
      items(store.state).flatMap(({ item }) =>
        item.type === "userMessage" ? [accountMarkOf(item.clientId)] : [],
      );

    it("does not write over a file that a person made after it was asked: the ask waits on", async () => {
      const { engine } = test;
      const { key } = await propose("add");
      await becomesSo(() => engine.reviews.files(key) !== undefined);
      write("notes/new.txt", "mine\n");
      deepEqual(await engine.asks.choose(key, "accept"), {
        ok: false,
        reason: "changedSinceShown",
      });
      equal(readFileSync(path("notes/new.txt"), "utf8"), "mine\n");
      deepEqual(
        engine.store.state.asks.find(ask => ask.key === key)?.files?.map(({ fate }) => fate),
        ["overwritten"],
        "it waits, and is told as what it is now",
      );
      deepEqual(await engine.asks.choose(key, "decline"), { ok: true });
      await becomesSo(isOver);
      equal(readFileSync(path("notes/new.txt"), "utf8"), "mine\n");
    });

    it("is accepted where everything is as it was when it was asked", async () => {
      const { key } = await propose("update");
      deepEqual(await test.engine.asks.choose(key, "accept"), { ok: true });
      await becomesSo(isOver);
      match(readFileSync(path("src/basket.js"), "utf8"), /Prices are whole cents/);
    });

    it("can be answered by nothing that goes round it", async () => {
      const { engine } = test;
      const { key } = await propose("delete");
      deepEqual(engine.asks.answer(key, { decision: "accept" }, "accepted"), {
        ok: false,
        reason: "notOffered",
      });
      await engine.reviews.load(key);
      write("src/receipt.js", "// a person was here\n");
      equal((await engine.reviews.accept(key)).ok, false);
      deepEqual(await engine.asks.decline(key), { ok: true });
      await becomesSo(isOver);
      equal(readFileSync(path("src/receipt.js"), "utf8"), "// a person was here\n");
    });

    it("that is taken in part reaches the waiting turn, keeps its mark, and its card tells what was written", async () => {
      const { engine } = test;
      write("src/basket.js", readFileSync(join("test", "workspace", "src", "basket.js"), "utf8"));
      const before = readFileSync(path("src/basket.js"), "utf8");
      const { key } = await propose("two-hunks");
      const [file] = await engine.reviews.load(key);
      const text = (file?.text() ?? "").replace("are exact. */", "are exact. */ // mine");
      ok(engine.reviews.edit(key, 0, text));
      ok(engine.reviews.decide(key, { file: 0, hunk: 1 }, "accept"));
      engine.reviews.comment(key, [{ file: 0, line: 1, text: "Say integer cents." }]);
      const result = await engine.reviews.accept(key);
      ok(result.ok && result.told?.kind === "heard");
      const outcome = { path: path("src/basket.js"), movedTo: null, result: "edited", why: null };
      deepEqual(result.written?.files, [outcome]);
      await becomesSo(isOver);
      equal(readFileSync(path("src/basket.js"), "utf8"), text);
      const change = items(engine.store.state).find(({ item }) => item.type === "fileChange");
      equal(change?.item.type === "fileChange" && change.item.status, "declined");
      deepEqual(change?.outcome?.files, [outcome]);
      deepEqual(marks(engine), [null, mark]);
      const request = JSON.stringify(test.model.requests.at(-1));
      match(request, /hunk 1 of 2: changed \(line 1\) to:/);
      match(request, /src\/basket\.js:1: Say integer cents\./);

      const other = await startEngine({ besides: test });
      try {
        await test.inside.threads.release(threadId);
        await other.engine.threads.open(threadId);
        deepEqual(marks(other.engine), [null, mark]);
      } finally {
        await other.dispose();
      }
      ok(engine.reviews.canUndo(change?.item.id));
      const undone = await engine.reviews.undo(change?.item.id);
      equal(undone.ok && undone.told, null, "its turn is over");
      equal(readFileSync(path("src/basket.js"), "utf8"), before);
      deepEqual(await engine.reviews.undo(), { ok: false, reason: "nothingWritten" });
    });

    it("tells Codex the comments before it declines", async () => {
      const { engine } = test;
      const { key } = await propose("run-code");
      await engine.reviews.load(key);
      engine.reviews.comment(key, [{ file: 0, line: 1, text: "Say why." }]);
      const result = await engine.reviews.decline(key);
      ok(result.ok && result.told?.kind === "heard" && result.written === null);
      await becomesSo(isOver);
      match(JSON.stringify(test.model.requests.at(-1)), /I declined this change.*Say why\./);
      equal(existsSync(path(".vscode/tasks.json")), false);
    });

    if (port.hasEditors)
      it("is not accepted over text that an editor came to hold since", async () => {
        const { engine } = test;
        const { key } = await propose("overwrite");
        await engine.reviews.load(key);
        unsaved.set(path("README.md"), "typed\n");
        const before = readFileSync(path("README.md"), "utf8");
        deepEqual(await engine.reviews.accept(key), {
          ok: false,
          reason: "changedSinceShown",
          names: ["README.md"],
        });
        unsaved.clear();
        ok((await engine.reviews.decline(key)).ok);
        await becomesSo(isOver);
        equal(readFileSync(path("README.md"), "utf8"), before);
      });

    it("never starts a turn by what it tells", async () => {
      const { engine, model } = test;
      const { length } = model.requests;
      const clientId = accountId(mark, randomUUID());
      const said = engine.threads.say(threadId, input, { clientId, only: "steer" });
      await rejects(said, { name: "FolioError", reason: "nothingRuns" });
      deepEqual([model.requests.length, engine.store.state.threads[threadId]?.turns], [length, []]);
    });
  });

describe("a rule that allows a change", () => {
  it("does not answer when a file changed while it was judged", async () => {
    let reads = 0;
    const test = await startEngine({
      policy: () => ({
        isAutomatic: true,
        rules: [{ kind: "path", decision: "allow", glob: "src/**" }],
      }),
      // Between what is read when it comes and the answer a person writes.
      files: disk => ({
        ...disk,
        async read(path) {
          const standing = await disk.read(path);
          if (++reads === 1) appendFileSync(path, "// a person was here\n");
          return standing;
        },
      }),
    });
    try {
      const threadId = await test.engine.threads.start();
      await test.engine.threads.say(threadId, [
        { type: "text", text: "scenario:update", text_elements: [] },
      ]);
      const { store } = test.engine;
      await becomes(test.inside.store, createScope(), () => store.state.asks.length === 1, 20_000);
      match(told(store.state.asks[0]?.verdict?.reason ?? ""), /not as it was when Codex asked/);
      ok(!readFileSync(join(test.workspace, "src/basket.js"), "utf8").includes("whole cents"));
    } finally {
      await test.dispose();
    }
  });
});
