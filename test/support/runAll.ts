/**
 * `npm test [-- PART…]`, of a file's path. Builds, runs every suite and ends with `N passed, N failed`. Lines
 * before it name what failed, and as `flaky` what passed only the second time.
 * - FOLIO_SHARDS=N: files that run side by side; as many as there are cores, two at most, where it is not set.
 * - BAIL=1: stops at the first failure, tried once.
 * - ONLY=TEXT: tests whose title, with those of its describes before it, holds the text.
 * - SHUFFLE=NUMBER: tests in another order, the same one for the same number.
 */
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { stopWithSignals } from "./endings.ts";
import { createShards } from "./run/shards.ts";
import { findTests } from "./run/suites.ts";
import { readTimes } from "./run/times.ts";
import { run } from "./tools.mjs";

const times = readTimes();
const shards = createShards({
  count: Number(process.env["FOLIO_SHARDS"] ?? Math.min(2, availableParallelism())),
  bail: process.env["BAIL"] === "1",
  onTime: times.note,
});
stopWithSignals(async () => {
  await shards.stop();
  process.exit(130);
});

rmSync(join(root, "dist", "test"), { recursive: true, force: true });
run(process.execPath, ["esbuild.mjs"], { cwd: root });
run(process.execPath, ["esbuild.mjs", "--tests"], { cwd: root });

const { passed, failed, flaky } = await shards.run(findTests(process.argv.slice(2), times.last));
times.save();
console.log("");
for (const title of failed) console.log(`failed: ${title}`);
for (const title of flaky) console.log(`flaky: ${title}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || passed === 0 ? 1 : 0);
