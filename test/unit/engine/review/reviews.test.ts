import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { told } from "../../../../src/model/text/say.ts";
import { createTransactions } from "../../../../src/engine/disk/transaction.ts";
import { createEffects } from "../../../../src/engine/effects.ts";
import { FolioError } from "../../../../src/engine/errors.ts";
import { diskFiles } from "../../../../src/engine/review/files.ts";
import type { ReviewChange } from "../../../../src/engine/review/openReviews.ts";
import { createReviews } from "../../../../src/engine/review/reviews.ts";
import { createWriting } from "../../../../src/engine/review/writing.ts";
import { createScope } from "../../../../src/engine/scope.ts";
import { createStore } from "../../../../src/engine/store.ts";
import type { FileUpdateChange } from "../../../../src/protocol/types.gen.ts";
import { filePorts, openTexts } from "../../../support/filePorts.ts";
import { notify } from "../../../support/play.ts";
import { verbatim } from "../../../../src/model/text/reason.ts";

const key = "1:number:0";
const place = { threadId: "th", turnId: "tu", itemId: "change" };
const old = "one\ntwo\nthree\nfour\nfive\nsix\n";
const proposed = old.replace("one", "ONE").replace("six", "SIX");
const update = (path: string): FileUpdateChange => ({
  path,
  kind: { type: "update", move_path: null },
  diff: "@@ -1,2 +1,2 @@\n-one\n+ONE\n two\n@@ -5,2 +5,2 @@\n five\n-six\n+SIX\n",
});

