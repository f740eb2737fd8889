import { equal } from "node:assert/strict";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { createFolder } from "../../support/folders.ts";
import { createOracle, type Judged } from "../../support/oracle.ts";
import { findBreach } from "../../support/proof/judgeCalls.ts";
import { proveMany } from "../../support/proof/prove.ts";
import { handOver, missingTool, traceAll } from "../../support/proof/trace.ts";

const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

describe(`what allowed commands really do (seed ${seed})`, function () {
  this.timeout(300_000);
  before(function () {
    const missing = missingTool();
    if (missing === null) return;
    console.log(`      skipped: ${missing}`);
    this.skip();
  });

  it("is to read what their verdicts name, for 3,000 out of the policy's own table", async () => {
    const { breaches, allowed } = await proveMany(3000, seed);
    equal(breaches.join("\n"), "");
    equal(allowed, 3000);
  });

  it("is noticed when it is more", async () => {
    const root = createFolder("hostile");
    handOver(dirname(root));
    const oracle = createOracle(root);
    const judged: Judged = await oracle.judge({ shell: "bash", command: "cat README.md" });
    const deeds = [
      ["cat README.md", null],
      ["cat a.txt", /nobody named/],
      ["cat .npmrc >/dev/null", /the secret/],
      ["cat out.txt >/dev/null", /opened .*outside\/o\.txt/],
      ["cat /etc/passwd", /opened \/etc\/passwd/],
      ["cat environ.md >/dev/null", /environ/],
      ["echo x >README.md", /for writing/],
      ["rm -f a.txt", /ran .*rm/],
      ["mkdir -p x", /ran .*mkdir/],
      ["echo SECRET-THAT-NOBODY-MAY-SEE", /printed a secret/],
      ["cat zero.txt >/dev/null", /did not end|zero/],
      ["exec 3<>/dev/tcp/127.0.0.1/1", /connected/],
    ] as const;
    const traced = await traceAll(
      deeds.map(([command]) => ({ shell: "bash", command, cwd: root })),
      { PATH: process.env["PATH"] ?? "" },
    );
    const breaches = traced.map((found, at) => {
      const run = { shell: "bash", command: deeds[at]?.[0] ?? "", cwd: root };
      return findBreach({ run, judged, programs: ["cat", "echo"], root }, found);
    });
    rmSync(dirname(root), { recursive: true, force: true });
    for (const [at, [command, wanted]] of deeds.entries())
      equal(
        wanted === null ? breaches[at] === null : wanted.test(breaches[at] ?? ""),
        true,
        `${command}: ${breaches[at]}`,
      );
  });
});
