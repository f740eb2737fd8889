import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isShared, realPathOf } from "../../../../src/engine/judge/world.ts";

const folder = () => realpathSync(mkdtempSync(join(tmpdir(), "folio-facts-")));

describe("facts of the disk", () => {
  it("follow links, also those of a folder on the way to a new file", async () => {
    const place = folder();
    mkdirSync(join(place, "a"));
    symlinkSync("a", join(place, "link"));
    symlinkSync("nowhere", join(place, "dangling"));
    equal(
      await realPathOf(join(place, "link", "new", "file.txt")),
      join(place, "a", "new", "file.txt"),
    );
    equal(await realPathOf(join(place, "dangling")), null);
  });

  it("tell files that have other names, links and what is no file", async function () {
    const place = folder();
    writeFileSync(join(place, "plain"), "");
    writeFileSync(join(place, "twice"), "");
    linkSync(join(place, "twice"), join(place, "other"));
    symlinkSync("plain", join(place, "link"));
    symlinkSync("nowhere", join(place, "dangling"));
    mkdirSync(join(place, "folder"));
    const names = [
      "plain",
      "twice",
      "other",
      "link",
      "dangling",
      "folder",
      "missing",
      "plain/below",
    ];
    deepEqual(await Promise.all(names.map(name => isShared(join(place, name)))), [
      false,
      true,
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
    if (spawnSync("mkfifo", [join(place, "pipe")]).status !== 0) this.skip();
    equal(await isShared(join(place, "pipe")), true);
  });
});
