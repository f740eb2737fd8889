/** `npm run bench`: prints a table of figures, each beside its floor, and writes `.out/bench.json`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { launchBrowser } from "../support/browser.ts";
import { activation, rawFirstToken, serverStart, sizes } from "./host.ts";
import { printTable, type Figure } from "./table.ts";
import { alarm, hunks, lookingThrough, verdicts } from "./review.ts";
import { measureFloor, measureFolio } from "./window.ts";

const figures: Figure[] = [
  ...sizes(),
  activation(),
  await serverStart(),
  ...(await lookingThrough()),
  ...(await verdicts()),
  await hunks(),
];
const rawFirstTokenMs = await rawFirstToken();
const browser = await launchBrowser();
const floor = await measureFloor(browser);
figures.push(...(await alarm(browser)));
figures.push(...(await measureFolio(browser, rawFirstTokenMs, floor)));
await browser.close();

printTable(figures);
mkdirSync(join(root, ".out"), { recursive: true });
writeFileSync(join(root, ".out", "bench.json"), `${JSON.stringify(figures, null, 2)}\n`);
process.exit(0);
