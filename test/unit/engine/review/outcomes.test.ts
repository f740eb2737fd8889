import { deepEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOutcomes } from "../../../../src/engine/review/outcomes.ts";
import type { Event } from "../../../../src/model/event.ts";
import { said } from "../../../../src/model/text/say.ts";
import { asideOf } from "../../../support/badPlaces.ts";

describe("what became of changes, on disk", () => {
  let folder = "";
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "folio-outcomes-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Writes outcomes as they were kept, and reads them as a window does. */
  const load = async (causes: readonly unknown[]) => {
    const events: Event[] = [];
    const files = causes.map(why => ({ path: "b", movedTo: null, result: "failed", why }));
    const changes = [{ turnId: "tu", itemId: "i", outcome: { files, canUndo: false } }];
    writeFileSync(join(folder, "th.json"), JSON.stringify({ version: 1, changes }));
    const store = { dispatch: (event: Event) => void events.push(event) };
    await createOutcomes(store, folder, () => {}).load("th");
    return events.flatMap(event =>
      event.type === "change/reviewed"
        ? event.outcome.files.map(({ why }) => why && said(why))
        : [],
    );
  };

  it("is told with why: a reason, a text of an earlier version, or nothing", async () =>
    deepEqual(
      await load([{ id: "unwritten.link", values: { name: "b" } }, "changed since", null]),
      ["b is reached through a link", "changed since", null],
    ));

  it("is put aside where why is neither", async () =>
    deepEqual([await load([{ id: 7 }]), asideOf(folder).length], [[], 1]));
});
