/// <reference lib="dom" />
/** A window of VS Code with Folio and the bare view in it, and how to measure in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { startModel, type ScriptedModel } from "../model/server.ts";
import { createHome, type Home } from "../support/home.ts";
import { until } from "../support/processes.ts";
import { startVsCodeServer, type VsCodeServer } from "../support/vscodeServer.ts";
import { Workbench } from "../support/workbench.ts";
import { probeOf, type Probe } from "./probe.ts";
import { renderers, type Renderers } from "./renderers.ts";
import { script } from "./script.ts";
import { createView, type View } from "./view.ts";

export interface BenchWindow {
  readonly page: Page;
  readonly workbench: Workbench;
  readonly folio: View;
  readonly bare: View;
  readonly model: ScriptedModel;
  readonly home: Home;
  readonly server: VsCodeServer;
  readonly probe: Probe;
  readonly renderers: Renderers;
  /** Loads the window anew: another extension host, another app-server, the same folder. */
  reload(): Promise<void>;
  /** Ends everything and removes its folders. */
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly withoutFolio?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Called with the workspace's folder before the window opens. */
  prepare?(workspace: string, home: Home): void | Promise<void>;
}

const bareFolder = join(root, "test", "bench", "bare");
const inPage = join(root, "test", "bench", "inPage.js");

async function openWindow(browser: Browser, options: WindowOptions = {}): Promise<BenchWindow> {
  const model = await startModel(script);
  const home = createHome(model.url);
  const server = await startVsCodeServer({
    codexHome: home.path,
    home: home.path,
    extensions: options.withoutFolio ? [bareFolder] : [root, bareFolder],
    // What is measured is opened by a command, never by the window itself.
    settings: { "workbench.secondarySideBar.defaultVisibility": "hidden", ...options.settings },
  });
  await options.prepare?.(server.workspace, home);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.addInitScript({ content: readFileSync(inPage, "utf8") });
  const workbench = new Workbench(page);
  const ready = async () => {
    await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
    if (!options.withoutFolio) await workbench.ready();
    await until("the bench's commands are there", () => workbench.offers("Bench: Warm Up"), 60_000);
    // The first page of a window starts what all of them share: no view is measured with that.
    await workbench.command("Bench: Warm Up");
    await page.waitForTimeout(2500);
  };
  await page.goto(server.url, { waitUntil: "domcontentloaded" });
  await ready();
  return {
    page,
    workbench,
    folio: createView(page, { extension: "folio-codex", command: "Folio: Open Chat" }),
    bare: createView(page, { extension: "bench.bare", command: "Bench: Open Bare" }),
    model,
    home,
    server,
    probe: probeOf(server),
    renderers: renderers(browser),
    async reload() {
      await page.reload({ waitUntil: "domcontentloaded" });
      await ready();
    },
    async close() {
      await page.close();
      await server.close();
      await model.close();
      home.dispose();
    },
  };
}

/** Calls with a window that is closed afterwards. */
export async function withWindow<T>(
  browser: Browser,
  options: WindowOptions,
  work: (window: BenchWindow) => Promise<T>,
): Promise<T> {
  const window = await openWindow(browser, options);
  try {
    return await work(window);
  } finally {
    await window.close();
  }
}
