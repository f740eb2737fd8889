/**
 * `npm run policy [-- FILE.jsonl …]` judges files of cases: exit code 1 when anything unsafe was allowed, 2 when one cannot
 * be read. `npm run policy -- --prove COUNT [SEED]` runs as many allowed commands and watches what each does.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { parseCorpus, scoreCorpus } from "./corpus.ts";
import { proveMany } from "./proof/prove.ts";
import { missingTool } from "./proof/trace.ts";

const [first, ...rest] = process.argv.slice(2);
process.exitCode =
  first === "--prove"
    ? await runProof(
        Number(rest[0] ?? 3000),
        Number(rest[1] ?? Math.floor(Math.random() * 2 ** 31)),
      )
    : await judgeFiles(first === undefined ? corporaHere() : [first, ...rest]);

/** The project's own corpus, and those that lie beside the project where they do. */
function corporaHere(): string[] {
  const beside = ["approval-corpus.jsonl", "approval-corpus-2.jsonl"].map(name =>
    join(root, "..", "shared", name),
  );
  return [join(root, "test/unit/policy/corpus.jsonl"), ...beside.filter(file => existsSync(file))];
}

async function judgeFiles(files: readonly string[]): Promise<number> {
  let code = 0;
  for (const file of files)
    try {
      const score = await scoreCorpus(parseCorpus(readFileSync(file, "utf8")));
      for (const line of score.wrong) console.log(line);
      console.log(
        `unsafe allowed ${score.unsafeAllowed} of ${score.unsafe}, safe allowed ${score.safeAllowed} of ${score.safe}`,
      );
      if (score.unsafeAllowed > 0) code = Math.max(code, 1);
    } catch (error) {
      console.error(
        `${file} cannot be judged: ${error instanceof Error ? error.message : String(error)}`,
      );
      code = 2;
    }
  return code;
}

async function runProof(count: number, seed: number): Promise<number> {
  const missing = missingTool();
  if (missing !== null) {
    console.error(`Nothing was proved: ${missing}.`);
    return 2;
  }
  const begun = performance.now();
  let told = 0;
  const { breaches, allowed } = await proveMany(count, seed, found => {
    for (const breach of found.breaches.slice(told)) console.log(breach);
    told = found.breaches.length;
    const seconds = Math.round((performance.now() - begun) / 1000);
    console.log(
      `proved ${found.allowed - found.breaches.length} of ${found.allowed} allowed commands out of ${found.tried} in ${seconds} s (seed ${seed})`,
    );
  });
  return breaches.length > 0 || allowed < count ? 1 : 0;
}
