import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Rule } from "../../src/policy/rule.ts";
import { startEngine, type TestEngine } from "../support/engine.ts";
import { told } from "../../src/model/text/say.ts";

/** Rules that approve by themselves, before the real app-server. */
describe("automatic approval", () => {
  let test: TestEngine;
  let threadId = "";
  let rules: readonly Rule[] = [];
  before(async () => {
    test = await startEngine({ policy: () => ({ isAutomatic: true, rules }) });
    threadId = await test.engine.threads.start();
  });
  after(() => test.dispose());

  const at = (...path: string[]) => join(test.workspace, ...path);
  const read = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), "utf8") : "");
  /** Plays a scenario; tells why a person was asked, who declines. */
  const asked = async (scenario: string) => {
    const reasons: string[] = [];
    await test.turn(threadId, `scenario:${scenario}`, ask => {
      reasons.push(told(ask.verdict?.reason ?? ""));
      return "decline";
    });
    return reasons;
  };
  const notes: Rule = { kind: "path", decision: "allow", glob: "notes/**" };

  it("writes what a path rule names, and nothing that a link makes of it", async () => {
    rules = [notes];
    mkdirSync(at("notes"), { recursive: true });
    deepEqual(await asked("add"), []);
    equal(read("notes/new.txt"), "first\nsecond\n");

    symlinkSync("../src", at("notes", "l"));
    equal((await asked("linked-folder")).length, 1);
    equal(existsSync(at("src", "new.txt")), false);

    const basket = read("src/basket.js");
    linkSync(at("src", "basket.js"), at("notes", "basket.txt"));
    deepEqual(await asked("linked-file"), [
      "notes/basket.txt is a link, or has another name elsewhere",
    ]);
    equal(read("src/basket.js"), basket);

    rmSync(at("notes", "basket.txt"));
    symlinkSync("../src/basket.js", at("notes", "basket.txt"));
    equal((await asked("linked-file")).length, 1);
    equal(read("src/basket.js"), basket);
  });

  it("declines what a rule denies under its real name", async () => {
    rules = [notes, { kind: "path", decision: "deny", glob: "src/**" }];
    deepEqual(await asked("linked-folder"), []);
    equal(existsSync(at("src", "new.txt")), false);
  });

  it("runs git where it is harmless, and asks where the repository names a program", async function () {
    if (spawnSync("git", ["--version"]).status !== 0) this.skip();
    rules = [{ kind: "readOnly", decision: "allow" }];
    const git = (...args: string[]) => spawnSync("git", args, { cwd: test.workspace });
    git("init", "-q");
    git("add", "README.md");
    git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qm", "first");
    deepEqual(await asked("git-status"), []);
    deepEqual(await asked("git-diff"), []);
    writeFileSync(at("evil.sh"), `#!/bin/sh\ntouch '${at("RAN")}'\n`);
    chmodSync(at("evil.sh"), 0o755);
    git("config", "core.fsmonitor", "false\n./evil.sh");
    equal((await asked("git-status")).length, 1);
    equal((await asked("git-diff")).length, 1);
    equal(existsSync(at("RAN")), false);
  });
});
