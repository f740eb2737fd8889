/// <reference lib="dom" />
/** What a review costs: looking through folders before a turn, a verdict, hunks; and how soon an ask is seen. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { createBlobs } from "../../src/engine/checkpoints/blobs.ts";
import { createSnapshots } from "../../src/engine/checkpoints/snapshot.ts";
import { hunksBetween } from "../../src/engine/review/hunks.ts";
import { parseCorpus, scoreCorpus } from "../support/corpus.ts";
import { startEngine } from "../support/engine.ts";
import { createHome } from "../support/home.ts";
import { scratch, startVsCodeServer } from "../support/vscodeServer.ts";
import { Workbench } from "../support/workbench.ts";
import { median, type Figure } from "./table.ts";

const files = 10_000;

/** Looking through a folder of 10,000 files of 2 KB, before the first turn and before a later one. */
export async function lookingThrough(): Promise<Figure[]> {
  const folder = scratch();
  for (let at = 0; at < files; at++) {
    const place = join(folder, "ws", String(at % 100));
    if (at < 100) mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${at}.txt`), `${at}\n`.repeat(400));
  }
  const snapshots = createSnapshots({
    roots: () => [join(folder, "ws")],
    blobs: createBlobs(join(folder, "blobs")),
    excluded: () => [],
  });
  const first = await time(() => snapshots.take());
  const again = await time(() => snapshots.take());
  const walk = await time(() => {
    for (const name of readdirSync(join(folder, "ws"), { recursive: true, encoding: "utf8" }))
      statSync(join(folder, "ws", name));
  });
  const floor = { floor: walk, floorIs: "a walk with a stat each" };
  return [
    { what: "looking through 10,000 files, first time", value: first, unit: "ms", ...floor },
    { what: "looking through 10,000 files, again", value: again, unit: "ms", ...floor },
  ];
}

export async function verdicts(): Promise<Figure[]> {
  const cases = parseCorpus(readFileSync(join(root, "test/unit/policy/corpus.jsonl"), "utf8"));
  const pure = await time(() => scoreCorpus(cases));
  const test = await startEngine();
  const whole: number[] = [];
  for (let round = 0; round < 20; round++)
    whole.push(await time(() => test.engine.policy.test("git status --short && ls -la src")));
  await test.dispose();
  return [
    {
      what: "verdict on a command, with what it asks the disk and git",
      value: median(whole),
      unit: "ms",
      floor: pure / cases.length,
      floorIs: "the corpus, a case",
    },
  ];
}

/** Hunks of a file of 5,000 lines of which 500 changed. */
export async function hunks(): Promise<Figure> {
  const lines = Array.from({ length: 5000 }, (_, at) => `const line${at} = ${at};\n`);
  const before = lines.join("");
  const after = lines.map((line, at) => (at % 10 === 0 ? `// ${line}` : line)).join("");
  const times: number[] = [];
  for (let round = 0; round < 7; round++) times.push(await time(() => hunksBetween(before, after)));
  return { what: "500 hunks of 5,000 lines", value: median(times), unit: "ms" };
}

async function time(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** From the server's request to what a person sees while the chat is hidden; half a second at most. */
export async function alarm(browser: Browser): Promise<Figure[]> {
  const home = createHome("http://127.0.0.1:9");
  const server = await startVsCodeServer({
    codexHome: home.path,
    home: home.path,
    settings: {
      "folio.server.path": lateServer(),
      "folio.server.env": { FOLIO_FAULT: "later" },
    },
  });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const workbench = new Workbench(page);
  await workbench.open(server.url);
  const chat = await workbench.openChat();
  await chat.send("go");
  await workbench.command("View: Toggle Secondary Side Bar Visibility");
  const seen = await page.evaluate<{ asked: number; toast: number; status: number }>(
    `new Promise((resolve, reject) => {
      const seen = {};
      setTimeout(() => reject(new Error("Nothing was seen.")), 15000);
      const look = () => {
        const toast = document.querySelector(".notifications-toasts")?.textContent ?? "";
        const [, asked] = /echo (\\d+)/.exec(toast) ?? [];
        if (asked) { seen.asked ??= Number(asked); seen.toast ??= Date.now(); }
        const status = document.querySelector("[id*='folio.status']")?.textContent ?? "";
        if (/1 needs you/.test(status)) seen.status ??= Date.now();
        if (seen.toast && seen.status) resolve(seen); else requestAnimationFrame(look);
      };
      look();
    })`,
  );
  await page.close();
  await server.close();
  home.dispose();
  const figure = (face: string, at: number): Figure => ({
    what: `server's request to ${face}, chat hidden (limit 500)`,
    value: at - seen.asked,
    unit: "ms",
  });
  return [figure("notification", seen.toast), figure("status bar", seen.status)];
}

/** The fake server as a program of its own: a script is taken for the launcher of the npm package. */
function lateServer(): string {
  const path = join(root, ".out", "late-codex");
  const script = join(root, "test", "support", "fakeServer.mjs");
  mkdirSync(join(root, ".out"), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, { mode: 0o755 });
  return path;
}
