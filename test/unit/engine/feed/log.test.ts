import { deepEqual, equal, ok } from "node:assert/strict";
import { createFeed } from "../../../../src/engine/feed/feed.ts";
import { createFeedLog, type LogEntry, type Logged } from "../../../../src/engine/feed/log.ts";
import { createScope } from "../../../../src/engine/scope.ts";
import { createStore } from "../../../../src/engine/store.ts";
import { verbatim } from "../../../../src/model/text/reason.ts";
import { notify } from "../../../support/play.ts";
import { createRandom } from "../../../support/random.ts";

const said = (text: string): Logged => ({ kind: "notification", method: "x/y", params: { text } });
const textOf = ({ logged }: LogEntry): unknown =>
  logged.kind === "notification" ? (logged.params as { text: string }).text : logged.event.type;
const start = { epoch: "e", seq: 0 };
const create = (limits?: Parameters<typeof createFeedLog>[2]) =>
  createFeedLog("e", () => {}, limits);
/** What a follower gets after a position: the texts, or "tooOld". */
const after = (log: ReturnType<typeof create>, threadId: string | null, seq: number) => {
  const since = log.since(threadId, { epoch: "e", seq });
  return since.kind === "events" ? since.events.map(textOf) : since.kind;
};

describe("the log of a thread", () => {
  it("counts each thread without gaps, and what belongs to none apart", () => {
    const log = create();
    for (const threadId of ["a", "b", null, "a"]) log.add(threadId, said(String(threadId)));
    const since = log.since("a", start);
    deepEqual(since.kind === "events" && since.events.map(({ seq }) => seq), [1, 2]);
    deepEqual([log.position("b").seq, log.position(null).seq, log.position("c").seq], [1, 1, 0]);
  });

  it("gives what came after a position, and nothing at the end", () => {
    const log = create();
    for (const text of ["1", "2", "3"]) log.add("a", said(text));
    deepEqual([after(log, "a", 1), after(log, "a", 3), after(log, "b", 0)], [["2", "3"], [], []]);
  });

  it("says that a position of another life, of the future or of what is gone is too old", () => {
    const log = create({ entries: 2, size: 1e6, sizeOfAll: 1e6 });
    for (const text of ["1", "2", "3"]) log.add("a", said(text));
    deepEqual(log.since("a", { epoch: "other", seq: 3 }), {
      kind: "tooOld",
      position: { epoch: "e", seq: 3 },
    });
    deepEqual(
      [after(log, "a", 0), after(log, "a", 1), after(log, "a", 4)],
      ["tooOld", ["2", "3"], "tooOld"],
    );
  });

  it("keeps a megabyte of a thread at most, and nothing of what is larger itself", () => {
    const log = create();
    for (let at = 0; at < 20; at++) log.add("a", said("x".repeat(100_000)));
    const kept = after(log, "a", 11);
    equal(kept.length, 9);
    log.add("a", said("x".repeat(2_000_000)));
    deepEqual([after(log, "a", 20), after(log, "a", 21)], ["tooOld", []]);
  });

  it("drops the thread first that was silent longest, and never gives its numbers again", () => {
    const log = create({ entries: 100, size: 5000, sizeOfAll: 7000 });
    const large = said("x".repeat(3000));
    for (const threadId of ["a", "a", "b"]) log.add(threadId, threadId === "a" ? said("a") : large);
    log.add("a", said("again"));
    log.add("c", large);
    log.add("c", said("more"));
    deepEqual([after(log, "a", 0), after(log, "b", 0)], [["a", "a", "again"], "tooOld"]);
    for (const threadId of ["d", "d"]) log.add(threadId, large);
    deepEqual([after(log, "a", 2), after(log, "a", 3)], ["tooOld", []]);
    log.add("a", said("back"));
    deepEqual([log.position("a").seq, after(log, "a", 3)], [4, ["back"]]);
  });

  it("tells followers of one thread and of all, in order, though one of them fails", () => {
    const failures: unknown[] = [];
    const log = createFeedLog("e", error => failures.push(error));
    const heard: string[] = [];
    log.onEntry("a", () => {
      throw new Error("a follower's fault");
    });
    const ofA = log.onEntry("a", entry => heard.push(`a ${entry.seq}`));
    log.onEveryEntry(entry => heard.push(`all ${entry.threadId} ${entry.seq}`));
    log.add("a", said("1"));
    log.add(null, said("2"));
    ofA.dispose();
    log.add("a", said("3"));
    deepEqual(heard, ["a 1", "all a 1", "all null 1", "all a 2"]);
    equal(failures.length, 2);
  });

  for (const seed of [1, 2, 3])
    it(`gives a follower that is cut off everything once, or says that it is too late (seed ${seed})`, () => {
      const random = createRandom(seed);
      const log = create({ entries: 50, size: 20_000, sizeOfAll: 60_000 });
      const all = new Map<string, string[]>();
      const seen = new Map<string, { seq: number; texts: string[]; from: number }>();
      for (let at = 0; at < 5000; at++) {
        const threadId = `t${random.below(8)}`;
        const text = `${at}:${"x".repeat(random.below(20) === 0 ? 15_000 : random.below(300))}`;
        log.add(threadId, said(text));
        all.set(threadId, [...(all.get(threadId) ?? []), text].slice(-60));
        if (random.below(10) > 0) continue;
        const follower = seen.get(threadId) ?? { seq: 0, texts: [], from: 0 };
        const since = log.since(threadId, { epoch: "e", seq: follower.seq });
        if (since.kind === "tooOld") follower.seq = since.position.seq;
        else {
          const told = since.events.map(entry => String(textOf(entry)));
          deepEqual(
            since.events.map(({ seq }) => seq),
            told.map((_text, index) => follower.seq + 1 + index),
          );
          if (told.length > 0) deepEqual(told, all.get(threadId)?.slice(-told.length));
          follower.seq += told.length;
        }
        equal(follower.seq, log.position(threadId).seq);
        seen.set(threadId, follower);
      }
      const kept = [...all.keys()].flatMap(threadId => {
        for (let seq = log.position(threadId).seq - 50; ; seq++) {
          const since = log.since(threadId, { epoch: "e", seq });
          if (since.kind === "events") return [since.events];
        }
      });
      ok(kept.every(events => events.length <= 50));
      ok(JSON.stringify(kept).length <= 60_000);
    });
});

