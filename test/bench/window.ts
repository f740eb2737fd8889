/// <reference lib="dom" />
/** What a person waits for in the window: focus, the first token, a long answer, a long thread; and what it costs. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Frame, Page } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { demo } from "../model/demo.ts";
import { startModel } from "../model/server.ts";
import { createHome } from "../support/home.ts";
import { until } from "../support/processes.ts";
import { startVsCodeServer } from "../support/vscodeServer.ts";
import { Workbench } from "../support/workbench.ts";
import { median, type Figure } from "./table.ts";

const idleSeconds = 60;

export async function measureFolio(
  browser: Browser,
  rawFirstTokenMs: number,
  floor: Floor,
): Promise<Figure[]> {
  const model = await startModel(demo);
  const home = createHome(model.url);
  const server = await startVsCodeServer({ codexHome: home.path, home: home.path });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const workbench = new Workbench(page);
  await workbench.open(server.url);
  const figures: Figure[] = [];

  const focusMs = await focusTime(page, "Folio: Open Chat", "folio-codex");
  figures.push({
    what: "view focus to composer ready",
    value: focusMs,
    unit: "ms",
    floor: floor.focusMs,
    floorIs: "a bare webview",
  });
  const chat = await workbench.chat();
  await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
  const frame = chat.inner();

  const firsts: number[] = [];
  for (let round = 0; round < 6; round++) {
    await chat.composer.fill("scenario:hello");
    firsts.push(await firstPaint(frame));
    await until("the turn is over", async () => (await chat.button("Stop").count()) === 0);
  }
  figures.push({
    what: "Enter to first painted token",
    value: median(firsts.slice(1)),
    unit: "ms",
    floor: rawFirstTokenMs,
    floorIs: "the raw pipe's first delta",
  });

  await chat.composer.fill("scenario:big");
  const stream = await watchStream(frame, "Part 261");
  figures.push({
    what: "200 KB answer in 5,000 chunks, Enter to last paint",
    value: stream.totalMs,
    unit: "ms",
    floor: floor.streamMs,
    floorIs: "a bare webview, no server",
  });
  figures.push({
    what: "longest frame gap meanwhile",
    value: stream.longestGapMs,
    unit: "ms",
    floor: floor.longestGapMs,
    floorIs: "a bare webview",
  });
  await until("the turn is over", async () => (await chat.button("Stop").count()) === 0, 30_000);

  await workbench.command("Folio: New Thread");
  await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
  for (let turn = 0; turn < 10; turn++) {
    await chat.send(`scenario:many ${turn}`);
    await chat.text(`scenario:many ${turn}`).waitFor();
    await until("a turn is over", async () => (await chat.button("Stop").count()) === 0, 30_000);
  }
  await workbench.command("Folio: New Thread");
  await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
  await workbench.command("Folio: Open Thread");
  await workbench.quickPick("scenario:many 0").waitFor();
  const began = performance.now();
  await workbench.quickPick("scenario:many 0").click();
  await chat.text("Message 99 with").last().waitFor();
  figures.push({
    what: "opening a thread of 1,000 items",
    value: performance.now() - began,
    unit: "ms",
  });

  figures.push({
    what: "extension host, resident",
    value: hostMemory(),
    unit: "MB",
    floor: floor.hostMb,
    floorIs: "a bare webview",
  });
  const heap = await frame.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  figures.push({
    what: "webview, JavaScript heap",
    value: heap / 1024 / 1024,
    unit: "MB",
    floor: floor.heapMb,
    floorIs: "a bare webview",
  });
  const idlePercent = await idleCpu();
  figures.push({
    what: `extension host CPU, idle over ${idleSeconds} s`,
    value: idlePercent,
    unit: "%",
    floor: floor.idlePercent,
    floorIs: "a bare webview",
  });

  await page.close();
  await server.close();
  await model.close();
  home.dispose();
  return figures;
}

export interface Floor {
  readonly focusMs: number;
  readonly streamMs: number;
  readonly longestGapMs: number;
  readonly heapMb: number;
  readonly hostMb: number;
  readonly idlePercent: number;
}

/** The same with a webview that holds a text box and appends text: no framework, no markdown, no server. */
export async function measureFloor(browser: Browser): Promise<Floor> {
  const home = createHome("http://127.0.0.1:9");
  const server = await startVsCodeServer({
    codexHome: home.path,
    home: home.path,
    extension: join(root, "test", "bench", "hello"),
  });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(server.url, { waitUntil: "domcontentloaded" });
  await page.locator(".monaco-workbench").waitFor();
  const workbench = new Workbench(page);
  await until("the command is there", () => workbench.offers("Bench: Open Hello"), 60_000);
  const focusMs = await focusTime(page, "Bench: Open Hello", "bench.hello");
  const frame = innerFrame(page, "bench.hello");
  const { totalMs, longestGapMs } = await watchStream(frame, "THE END");
  const heap = await frame.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  const hostMb = hostMemory();
  const idlePercent = await idleCpu();
  await page.close();
  await server.close();
  home.dispose();
  return {
    focusMs,
    streamMs: totalMs,
    longestGapMs,
    heapMb: heap / 1024 / 1024,
    hostMb,
    idlePercent,
  };
}

