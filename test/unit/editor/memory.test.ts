import { said } from "../../../src/model/text/say.ts";
import { deepEqual, equal, rejects } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemory } from "../../../src/editor/memory/memory.ts";
import type { TabId } from "../../../src/editor/memory/shown.ts";
import { asideOf, badPlaces } from "../../support/badPlaces.ts";

const tabId = (): TabId => `tab-${randomUUID()}`;

describe("what a window remembers", () => {
  let folder = "";
  const log: string[] = [];
  const told: string[] = [];
  const open = async () => {
    const memory = createMemory(
      folder,
      (_level, text) => log.push(text),
      what => told.push(said(what)),
    );
    await memory.loaded;
    return memory;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "folio-memory-"));
    log.length = 0;
    told.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is there after a restart: the thread, and a draft for each thread and for a new one", async () => {
    const first = await open();
    first.setThread("th");
    first.setDraft("th", "of th");
    first.setDraft(null, "of the next");
    first.setDraft("other", "gone");
    first.setDraft("other", "");
    await first.flush();
    const second = await open();
    deepEqual(
      [
        second.threadId(),
        second.draft("th"),
        second.draft(null),
        second.draft("other"),
        second.draft("constructor"),
      ],
      ["th", "of th", "of the next", "", ""],
    );
  });

  it("is kept for each tab, apart from the side bar and from other tabs", async () => {
    const place = { turnId: "tu", index: 2, itemId: "i", offset: -40 };
    const [a, b] = [tabId(), tabId()];
    const first = await open();
    first.setDraft("th", "in the side bar");
    first.tab(a).setThread("th");
    first.tab(a).setDraft("th", "in a");
    first.tab(a).setPlace(place);
    first.tab(b).setThread(null);
    first.tab(b).setDraft(null, "in b");
    await first.flush();
    const second = await open();
    const tab = (id: TabId) => {
      const remembered = second.tab(id);
      const { isKnown, threadId, draft } = remembered;
      return [isKnown(), threadId(), draft("th"), draft(null), remembered.place()];
    };
    deepEqual(tab(a), [true, "th", "in a", "", place]);
    deepEqual(tab(b), [true, null, "", "in b", null]);
    deepEqual(tab(tabId()), [false, null, "", "", null]);
    deepEqual([second.threadId(), second.draft("th")], [null, "in the side bar"]);
  });

  it("does not include a closed tab, whose unsent texts are handed over", async () => {
    const id = tabId();
    const first = await open();
    first.tab(id).setThread("th");
    first.tab(id).setDraft("th", "of th");
    first.tab(id).setDraft(null, "of the next");
    await first.flush();
    deepEqual(first.tab(id).forget(), [
      { threadId: "th", text: "of th" },
      { threadId: null, text: "of the next" },
    ]);
    await first.flush();
    const second = await open();
    deepEqual([second.tab(id).isKnown(), second.tab(id).draft("th")], [false, ""]);
    deepEqual(readdirSync(join(folder, "tabs")), []);
  });

  it("is bounded", async () => {
    const memory = await open();
    for (let at = 0; at < 80; at++) memory.setDraft(`th${at}`, "x");
    deepEqual([memory.draft("th29"), memory.draft("th30"), memory.draft("th79")], ["", "x", "x"]);
    await memory.flush();
  });

  it("includes what an older version wrote into one file", async () => {
    writeFileSync(
      join(folder, "window.json"),
      '{"version":1,"threadId":"th","drafts":{"":"of the next","th":"of th"}}',
    );
    const first = await open();
    deepEqual(
      [first.threadId(), first.draft(null), first.draft("th")],
      ["th", "of the next", "of th"],
    );
    first.setDraft("th", "newer");
    await first.flush();
    const second = await open();
    deepEqual([second.draft(null), second.draft("th")], ["of the next", "newer"]);
  });

  for (const [what, put] of badPlaces)
    it(`starts empty when ${what} is in the place of its file, keeps that, and tells the person once`, async function () {
      for (let time = 1; time <= 2; time++) {
        if (!put(join(folder, "window.json"))) this.skip();
        told.length = 0;
        const memory = await open();
        equal(memory.threadId(), null);
        memory.setThread(`th${time}`);
        memory.setDraft("th", `text ${time}`);
        await memory.flush();
        deepEqual(
          [(await open()).threadId(), (await open()).draft("th")],
          [`th${time}`, `text ${time}`],
        );
        equal(told.length, 1, told.join("\n"));
        equal(asideOf(folder).length, time);
        rmSync(join(folder, "window.json"));
      }
    });

  it("is saved again after a save failed, and the person is told once", async () => {
    const memory = await open();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "a file where the folder should be");
    memory.setDraft("a", "typed");
    memory.setThread("a");
    await rejects(memory.flush());
    memory.setDraft("b", "typed");
    await rejects(memory.flush());
    equal(told.length, 1);
    rmSync(folder);
    memory.setDraft("b", "typed more");
    await memory.flush();
    const next = await open();
    deepEqual([next.threadId(), next.draft("a"), next.draft("b")], ["a", "typed", "typed more"]);
  });

  it("loses no draft when two windows write at the same time", async () => {
    const [first, second] = [await open(), await open()];
    for (let at = 0; at < 300; at++) {
      first.setDraft("of the first", `first ${at}`);
      second.setDraft("of the second", `second ${at}`);
      for (const window of [first, second]) window.setThread(`th${at}`);
      first.setDraft("of both", `first ${at}`);
      if (at % 20 === 0) await Promise.all([first.flush(), second.flush()]);
    }
    await Promise.all([first.flush(), second.flush()]);
    second.setDraft("of both", "the newest");
    await second.flush();
    first.setDraft("of both", "");
    await first.flush();
    const next = await open();
    deepEqual(
      [next.draft("of the first"), next.draft("of the second"), next.draft("of both")],
      ["first 299", "second 299", "the newest"],
    );
    deepEqual([log, told], [[], []]);
    deepEqual(
      readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(name =>
        name.endsWith(".new"),
      ),
      [],
    );
  });

  it("can be read by nobody else", async () => {
    const memory = await open();
    memory.setThread("th");
    memory.setDraft("th", "typed");
    await memory.flush();
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      equal(statSync(join(folder, name)).mode & 0o077, 0, name);
  });
});