describe("what Folio itself does", () => {
  const verdict = { decision: "ask", reason: verbatim("No rule."), rule: null } as const;
  const ask = {
    key: "k",
    requestId: 1,
    threadId: "th",
    turnId: "tu",
    itemId: "i",
    request: { method: "item/fileChange/requestApproval", params: {} as never },
    openedAt: 0,
    expiresAt: null,
    verdict: null,
  } as const;

  it("is logged under its thread: an ask from its opening to its end", () => {
    const store = createStore(() => {});
    const scope = createScope();
    const feed = createFeed({ store, scope, log: () => {} });
    store.dispatch({ type: "ask/opened", ask });
    store.dispatch({ type: "ask/judged", key: "k", verdict });
    store.dispatch({ type: "notice/added", notice: { level: "info", what: verbatim("n") } });
    store.dispatch({ type: "ask/closed", key: "k", outcome: "declined", by: "user" });
    store.dispatch({ type: "ask/closed", key: "k", outcome: "accepted", by: "user" });
    store.dispatch(notify("thread/closed", { threadId: "th" }));
    const texts = (threadId: string | null) => {
      const since = feed.since(threadId, { ...feed.position(threadId), seq: 0 });
      return since.kind === "events" ? since.events.map(textOf) : [];
    };
    deepEqual(texts("th"), ["ask/opened", "ask/judged", "ask/closed"]);
    deepEqual(texts(null), ["notice/added"]);
    scope.dispose();
    store.dispatch({ type: "notice/added", notice: { level: "info", what: verbatim("after") } });
    deepEqual(texts(null), ["notice/added"]);
  });
});
