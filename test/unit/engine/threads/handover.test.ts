import { deepEqual, equal } from "node:assert/strict";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHandover, type Release } from "../../../../src/engine/threads/handover.ts";
import { createScope } from "../../../../src/engine/scope.ts";

describe("handing a thread over", () => {
  let scope = createScope();
  const open = async (folder: string, release: (threadId: string) => Release) => {
    const asked: string[] = [];
    const handover = createHandover({
      folder,
      log: () => {},
      scope,
      release(threadId) {
        asked.push(threadId);
        return Promise.resolve(release(threadId));
      },
    });
    await handover.listen();
    return { ...handover, asked };
  };
  const place = () => mkdtempSync(join(tmpdir(), "folio-handover-"));
  beforeEach(() => void (scope = createScope()));
  afterEach(() => scope.dispose());

  it("asks every window once, and tells what the one that has it says", async () => {
    const folder = place();
    const holder = await open(folder, () => "busy");
    const other = await open(folder, () => "notHeld");
    const asking = await open(folder, () => "notHeld");
    equal(await asking.ask("thread-1"), "busy");
    // A file that goes is told of too, before what comes then.
    equal(await asking.ask("thread-2"), "busy");
    deepEqual(holder.asked, ["thread-1", "thread-2"]);
    deepEqual([new Set(other.asked).size === other.asked.length, asking.asked], [true, []]);
    deepEqual(readdirSync(folder), []);
  });

  it("asks no longer once its window ends, and leaves nothing behind", async () => {
    const folder = place();
    const asking = await open(folder, () => "notHeld");
    const answer = asking.ask("thread-1");
    while (readdirSync(folder).length === 0) await new Promise(resolve => setImmediate(resolve));
    scope.dispose();
    equal(await answer, "noAnswer");
    deepEqual(readdirSync(folder), []);
  }).timeout(4000); // it would ask for 5 s

  it("gets no answer where nobody has it, and leaves nothing behind", async () => {
    const folder = place();
    const asking = await open(folder, () => "notHeld");
    equal(await asking.ask("thread-1"), "noAnswer");
    deepEqual(readdirSync(folder), []);
  }).timeout(10_000);
});
