import { deepEqual, equal, match, ok } from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isOlder, locate } from "../../../src/appserver/locate.ts";
import { redact } from "../../../src/appserver/redact.ts";
import { createRestarts } from "../../../src/appserver/restarts.ts";
import { problemReason } from "../../../src/engine/serverReasons.ts";
import { said } from "../../../src/model/text/say.ts";

describe("locate", () => {
  let folder = "";
  const program = (name: string, script: string, mode = 0o755) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, mode);
    return path;
  };
  const find = (configured: string, path = "") =>
    locate({ configured, env: { PATH: path }, platform: "linux", arch: "x64" });
  before(() => void (folder = mkdtempSync(join(tmpdir(), "folio-locate-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("takes the setting before PATH, and says which and what version", async () => {
    const own = program("own/codex", "echo codex-cli 0.170.1");
    const other = program("bin/codex", "echo codex-cli 0.169.0");
    deepEqual(await find(own, dirname(other)), {
      ok: true,
      path: own,
      version: "0.170.1",
      from: "setting",
    });
    deepEqual(await find("", dirname(other)), {
      ok: true,
      path: other,
      version: "0.169.0",
      from: "PATH",
    });
  });

  const problems = [
    [
      "nothing anywhere",
      () => "",
      "notFound",
      /^Codex is not installed, or Folio cannot find it\.$/,
    ],
    ["a file that is not there", () => join(folder, "gone"), "noFile", /there is no such file/],
    ["a relative path", () => "./codex", "notAbsolute", /absolute path/],
    [
      "a file that may not be executed",
      () => program("locked", "echo 1", 0o644),
      "notExecutable",
      /chmod \+x/,
    ],
    [
      "a program of another machine",
      () => {
        const path = join(folder, "foreign");
        writeFileSync(path, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 9, 9, 9, 9]), { mode: 0o755 });
        return path;
      },
      "foreign",
      /no program for this machine/,
    ],
    [
      "a program that its loader refuses",
      () => program("refused", "exit 127"),
      "foreign",
      /no program for this machine/,
    ],
    [
      "too old a version",
      () => program("old", "echo codex-cli 0.40.0"),
      "tooOld",
      /0\.40\.0.*needs 0\.169\.0/,
    ],
    [
      "a program that tells no version",
      () => program("dumb", "echo hello"),
      "noVersion",
      /did not tell its version: it printed "hello"$/,
    ],
    ["a program that fails", () => program("bad", "exit 3"), "fails", /did not tell its version/],
  ] as const;
  for (const [name, path, problem, message] of problems)
    it(`says what to do about ${name}`, async () => {
      const found = await find(path());
      ok(!found.ok);
      equal(found.problem.kind, problem);
      match(said(problemReason(found.problem)), message);
    });

  it("goes from the npm launcher to the native binary", async () => {
    const native = program(
      "lib/node_modules/@openai/codex/node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex",
      "echo codex-cli 0.169.0",
    );
    const launcher = program("lib/node_modules/@openai/codex/bin/codex.js", "exit 1");
    mkdirSync(join(folder, "npm-bin"));
    symlinkSync(launcher, join(folder, "npm-bin", "codex"));
    const found = await find("", join(folder, "npm-bin"));
    equal(found.ok && found.path, native);
  });

  it("compares versions by number", () =>
    deepEqual(
      [isOlder("0.9.0", "0.10.0"), isOlder("0.169.0", "0.169.0"), isOlder("1.0.0", "0.169.0")],
      [true, false, false],
    ));
});

describe("redact", () => {
  const cases = [
    ["key sk-proj-abcdefgh12345678", "sk-[redacted]"],
    ["token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "[redacted token]"],
    ["Authorization: Bearer abcdefghijklmnop", "[redacted]"],
    ["https://user:pass@host/x", "https://[redacted]@host/x"],
    ['{"access_token":"abcdefghijkl"}', "[redacted]"],
    ["\u001b[31mred\u001b[0m \u001b]0;t\u0007x", "red x"],
  ] as const;
  for (const [text, part] of cases)
    it(text.slice(0, 30), () => match(redact(text), new RegExp(part.replace(/[[\]/]/g, "\\$&"))));
  it("leaves ordinary text", () =>
    equal(redact("INFO thread started in 12 ms"), "INFO thread started in 12 ms"));
});

describe("restarts", () => {
  it("wait longer each time and end after the limit, until the window has passed", () => {
    const restarts = createRestarts(4, 180_000);
    deepEqual(
      [0, 1, 2, 3, 4].map(at => restarts.delay(at * 1000)),
      [250, 500, 1000, 2000, null],
    );
    equal(restarts.delay(500_000), 250);
  });
});
