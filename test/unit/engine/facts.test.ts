import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  gitEnvironment,
  isGitHardened,
  realPathOf,
  secretsBelow,
} from "../../../src/engine/facts.ts";

const folder = () => realpathSync(mkdtempSync(join(tmpdir(), "folio-facts-")));
const environment = { PATH: process.env["PATH"], HOME: "/nonexistent", ...gitEnvironment };

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

  it("find secret-like names below a folder, and none in git's own", async () => {
    const place = folder();
    for (const path of ["src/deep", ".git", "config"])
      mkdirSync(join(place, path), { recursive: true });
    for (const file of ["src/deep/server.pem", ".env", ".git/token", "config/a.yaml"])
      writeFileSync(join(place, file), "");
    deepEqual([...((await secretsBelow(place)) ?? [])].sort(), [".env", "src/deep/server.pem"]);
    equal(await secretsBelow(join(place, "missing")), null);
  });

  it("trust git only where nothing it is told runs a program", async () => {
    const place = folder();
    const git = (...args: string[]) => spawnSync("git", args, { cwd: place, env: environment });
    equal(await isGitHardened(place, environment), false, "not a repository");
    git("init", "-q");
    equal(await isGitHardened(place, environment), true);
    equal(await isGitHardened(place, { ...environment, GIT_PAGER: "less" }), false);
    equal(await isGitHardened(place, { ...environment, GIT_EXTERNAL_DIFF: "x" }), false);
    for (const [key, value] of [
      ["core.fsmonitor", "./evil"],
      ["filter.x.clean", "evil"],
      ["diff.x.textconv", "evil"],
      ["include.path", "other"],
      ["core.pager", "less"],
      ["log.showSignature", "true"],
    ] as const) {
      git("config", key, value);
      equal(await isGitHardened(place, environment), false, key);
      git("config", "--unset", key);
    }
    mkdirSync(join(place, ".git", "modules"));
    equal(await isGitHardened(place, environment), false, "submodules");
  });
});
