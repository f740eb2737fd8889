/** `npm test [-- PART…]`, of a file's name; BAIL=1 stops at the first failure, tried once. Builds, runs every suite and ends with `N passed, N failed`. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { root } from "../../src/build/paths.mjs";
import { run } from "./tools.mjs";

/** In this order: what fails fast comes first. */
const suites = ["unit", "transcripts", "server", "faults", "editor"] as const;
const timeouts: Readonly<Record<(typeof suites)[number], number>> = {
  unit: 30_000,
  transcripts: 30_000,
  server: 60_000,
  faults: 60_000,
  editor: 90_000,
};

const wanted = process.argv.slice(2);
rmSync(join(root, "dist", "test"), { recursive: true, force: true });
run(process.execPath, ["esbuild.mjs"], { cwd: root });
run(process.execPath, ["esbuild.mjs", "--tests"], { cwd: root });

let passed = 0;
let failed = 0;
for (const suite of suites) {
  const files = testFiles(suite).filter(
    file => wanted.length === 0 || wanted.some(part => file.includes(part)),
  );
  if (files.length === 0) continue;
  console.log(`\n=== ${suite}`);
  const stats = await runSuite(suite, files);
  passed += stats.passes;
  failed += stats.failures;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function testFiles(suite: string): string[] {
  const folder = join(root, "dist", "test", suite);
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(file => file.endsWith(".test.mjs"))
      .sort()
      .map(file => join(folder, file));
  } catch {
    return []; // no file of this suite
  }
}

async function runSuite(
  suite: (typeof suites)[number],
  files: readonly string[],
): Promise<{ passes: number; failures: number }> {
  const timeout = timeouts[suite];
  // A window on a busy machine may miss a click once; what fails twice is broken.
  const bail = process.env["BAIL"] === "1";
  const retries = suite === "editor" && !bail ? 1 : 0;
  const mocha = new Mocha({
    timeout,
    retries,
    bail,
    reporter: "spec",
    color: process.stdout.isTTY,
  });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise(resolve => {
    const runner = mocha.run(failures => resolve({ passes: runner.stats?.passes ?? 0, failures }));
    // What passes the second time is still told, with its reason.
    runner.on("retry", (test: Mocha.Test, error: Error) =>
      console.log(`    tried again: ${test.title}: ${error.stack ?? error.message}`),
    );
  });
}
