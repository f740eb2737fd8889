import { deepEqual, equal } from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemory } from "../../../src/engine/memory.ts";

describe("what a window remembers", () => {
  let folder = "";
  const log: string[] = [];
  const open = async () => {
    const memory = createMemory(folder, (_level, text) => log.push(text));
    await memory.loaded;
    return memory;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "folio-memory-"));
    log.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("comes back in another life: the thread, and a draft for each thread and for the next one", async () => {
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

  it("is bounded", async () => {
    const memory = await open();
    for (let at = 0; at < 80; at++) memory.setDraft(`th${at}`, "x");
    deepEqual([memory.draft("th29"), memory.draft("th30"), memory.draft("th79")], ["", "x", "x"]);
    await memory.flush();
  });

  it("begins anew when its file is broken, and keeps that file", async () => {
    writeFileSync(join(folder, "window.json"), '{"version":1,"threadId":7}');
    equal((await open()).threadId(), null);
    deepEqual([readdirSync(folder), log.length], [["window.json.bad"], 1]);
  });
});
