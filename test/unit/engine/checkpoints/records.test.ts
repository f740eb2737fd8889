import { deepEqual, equal } from "node:assert/strict";
import { statSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createBlobs, type Worth } from "../../../../src/engine/checkpoints/blobs.ts";
import { createRecords, type TurnRecord } from "../../../../src/engine/checkpoints/records.ts";

import { setUp } from "../../../support/checkpoints.ts";

describe("what checkpoints keep on disk", () => {
  it("keep no copy of what is left out", async () => {
    const { turn, write, kept } = setUp({ excluded: () => ["*.pem", "secrets"] });
    write("key.pem", "canary");
    write("secrets/a", "canary");
    await turn("t1", () => write("a.txt", "1"));
    const copies = readdirSync(join(kept, "blobs"), { recursive: true, encoding: "utf8" })
      .map(name => join(kept, "blobs", name))
      .filter(file => statSync(file).isFile());
    equal(copies.length, 1);
    equal(
      copies.some(file => readFileSync(file, "utf8") === "canary"),
      false,
    );
  });

  it("are for their owner's eyes only", async () => {
    const { turn, write, kept } = setUp();
    write(".env", "KEY=1");
    await turn("t1", () => write(".env", "KEY=2"));
    for (const name of readdirSync(join(kept, "blobs"), { recursive: true, encoding: "utf8" })) {
      const entry = statSync(join(kept, "blobs", name));
      equal(entry.mode & 0o777, entry.isDirectory() ? 0o700 : 0o600, name);
    }
    for (const folder of [kept, join(kept, "threads"), join(kept, "threads", "th")])
      equal(statSync(folder).mode & 0o777, 0o700, folder);
  });

  it("keep every turn of a thread that two windows write", async () => {
    const { kept } = setUp();
    const windows = [1, 2].map(() => createRecords(join(kept, "threads"), () => {}));
    const record = (turnId: string, at: number): TurnRecord => ({
      turnId,
      at,
      files: { "/a": { before: null, after: null } },
      unkept: {},
      known: "all",
    });
    await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        Promise.resolve(windows[at % 2]?.add("th", record(`t${at}`, at))),
      ),
    );
    await windows[0]?.add("th", { ...record("t3", 3), files: {} });
    const turns = (await windows[1]?.read("th")) ?? [];
    deepEqual(
      turns.map(({ turnId }) => turnId),
      Array.from({ length: 60 }, (_, at) => `t${at}`),
    );
    deepEqual(turns[3]?.files, {});
  });

  it("know of a turn that is too large to be kept, and keep the last 500 of a thread", async () => {
    const { kept } = setUp();
    const warned: string[] = [];
    const records = createRecords(join(kept, "threads"), (_level, said) => void warned.push(said));
    const record = (turnId: string, at: number, count: number): TurnRecord => ({
      turnId,
      at,
      files: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `/${"folder/".repeat(20)}${index}`,
          { before: null, after: "0".repeat(64) },
        ]),
      ),
      unkept: {},
      known: "all",
    });
    await records.add("th", record("large", 0, 60_000));
    deepEqual(
      (await records.read("th")).map(({ turnId, known }) => [turnId, known]),
      [["large", "nothing"]],
    );
    for (let at = 1; at <= 501; at++) await records.add("th", record(`t${at}`, at, 1));
    equal((await records.read("th")).length, 501);
    equal((await records.read("th"))[0]?.turnId, "t1");
    deepEqual(warned, []);
  });

  it("stay within their bound: the least worth goes first, what is needed never", async () => {
    const { kept } = setUp();
    const blobs = createBlobs(join(kept, "blobs"));
    const [needed, old, young] = await Promise.all(
      ["needed", "older", "young"].map(word => blobs.put(Buffer.from(word.padEnd(100)))),
    );
    const worth = new Map([
      [needed, Infinity],
      [old, 1],
      [young, 2],
    ]);
    const left = async () =>
      (await Promise.all([needed, old, young].map(hash => blobs.get(hash ?? "")))).map(
        content => content !== null,
      );
    const worthOf: Worth = begin => {
      begin();
      return Promise.resolve(hash => worth.get(hash) ?? 0);
    };
    await blobs.collect(worthOf, 250);
    deepEqual(await left(), [true, false, true]);
    await blobs.collect(worthOf, 0);
    deepEqual(await left(), [true, false, false]);
  });

  it("do not go when they are kept again while others are looked over", async () => {
    const { kept } = setUp();
    const blobs = createBlobs(join(kept, "blobs"));
    const hash = await blobs.put(Buffer.from("wanted again"));
    await blobs.collect(async begin => {
      begin();
      await blobs.put(Buffer.from("wanted again"));
      return () => 0;
    }, 0);
    equal((await blobs.get(hash)) === null, false);
  });
});