for (const port of filePorts)
  describe(`a review, over ${port.name}`, () => {
    let ground = "";
    let root = "";
    let scope = createScope();
    const unsaved = new Map<string, string>();
    beforeEach(() => {
      ground = mkdtempSync(join(tmpdir(), "folio-reviews-"));
      root = join(ground, "ws");
      mkdirSync(root);
      unsaved.clear();
      scope = createScope();
    });
    afterEach(() => {
      scope.dispose();
      rmSync(ground, { recursive: true, force: true });
    });
    const at = (name: string) => join(root, name);
    const read = (name: string) => readFileSync(at(name), "utf8");
    const write = (name: string, content: string | Uint8Array) => writeFileSync(at(name), content);

    /** An engine's reviews: what is told and answered is kept, and a change waits. */
    const begin = async (
      changes: readonly FileUpdateChange[],
      say: () => Promise<unknown> = () => Promise.resolve(),
    ) => {
      const store = createStore(() => {});
      const log: string[] = [];
      const parts = { store, scope, log: (_level: string, text: string) => void log.push(text) };
      const run = createTransactions(join(ground, "journal"), () => [root], parts.log);
      const files = port.over(diskFiles(run), openTexts(unsaved));
      const told: string[] = [];
      const answers: string[] = [];
      const seen: ReviewChange[] = [];
      const folder = join(ground, "ours");
      const reviews = createReviews({
        ...parts,
        files,
        effects: createEffects(store),
        roots: () => [root],
        conflict: () => null,
        write: createWriting({ ...parts, files, folder, warn: () => {} }).write,
        async say(_threadId, [input]) {
          await say();
          told.push(input?.type === "text" ? input.text : "");
          return { turnId: "tu", mode: "steered", clamped: [] };
        },
        answer(asked, choice) {
          if (!store.state.asks.some(ask => ask.key === asked))
            return { ok: false, reason: "alreadyAnswered" };
          answers.push(choice);
          store.dispatch({ type: "ask/closed", key: asked, outcome: "accepted", by: "user" });
          return { ok: true };
        },
      });
      reviews.onChange(change => seen.push(change));
      store.dispatch(
        notify("item/started", {
          ...place,
          startedAtMs: 0,
          item: {
            type: "fileChange",
            id: place.itemId,
            changes: [...changes],
            status: "inProgress",
          },
        }),
      );
      const params = { ...place, startedAtMs: 0 };
      const request = { method: "item/fileChange/requestApproval", params } as const;
      const times = { openedAt: 0, expiresAt: null, verdict: null };
      store.dispatch({
        type: "ask/opened",
        ask: { key, requestId: 0, ...place, request, ...times },
      });
      await reviews.load(key);
      const verdict = { decision: "ask", reason: verbatim(""), rule: null } as const;
      store.dispatch({ type: "ask/judged", key, verdict });
      const close = () =>
        store.dispatch({ type: "ask/closed", key, outcome: "withdrawn", by: "server" });
      return { store, reviews, told, answers, seen, close };
    };

    it("reads what a change is about as soon as it is asked, and tells every face", async () => {
      write("a.txt", old);
      const { store, seen } = await begin([update(at("a.txt"))]);
      deepEqual(store.state.asks[0]?.files, [
        { path: "a.txt", fate: "changed", movesTo: null, warnings: [] },
      ]);
      deepEqual(seen, [{ kind: "read", key }]);
    });

    it("lets the server write what is taken whole", async () => {
      write("a.txt", old);
      const { reviews, answers, told } = await begin([update(at("a.txt"))]);
      deepEqual(await reviews.accept(key, "session"), { ok: true, written: null, told: null });
      deepEqual([answers, told, read("a.txt")], [["session"], [], old]);
    });

    it("writes what was taken in part, tells Codex, and then declines", async () => {
      write("a.txt", old);
      const { reviews, answers, told, seen } = await begin([update(at("a.txt"))]);
      ok(reviews.decide(key, { file: 0, hunk: 0 }, "reject"));
      equal(reviews.isDecided(key), false);
      ok(reviews.decide(key, { file: 0, hunk: 1 }, "accept"));
      equal(reviews.isDecided(key), true);
      const result = await reviews.accept(key);
      deepEqual(result.ok && result.written?.files.map(file => file.result), ["part"]);
      deepEqual([answers, read("a.txt")], [["decline"], old.replace("six", "SIX")]);
      match(told[0] ?? "", /hunk 1 of 2: refused \(line 1\)/);
      const last = seen.at(-1);
      ok(last?.kind === "over" && last.isSent);
      equal(reviews.files(key), undefined);
    });

    it("is declined when nothing of it was taken", async () => {
      write("a.txt", old);
      const { reviews, answers } = await begin([update(at("a.txt"))]);
      ok(reviews.decideFile(key, 0, false));
      equal((await reviews.accept(key)).ok, true);
      deepEqual([answers, read("a.txt")], [["decline"], old]);
    });

    it("begins anew when a file changed since, with what was typed until then", async () => {
      write("a.txt", old);
      const { reviews, answers, seen } = await begin([update(at("a.txt"))]);
      ok(reviews.edit(key, 0, proposed.replace("two", "two, mine")));
      write("a.txt", `${old}seven\n`);
      const names = ["a.txt"];
      deepEqual(await reviews.accept(key), { ok: false, reason: "changedSinceShown", names });
      const last = seen.at(-1);
      ok(last?.kind === "begunAnew" && last.before[0]?.text().includes("two, mine"));
      deepEqual([answers, reviews.files(key)?.[0]?.text()], [[], `${proposed}seven\n`]);
      equal((await reviews.accept(key)).ok, true);
      deepEqual(answers, ["accept"]);
    });

    it("is refused where accepting could only fail", async () => {
      write("a.txt", old);
      const { reviews, answers } = await begin([update(at("a.txt"))]);
      rmSync(at("a.txt"));
      const result = await reviews.accept(key);
      deepEqual(result.ok ? null : result.reason, "broken");
      deepEqual(answers, []);
    });

    it("takes for the session only what the server writes", async () => {
      write("a.txt", old);
      const { reviews, answers } = await begin([update(at("a.txt"))]);
      reviews.decide(key, { file: 0, hunk: 0 }, "reject");
      const result = await reviews.accept(key, "session");
      deepEqual(result, { ok: false, reason: "wholeOnly", isOurs: false });
      deepEqual([answers, read("a.txt")], [[], old]);
    });

    it("writes nothing beside what can only be taken whole, and the change waits on", async () => {
      write("a.txt", old);
      write("b.bin", Buffer.from([0, 1, 2]));
      const binary = { path: at("b.bin"), kind: { type: "add" }, diff: "text\n" } as const;
      const { reviews, answers } = await begin([update(at("a.txt")), binary]);
      equal(reviews.edit(key, 1, "mine\n"), false);
      reviews.decide(key, { file: 0, hunk: 0 }, "reject");
      deepEqual(await reviews.accept(key), {
        ok: false,
        reason: "notWritten",
        why: { kind: "inParts", name: "b.bin" },
      });
      deepEqual([answers, read("a.txt")], [[], old]);
      ok(reviews.decideFile(key, 1, false), "it can still be decided about");
    });

    it("says why it could not write, and the change waits on", async () => {
      write("a.txt", old);
      writeFileSync(join(ground, "out.txt"), old);
      const { reviews, answers } = await begin([
        update(at("a.txt")),
        update(join(ground, "out.txt")),
      ]);
      reviews.decide(key, { file: 0, hunk: 0 }, "reject");
      const result = await reviews.accept(key);
      ok(!result.ok && result.reason === "notWritten" && result.why.kind === "failed");
      match(told(result.why.cause ?? ""), /out\.txt lies outside/);
      deepEqual([answers, read("a.txt")], [[], old]);
    });

    it("answers once, whatever comes at the same time", async () => {
      write("a.txt", old);
      const { reviews, answers } = await begin([update(at("a.txt"))]);
      const results = await Promise.all([reviews.accept(key), reviews.accept(key)]);
      equal(results.filter(result => result.ok).length, 1);
      equal((await reviews.decline(key)).ok, false);
      deepEqual(answers, ["accept"]);
    });

    it("knows a no by its choice, and answers nothing that is not offered", async () => {
      write("a.txt", old);
      const { reviews, answers } = await begin([update(at("a.txt"))]);
      deepEqual(await reviews.choose(key, "prefix"), { ok: false, reason: "notOffered" });
      equal((await reviews.accept(key, "decline")).ok, false);
      deepEqual(await reviews.choose(key, "cancel"), { ok: true });
      deepEqual(answers, ["cancel"]);
    });

    it("tells the comments with a yes and a no, and none to a turn that is stopped", async () => {
      for (const [choice, count] of [
        ["accept", 1],
        ["decline", 1],
        ["cancel", 0],
      ] as const) {
        write("a.txt", old);
        const { reviews, told } = await begin([update(at("a.txt"))]);
        reviews.comment(key, [{ file: 0, line: 1, text: "Why?" }]);
        await reviews.choose(key, choice);
        deepEqual(
          told.map(text => /a\.txt:1: Why\?/.test(text)),
          Array(count).fill(true),
        );
        scope.dispose();
        scope = createScope();
      }
    });

    it("sends the answer also where nobody hears what was decided", async () => {
      const cases = [
        [new FolioError({ reason: "nothingRuns" }, "over"), "turnOver"],
        [new Error("gone"), "failed"],
      ] as const;
      for (const [error, kind] of cases) {
        write("a.txt", old);
        const { reviews, answers } = await begin([update(at("a.txt"))], () =>
          Promise.reject(error),
        );
        reviews.decide(key, { file: 0, hunk: 0 }, "reject");
        const result = await reviews.accept(key);
        deepEqual([result.ok && result.told?.kind, answers], [kind, ["decline"]]);
        scope.dispose();
        scope = createScope();
      }
    });

    it("tells of what it wrote also when the answer came too late, and takes it back", async () => {
      write("a.txt", old);
      const test = await begin([update(at("a.txt"))], () => Promise.resolve(test.close()));
      const { reviews } = test;
      reviews.decide(key, { file: 0, hunk: 0 }, "reject");
      const result = await reviews.accept(key);
      deepEqual(result.ok ? null : result.reason, "alreadyAnswered");
      ok("written" in result && result.written && reviews.canUndo("change"));
      equal(read("a.txt"), old.replace("six", "SIX"));
      const undone = await reviews.undo("change");
      ok(undone.ok && undone.told?.kind === "heard");
      match(test.told.at(-1) ?? "", /I took back what was written: a\.txt/);
      deepEqual([read("a.txt"), reviews.canUndo()], [old, false]);
    });

    it("gives back what was typed when the server takes the change back", async () => {
      write("a.txt", old);
      const { reviews, seen, close } = await begin([update(at("a.txt"))]);
      reviews.edit(key, 0, "mine\n");
      close();
      const last = seen.at(-1);
      ok(last?.kind === "over" && !last.isSent && last.before[0]?.text() === "mine\n");
      equal(reviews.decideFile(key, 0, false), false);
      deepEqual(await reviews.load(key), []);
    });

    it("lets no rule answer for what changed, is broken, or only Folio can write", async () => {
      write("a.txt", old);
      const { reviews, store } = await begin([update(at("a.txt"))]);
      const [ask] = store.state.asks;
      ok(ask);
      equal(await reviews.mayBeWritten(ask), true);
      write("a.txt", `zero\n${old}`);
      equal(await reviews.mayBeWritten(ask), false);
      await reviews.accept(key);
      equal(await reviews.mayBeWritten(ask), false, "its places were found again");
      equal(existsSync(at("b.txt")), false);
    });
  });
