/**
 * Runs files of tests, one after another, as the runner tells it over IPC. All that is printed goes the same way,
 * so that it arrives before the result. The process ends with its channel, and what it started ends with it.
 * SHUFFLE=number, ONLY=part of a title and BAIL=1 as described at the runner.
 */
import Mocha from "mocha";
import { stopWithSignals } from "../endings.ts";
import type { FromWorker, Job, Result } from "./messages.ts";
import { shuffle } from "./shuffle.ts";
import { testTimeout } from "./suites.ts";

const tell = (message: FromWorker) => void process.send?.(message);

for (const stream of [process.stdout, process.stderr])
  stream.write = chunk => {
    tell({
      kind: "output",
      text: typeof chunk === "string" ? chunk : Buffer.from(chunk).toString(),
    });
    return true;
  };

stopWithSignals();
process.once("disconnect", () => process.exit(0));
// The runner speaks to nobody else: what comes over the channel is a job.
process.on("message", (job: Job) => {
  void run(job).then(
    result => tell({ kind: "result", ...result }),
    (error: unknown) => {
      console.error(error);
      tell({ kind: "result", passed: [], failed: [`${job.file.name} could not be run`], left: [] });
    },
  );
});

async function run({ file, only }: Job): Promise<Result> {
  const { BAIL, ONLY, SHUFFLE, FOLIO_COLOR } = process.env;
  const mocha = new Mocha({
    timeout: testTimeout(file.suite),
    bail: BAIL === "1",
    reporter: "spec",
    color: FOLIO_COLOR === "1",
  });
  mocha.addFile(file.path);
  await mocha.loadFilesAsync();
  if (ONLY !== undefined) mocha.fgrep(ONLY);
  if (only) keep(mocha.suite, new Set(only));
  if (SHUFFLE !== undefined) shuffle(mocha.suite, `${SHUFFLE} ${file.name}`);
  const tests = testsIn(mocha.suite);
  return new Promise(resolve => {
    const failed: string[] = [];
    const runner = mocha.run(() => {
      const titles = (state: Mocha.Test["state"]) =>
        tests.filter(test => test.state === state).map(test => test.fullTitle());
      resolve({
        passed: titles("passed"),
        failed,
        left: failed.length > 0 ? titles(undefined) : [],
      });
    });
    runner.on("fail", (test: Mocha.Runnable) => failed.push(test.fullTitle()));
  });
}

function keep(suite: Mocha.Suite, titles: ReadonlySet<string>): void {
  suite.tests = suite.tests.filter(test => titles.has(test.fullTitle()));
  for (const inner of suite.suites) keep(inner, titles);
}

const testsIn = (suite: Mocha.Suite): readonly Mocha.Test[] => [
  ...suite.tests,
  ...suite.suites.flatMap(testsIn),
];
