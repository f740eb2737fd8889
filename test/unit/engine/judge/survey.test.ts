import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { kindOf, namesIn } from "../../../../src/engine/judge/world.ts";
import { surveyOf } from "../../../../src/engine/judge/survey.ts";

function folder(...files: readonly string[]): string {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "folio-survey-")));
  for (const file of files) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), "");
  }
  return place;
}

describe("a look through a folder", () => {
  it("finds what is hidden or a secret, from the workspace folder on, and goes into neither", async () => {
    const root = folder(
      "src/.env",
      "src/a.ts",
      "src/secrets/b.ts",
      ".git/config",
      ".github/ci.yml",
    );
    const found = (await surveyOf(join(root, "src"), root))?.findings ?? [];
    deepEqual(found.map(({ path, isFolder }) => `${path} ${isFolder}`).sort(), [
      "src/.env false",
      "src/secrets true",
    ]);
    deepEqual(
      (await surveyOf(root, root))?.findings.filter(({ path }) => path.startsWith(".")),
      [{ path: ".git", isFolder: true }],
    );
  });

  it("tells links and pipes, and looks through the folder that a link leads to", async () => {
    const root = folder("src/a.ts");
    symlinkSync("/etc", join(root, "src", "away"));
    symlinkSync("src", join(root, "inner"));
    spawnSync("mkfifo", [join(root, "src", "pipe")]);
    deepEqual([...((await surveyOf(join(root, "inner"), root))?.links ?? [])].sort(), [
      "src/away",
      "src/pipe",
    ]);
  });

  it("reads the ignore files of all folders above, and knows nothing where one has no end", async () => {
    const root = folder("src/deep/a.ts", ".git/info/exclude");
    writeFileSync(join(root, ".ignore"), "!.env\n");
    writeFileSync(join(root, ".git/info/exclude"), "!.npmrc\n");
    deepEqual([...((await surveyOf(join(root, "src/deep"), root))?.lifts ?? [])].sort(), [
      ".env",
      ".npmrc",
    ]);
    symlinkSync("/dev/zero", join(root, "src", ".gitignore"));
    equal(await surveyOf(join(root, "src"), root), null);
  });

  it("knows nothing of a folder that is not there", async () =>
    equal(await surveyOf("/nonexistent/x", "/nonexistent"), null));
});

describe("what is at a path", () => {
  it("is told with links followed", async () => {
    const root = folder("a.txt");
    spawnSync("mkfifo", [join(root, "pipe")]);
    symlinkSync("/dev/zero", join(root, "zero"));
    symlinkSync("loop", join(root, "loop"));
    deepEqual(
      await Promise.all(
        ["a.txt", ".", "none", "a.txt/b", "pipe", "zero", "loop"].map(name =>
          kindOf(join(root, name)),
        ),
      ),
      ["file", "folder", "missing", "missing", "special", "special", "special"],
    );
  });

  it("has names where it is a folder", async () => {
    const root = folder("a.txt", "b.txt");
    deepEqual([...((await namesIn(root)) ?? [])].sort(), ["a.txt", "b.txt"]);
    deepEqual(await namesIn(join(root, "a.txt")), []);
    deepEqual(await namesIn(join(root, "none")), []);
  });
});
