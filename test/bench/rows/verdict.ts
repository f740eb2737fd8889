import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../src/build/paths.mjs";
import { parseCorpus, scoreCorpus } from "../../support/corpus.ts";
import { startEngine } from "../../support/engine.ts";
import type { Figure } from "../figure.ts";
import { inRounds, timed } from "../rounds.ts";
import type { Bench } from "../rows.ts";

export async function verdict({ rounds }: Bench): Promise<Figure[]> {
  const cases = parseCorpus(readFileSync(join(root, "test/unit/policy/corpus.jsonl"), "utf8"));
  const pure = await inRounds(rounds, () => timed(() => scoreCorpus(cases)));
  const test = await startEngine();
  const whole = await inRounds(rounds * 4, () =>
    timed(() => test.engine.policy.test("git status --short && ls -la src")),
  );
  await test.dispose();
  return [
    {
      id: "verdict.command",
      what: "verdict on a command, with what it asks the disk and git",
      unit: "ms",
      values: whole,
      floor: { is: "the corpus, a case", values: pure.map(ms => ms / cases.length) },
    },
  ];
}
