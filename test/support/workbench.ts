import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Frame, FrameLocator, Locator, Page } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { until } from "./processes.ts";

/** Where pictures of a test run are kept. */
const pictures = join(root, ".out", "pictures");

/** VS Code's window as a person uses it. Everything is found by role and name. */
export class Workbench {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Resolves when the workbench is drawn and Folio's commands are there. */
  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: "domcontentloaded" });
    await this.ready();
  }

  async ready(): Promise<void> {
    await this.page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
    await this.statusItem.waitFor({ timeout: 60_000 });
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "domcontentloaded" });
    await this.ready();
  }

  /** Runs a command of the palette by its whole title. */
  async command(title: string): Promise<void> {
    const row = this.page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: title })
      .first();
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press("F1");
      const input = this.page.locator(".quick-input-widget input");
      // A view that takes the focus just now closes the palette: a person would open it again.
      const isDone = await input
        .fill(`>${title}`, { timeout: 5000 })
        .then(() => row.click({ timeout: 5000 }))
        .then(
          () => true,
          () => false,
        );
      if (isDone) return;
      if (attempt === 4) throw new Error(`The palette has no “${title}”.`);
    }
  }

  /** Whether the palette offers a command. */
  async offers(title: string): Promise<boolean> {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget input").fill(`>${title}`);
    const row = this.page.locator(".quick-input-list .monaco-list-row").first();
    await row.waitFor();
    const found = await this.page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: title })
      .count();
    await this.page.keyboard.press("Escape");
    return found > 0;
  }

  get statusItem(): Locator {
    return this.page
      .locator("[id='folio.folio-codex.folio.status'], .statusbar-item[id*='folio.status']")
      .first();
  }

  /** The toast whose text holds `text`. */
  toast(text: string | RegExp): Locator {
    return this.page.locator(".notifications-toasts .notification-toast").filter({ hasText: text });
  }

  /** The modal dialog, as against a toast, which has the same role. */
  get dialog(): Locator {
    return this.page.locator(".monaco-dialog-box");
  }

  quickPick(text: string | RegExp): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text });
  }

  /** Tabs of the editor area. */
  tab(text: string | RegExp): Locator {
    return this.page.locator(".tabs-container .tab").filter({ hasText: text });
  }

  /** Opens a file of the workspace by the quick pick. */
  async openFile(name: string): Promise<void> {
    // The list closes when something else takes the focus, and may not know a file that has just been written.
    await until(`${name} is found`, () => this.findFile(name), 60_000);
    await this.quickPick(name).filter({ hasNotText: "proposed by Codex" }).first().click();
    // A diff of the file has its name, too.
    await this.tab(name).filter({ hasNotText: "proposed by Codex" }).first().waitFor();
    // It takes the focus after that: what is typed elsewhere before would end up in it.
    await this.page
      .locator(".editor-instance .monaco-editor.focused")
      .or(this.page.locator(".notebookOverlay"))
      .first()
      .waitFor();
  }

  /** Types a name into Quick Open; true when its row is there, else the list is closed again. */
  private async findFile(name: string): Promise<boolean> {
    await this.page.keyboard.press("Control+p");
    try {
      await this.page.locator(".quick-input-widget input").fill(name, { timeout: 3000 });
      await this.quickPick(name).first().waitFor({ timeout: 5000 });
      return true;
    } catch {
      await this.page.keyboard.press("Escape");
      return false;
    }
  }

  /** Clicks in the title bar of the editor, as late as a person could: what has just come up is not armed yet. */
  async clickTitle(name: string): Promise<void> {
    await this.armed();
    await this.page.locator(".editor-actions").getByRole("button", { name }).click();
  }

  /** Waits until an ask that is on the screen can be approved. */
  armed(): Promise<void> {
    return this.page.waitForTimeout(550);
  }

  /** Opens the chat and resolves when its composer is there. */
  async openChat(): Promise<Chat> {
    await this.command("Folio: Open Chat");
    const chat = await this.chat();
    await chat.takesFocus();
    return chat;
  }

  /** The chat in the side bar that is open already. */
  async chat(): Promise<Chat> {
    const chat = new Chat(this.page);
    await chat.composer.waitFor({ timeout: 30_000 });
    return chat;
  }

  /** The chat in an editor tab that is to be seen and shows `text`, in whichever order the tabs were drawn. */
  async tabWith(text: string | RegExp): Promise<Chat> {
    const found: Chat[] = [];
    await until(`a tab shows ${String(text)}`, async () => {
      const count = await this.page.locator(tabFrame).count();
      found.length = 0;
      for (let at = 0; at < count; at++) {
        const chat = new Chat(this.page, at);
        if ((await chat.text(text).count()) > 0) found.push(chat);
      }
      return found.length === 1;
    });
    const [only] = found;
    if (!only) throw new Error("The tab is gone.");
    return only;
  }

  /** How many chats are drawn in tabs. */
  tabCount(): Promise<number> {
    return this.page.locator(tabFrame).count();
  }

  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}

