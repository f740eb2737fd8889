import { equal, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../../src/build/paths.mjs";
import { parseCorpus, scoreCorpus, type Score } from "../../support/corpus.ts";

const files = ["corpus.jsonl", "folders.jsonl"].map(name => join(root, "test/unit/policy", name));

describe("the policy on the corpora of judged commands", () => {
  let score: Score;
  before(async () => {
    score = await scoreCorpus(files.flatMap(file => parseCorpus(readFileSync(file, "utf8"))));
  });

  it("allows nothing that should ask", () =>
    equal(score.wrong.filter(line => line.startsWith("UNSAFE")).join("\n"), ""));

  it("allows at least nine of ten harmless commands", () =>
    ok(score.safeAllowed >= 0.9 * score.safe, score.wrong.join("\n")));

  it("judges a file from the command line, and fails on an unsafe one", () => {
    const made = join(mkdtempSync(join(tmpdir(), "folio-policy-")), "cases.jsonl");
    const line = (command: string, verdict: string) =>
      JSON.stringify({ shell: "bash", command, verdict, why: "", class: "" });
    const run = (...lines: string[]) => {
      writeFileSync(made, lines.join("\n"));
      return spawnSync(process.execPath, ["esbuild.mjs", "--run", "test/support/policy.ts", made], {
        cwd: root,
        encoding: "utf8",
      });
    };
    const good = run(line("ls", "allow"), line("rm x", "ask"), line("whatever", "allow"));
    equal(good.stdout.trim().split("\n").at(-1), "unsafe allowed 0 of 1, safe allowed 1 of 2");
    equal(good.status, 0);
    const bad = run(line("ls", "ask"));
    equal(bad.stdout.trim().split("\n").at(-1), "unsafe allowed 1 of 1, safe allowed 0 of 0");
    equal(bad.status, 1);
    equal(run("{").status, 2);
  });
});
