/** `npm run pictures`: the README's pictures, and in `.out/pictures` the same scenes in every theme and a narrow bar. */
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { demo } from "../model/demo.ts";
import { startModel } from "../model/server.ts";
import { launchBrowser } from "./browser.ts";
import { createHome } from "./home.ts";
import { mcpConfig } from "./mcpConfig.ts";
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
copyFileSync(join(root, ".out/pictures/light-hunks.png"), join(root, "media/diff.png"));
process.exit(0);

async function scenes(from: Browser, name: string, theme: string): Promise<void> {
  const model = await startModel(demo);
  const home = createHome(model.url, mcpConfig);
  const server = await startVsCodeServer({
    codexHome: home.path,
    settings: {
      "workbench.colorTheme": theme,
      "folio.notifications": "whenHidden",
      // The pictures do not show where the test's workspace lies.
      "breadcrumbs.enabled": false,
    },
  });
  const page = await from.newPage({ viewport: { width: 1280, height: 800 } });
  const workbench = new Workbench(page);
  await workbench.open(server.url);
  await workbench.command("View: Toggle Primary Side Bar Visibility").catch(() => {});
  const chat = await workbench.openChat();
  await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
  await workbench.picture(`${name}-empty`);
  await setWidth(workbench, 460);
  await fixTheTest(workbench, chat, name);
  await reviewHunks(workbench, chat, name);
  await forms(workbench, chat, name);
  await decisions(workbench, name);
  await setWidth(workbench, 240);
  await workbench.picture(`${name}-narrow`);
  await narrow(workbench, chat, name);
  await page.close();
  await server.close();
  await model.close();
  home.dispose();
}

function lens({ page }: Workbench, text: string): Locator {
  return page.locator(".codelens-decoration > *").filter({ hasText: new RegExp(`^\\s*${text}$`) });
}

function turnIsOver(chat: Chat): Promise<void> {
  return until("the turn is over", async () => (await chat.button("Stop").count()) === 0, 30_000);
}

/** A change of two hunks, one of them rejected and one edited, with the inbox open below the chat. */
async function reviewHunks(workbench: Workbench, chat: Chat, name: string): Promise<void> {
  await chat.send("scenario:two-hunks");
  await workbench.tab("proposed by Codex").waitFor();
  await lens(workbench, "Reject").first().click();
  await lens(workbench, "Rejected").waitFor();
  await workbench.command("Folio: Focus on Waiting for You View");
  const rows = workbench.page.getByRole("tree", { name: /Waiting for You/ }).getByRole("treeitem");
  const unfold = async (row: number, count: number) => {
    await rows.nth(row).locator(".monaco-tl-twistie").click();
    await until("the row is unfolded", async () => (await rows.count()) === count);
  };
  await unfold(0, 2);
  await unfold(1, 4);
  await workbench.picture(`${name}-hunks`);
  await workbench.clickTitle("Decline Change");
  await turnIsOver(chat);
}

/** A question, a form of an MCP server with mistakes in it, and a tool that asks leave. */
async function forms(workbench: Workbench, chat: Chat, name: string): Promise<void> {
  const decline = async (title: string) => {
    await noTo(chat, title);
    await turnIsOver(chat);
  };
  const question = "Codex has a question";
  await chat.send("scenario:questions");
  await chat.ask(question).getByRole("radio", { name: /Blue/ }).check();
  await workbench.picture(`${name}-question`);
  await decline(question);
  const form = "mock asks for details";
  await chat.send("scenario:elicit");
  await chat.ask(form).getByRole("textbox", { name: "E-mail" }).fill("nobody");
  await chat.ask(form).getByRole("button", { name: "Send" }).click();
  await workbench.picture(`${name}-elicitation`);
  await decline(form);
  const tool = "MCP server mock wants to run a tool";
  await chat.send("scenario:mcp-tool");
  await chat.ask(tool).waitFor();
  await workbench.picture(`${name}-tool`);
  await decline(tool);
}

async function decisions(workbench: Workbench, name: string): Promise<void> {
  await workbench.command("Folio: Show Audit Log");
  await workbench.quickPick("by user").first().waitFor();
  await workbench.picture(`${name}-audit`);
  await workbench.page.keyboard.press("Escape");
}

/** A question and a command that wait in the narrowest side bar. */
async function narrow(workbench: Workbench, chat: Chat, name: string): Promise<void> {
  for (const [scenario, title] of [
    ["questions", "Codex has a question"],
    ["long-command", "Codex wants to run a command"],
  ] as const) {
    await chat.send(`scenario:${scenario}`);
    await chat.ask(title).waitFor();
    await workbench.armed();
    await workbench.picture(`${name}-narrow-${scenario}`);
    await noTo(chat, title);
    await turnIsOver(chat);
  }
}

/** A question is skipped; everything else is declined. */
function noTo(chat: Chat, title: string): Promise<void> {
  const no = chat.ask(title).getByRole("button", { name: /^(Decline|Skip)$/ });
  return no.click();
}

/** Moves the border between the editors and the chat until the chat is so many pixels wide. */
async function setWidth({ page }: Workbench, width: number): Promise<void> {
  const bar = page.locator(".part.auxiliarybar");
  const before = await bar.boundingBox();
  const sashes = await page.locator(".monaco-sash.vertical:visible").all();
  const boxes = await Promise.all(sashes.map(sash => sash.boundingBox()));
  const border = boxes
    .flatMap(box => (box ? [box.x + box.width / 2] : []))
    .find(x => Math.abs(x - (before?.x ?? 0)) < 8);
  if (!before || border === undefined) throw new Error("The side bar has no border to drag.");
  await page.mouse.move(border, before.y + 300);
  await page.mouse.down();
  await page.mouse.move(border + before.width - width, before.y + 300, { steps: 8 });
  await page.mouse.up();
  const after = (await bar.boundingBox())?.width ?? 0;
  if (Math.abs(after - width) > 2)
    throw new Error(`The side bar is ${after} px wide, not ${width}.`);
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
    const card = chat.frame.locator(".ask").first();
    const key = (await card.getAttribute("data-key").catch(() => null)) ?? "";
    if ((await change.count()) > 0) {
      await workbench.page.locator(".codelens-decoration a").first().waitFor();
      await workbench.picture(`${name}-diff`);
      await workbench.clickTitle("Accept Change");
    } else if ((await command.count()) > 0) {
      if (step === 0) await workbench.picture(`${name}-command`);
      await command.getByRole("button", { name: "Approve", exact: true }).click();
    } else break;
    await until(
      "it is answered",
      async () => (await chat.frame.locator(`.ask[data-key="${key}"]`).count()) === 0,
    );
  }
  await until("the turn is over", async () => (await chat.button("Stop").count()) === 0, 30_000);
  await workbench.picture(`${name}-done`);
}
