/** `npm run pictures`: the README's pictures, and in `.out/pictures` the same scenes in every theme and a narrow bar. */
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { demo } from "../model/demo.ts";
import { startModel } from "../model/server.ts";
import { launchBrowser } from "./browser.ts";
import { createHome } from "./home.ts";
import { until } from "./processes.ts";
import { startVsCodeServer } from "./vscodeServer.ts";
import { Workbench, type Chat } from "./workbench.ts";

const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  contrast: "Default High Contrast",
  "contrast-light": "Default High Contrast Light",
} as const;

const browser = await launchBrowser();
for (const [name, theme] of Object.entries(themes)) await scenes(browser, name, theme);
await browser.close();
mkdirSync(join(root, "media"), { recursive: true });
copyFileSync(join(root, ".out/pictures/dark-done.png"), join(root, "media/chat.png"));
copyFileSync(join(root, ".out/pictures/light-diff.png"), join(root, "media/diff.png"));
process.exit(0);

async function scenes(from: Browser, name: string, theme: string): Promise<void> {
  const model = await startModel(demo);
  const home = createHome(model.url);
  const server = await startVsCodeServer({
    codexHome: home.path,
    settings: { "workbench.colorTheme": theme, "folio.notifications": "whenHidden" },
  });
  const page = await from.newPage({ viewport: { width: 1280, height: 800 } });
  const workbench = new Workbench(page);
  await workbench.open(server.url);
  await workbench.command("View: Toggle Primary Side Bar Visibility").catch(() => {});
  const chat = await workbench.openChat();
  await chat.frame.getByRole("heading", { name: "What shall we do?" }).waitFor();
  await workbench.picture(`${name}-empty`);
  await widen(workbench, -160);
  await fixTheTest(workbench, chat, name);
  await widen(workbench, 210);
  await workbench.picture(`${name}-narrow`);
  await page.close();
  await server.close();
  await model.close();
  home.dispose();
}

/** Moves the border between the editors and the chat. */
async function widen({ page }: Workbench, by: number): Promise<void> {
  const bar = await page.locator(".part.auxiliarybar").boundingBox();
  if (!bar) return;
  await page.mouse.move(bar.x, bar.y + 300);
  await page.mouse.down();
  await page.mouse.move(bar.x + by, bar.y + 300, { steps: 8 });
  await page.mouse.up();
}

async function fixTheTest(workbench: Workbench, chat: Chat, name: string): Promise<void> {
  await chat.send("Fix the failing test");
  const command = chat.ask("Codex wants to run a command");
  const change = chat.ask("Codex wants to change files");
  for (let step = 0; step < 12; step++) {
    await until(
      "something waits or all is done",
      async () =>
        (await command.count()) + (await change.count()) > 0 ||
        (await chat.text("All tests pass now.").count()) > 0,
      30_000,
    );
    if ((await change.count()) > 0) {
      await workbench.page.locator(".codelens-decoration a").first().waitFor();
      await workbench.picture(`${name}-diff`);
      await workbench.titleAction("Accept Change").click();
    } else if ((await command.count()) > 0) {
      if (step === 0) await workbench.picture(`${name}-command`);
      await command.getByRole("button", { name: "Approve", exact: true }).click();
    } else break;
    await until(
      "it is answered",
      async () => (await command.count()) + (await change.count()) === 0,
    );
  }
  await until("the turn is over", async () => (await chat.button("Stop").count()) === 0, 30_000);
  await workbench.picture(`${name}-done`);
}
