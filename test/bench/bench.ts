/**
 * `npm run bench -- [ROW...] [--rounds N] [--check] [--keep] [--list]`: measures rows, prints each figure beside its floor
 * and writes `.out/bench.json`. `--check` fails where a goal is missed, or where a figure has become worse against its floor
 * than the kept ones; `--keep` keeps the figures of this run and writes them into the README.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { launchBrowser } from "../support/browser.ts";
import { stopWithSignals } from "../support/endings.ts";
import { failures } from "./check.ts";
import type { Figure } from "./figure.ts";
import { keep, readKept } from "./kept.ts";
import { printFigures } from "./print.ts";
import { rows } from "./rows.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    check: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});
const unknown = positionals.filter(name => !Object.hasOwn(rows, name));
if (options.list || unknown.length > 0) {
  for (const [name, { what }] of Object.entries(rows)) console.log(`${name.padEnd(12)} ${what}`);
  if (unknown.length > 0) console.error(`There is no row ${unknown.join(", ")}.`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

stopWithSignals();
const figures: Figure[] = [];
/** What went wrong. A row that fails does not take the figures of the others with it. */
const failed: string[] = [];
for (const [name, row] of Object.entries(rows)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`\n${name}: ${row.what}`);
  // A browser of its own for each row: what one leaves behind is no other row's.
  let browser: Promise<Browser> | undefined;
  try {
    const found = await row.run({
      rounds: Number(options.rounds),
      browser: () => (browser ??= launchBrowser()),
    });
    printFigures(found);
    figures.push(...found);
  } catch (error) {
    console.error(error);
    failed.push(`The row ${name} could not be measured.`);
  }
  await (await browser)?.close();
}
mkdirSync(join(root, ".out"), { recursive: true });
writeFileSync(join(root, ".out", "bench.json"), `${JSON.stringify(figures, null, 2)}\n`);
if (options.check) failed.push(...failures(figures, readKept()));
if (options.keep) keep(figures);
if (failed.length > 0) console.log(`\n${failed.join("\n")}`);
else if (options.check) console.log("\nEvery limit holds.");
process.exit(failed.length === 0 ? 0 : 1);
