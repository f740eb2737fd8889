/**
 * `npm run check` runs every check, two at a time, also after one that fails. `npm run fix` (`--fix`) mends what can be
 * mended by a program, one step after the other, because they write the same files. Both print what the failing ones said
 * and a line for each, and end with 1 when any failed.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./paths.mjs";

const checks = {
  "types (host)": "tsc -p .",
  "types (webview)": "tsc -p webview",
  lint: "oxlint --type-aware",
  format: "prettier --check .",
  protocol: "node src/build/protocol.mjs --check",
  contributions: "node src/build/contributes.mjs --check",
  "unused code": "knip",
};

const fixes = {
  contributions: "node src/build/contributes.mjs",
  lint: "oxlint --type-aware --fix",
  format: "prettier --write --log-level warn .",
};

const programs = join(root, "node_modules", ".bin");
const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` };

/** Runs one check; resolves with whether it passed, what it said and for how long it ran. */
const run = ([name, line]) =>
  new Promise(resolve => {
    const begin = Date.now();
    let said = "";
    const hear = chunk => {
      said += chunk;
    };
    const child = spawn(line, { cwd: root, env, shell: true, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const end = passed => resolve({ name, passed, said, seconds: (Date.now() - begin) / 1000 });
    child.on("error", error => {
      said += String(error);
      end(false);
    });
    child.on("close", code => end(code === 0));
  });

const isFix = process.argv.includes("--fix");
const waiting = Object.entries(isFix ? fixes : checks);
const results = [];
async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await run(next));
}
await Promise.all(Array.from({ length: isFix ? 1 : Math.min(2, availableParallelism()) }, work));

const failed = results.filter(({ passed }) => !passed);
for (const { name, said } of failed) console.log(`\n=== ${name}\n${said.trimEnd()}`);
console.log();
for (const { name, passed, seconds } of results)
  console.log(`${passed ? "✔" : "✖"} ${name} (${seconds.toFixed(1)} s)`);
if (failed.length > 0) process.exitCode = 1;