/** From the click on the palette's row to the text box in the view. */
async function focusTime(page: Page, title: string, extension: string): Promise<number> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").fill(`>${title}`);
  const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
  await row.waitFor();
  const began = performance.now();
  await row.click();
  await page
    .frameLocator(`iframe.webview.ready[src*='${extension}']`)
    .frameLocator("#active-frame")
    .getByRole("textbox", { name: "Message" })
    .waitFor();
  return performance.now() - began;
}

function innerFrame(page: Page, extension: string): Frame {
  const found = page
    .frames()
    .find(
      frame => frame.url().includes("fake.html") && frame.parentFrame()?.url().includes(extension),
    );
  if (!found) throw new Error(`The view of ${extension} is not there.`);
  return found;
}

const pressEnter = `document.querySelector("textarea").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))`;

/** Presses Enter and resolves with the milliseconds to the frame that paints another answer. */
const firstPaint = (frame: Frame): Promise<number> =>
  frame.evaluate(`new Promise(resolve => {
    const count = () => document.querySelectorAll(".agent").length;
    const before = count();
    const began = performance.now();
    ${pressEnter};
    const look = () => (count() > before ? requestAnimationFrame(() => resolve(performance.now() - began)) : requestAnimationFrame(look));
    look();
  })`);

/** Presses Enter and watches frames until \`last\` is in the page. */
const watchStream = (
  frame: Frame,
  last: string,
): Promise<{ totalMs: number; longestGapMs: number }> =>
  frame.evaluate(`new Promise(resolve => {
    const began = performance.now();
    let previous = began;
    let longestGapMs = 0;
    ${pressEnter};
    const look = () => {
      const now = performance.now();
      longestGapMs = Math.max(longestGapMs, now - previous);
      previous = now;
      const log = document.querySelector("[role=log], #log");
      if (log?.textContent.slice(-4000).includes(${JSON.stringify(last)})) resolve({ totalMs: now - began, longestGapMs });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);

/** Process ids of extension hosts; on other systems than Linux there are none to be found this way. */
function hostPids(): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter(
    name => /^\d+$/.test(name) && read(`/proc/${name}/cmdline`).includes("--type=extensionHost"),
  );
}

function hostMemory(): number {
  const kilobytes = hostPids().map(pid =>
    Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0),
  );
  return Math.max(0, ...kilobytes) / 1024;
}

/** Percent of one core that the extension hosts take while nothing happens. */
async function idleCpu(): Promise<number> {
  const before = hostCpuMs();
  await new Promise(resolve => setTimeout(resolve, idleSeconds * 1000));
  return ((hostCpuMs() - before) / (idleSeconds * 1000)) * 100;
}

function hostCpuMs(): number {
  const ticks = hostPids().map(pid => {
    const fields = read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return ticks.reduce((sum, value) => sum + value, 0) * 10;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // gone meanwhile
  }
}