const chatFrame = "iframe.webview.ready[src*='folio-codex']";
const viewFrame = `${chatFrame}[src*='purpose=webviewView']`;
/** VS Code forgets the purpose of a view that was hidden: it is found then only where no tab is open. */
const sideBarFrame = `${viewFrame}, body:not(:has(${viewFrame})) ${chatFrame}`;
const tabFrame = `${chatFrame}:not([src*='purpose=webviewView'])`;

/** Folio's webview, two frames deep: the one in the side bar, or the tab of a number in the order of drawing. */
export class Chat {
  private readonly page: Page;
  readonly frame: FrameLocator;
  constructor(page: Page, tab: number | null = null) {
    this.page = page;
    const outer = tab === null ? page.locator(sideBarFrame) : page.locator(tabFrame).nth(tab);
    this.frame = outer.contentFrame().frameLocator("#active-frame");
  }

  get composer(): Locator {
    // Before its script is there, the page has a text box but no form with a name.
    return this.frame.locator("form[aria-label]").getByRole("textbox", { name: "Message" });
  }
  get log(): Locator {
    return this.frame.getByRole("log");
  }
  /** Text that is to be seen in the conversation, as against what only a screen reader is told, and the title above. */
  text(text: string | RegExp): Locator {
    return this.frame.getByText(text).and(this.frame.locator(":not(.visually-hidden, .head *)"));
  }
  button(name: string): Locator {
    return this.frame.getByRole("button", { name, exact: true });
  }
  /** The ask that is open, by its title. */
  ask(name: string): Locator {
    return this.frame.getByRole("group", { name });
  }
  /** All asks that wait here: the open one, and the rows of the others. */
  get asks(): Locator {
    return this.frame.locator(".asks [data-key]");
  }
  /** Chooses from the menu beside the button that approves, or beside Decline. */
  async chooseOther(way: "approve" | "decline", entry: string | RegExp): Promise<void> {
    await this.button(`Other ways to ${way}`).click();
    await this.frame.getByRole("menuitem", { name: entry }).click();
  }
  /** The frame itself, for measuring inside it; the only one, in a window without tabs. */
  inner(): Frame {
    const found = this.page
      .frames()
      .find(
        frame =>
          frame.url().includes("fake.html") && frame.parentFrame()?.url().includes("folio-codex"),
      );
    if (!found) throw new Error("The chat's frame is not there.");
    return found;
  }

  /**
   * Resolves when the composer has the focus, or has not got it after some seconds: it comes late, and would close
   * a list that is open then.
   */
  takesFocus(): Promise<void> {
    const focused = this.composer.and(this.frame.locator(":focus"));
    return focused.waitFor({ timeout: 5000 }).then(
      () => {},
      () => {},
    );
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }
}
