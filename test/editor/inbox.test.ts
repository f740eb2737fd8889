import { equal, ok } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("the inbox", () => {
  const editor = useEditor();
  let chat: Chat;
  const rows = () =>
    editor.page.getByRole("tree", { name: /Waiting for You/ }).getByRole("treeitem");
  const badge = () => editor.page.locator(".auxiliarybar .badge-content").first();
  const nothingWaits = async () => {
    await until("the rows are gone", async () => (await rows().count()) === 0);
    await until(
      "the status bar is calm",
      async () => !/needs? you/.test((await editor.workbench.statusItem.textContent()) ?? ""),
    );
    await until("the card is gone", async () => (await chat.asks.count()) === 0);
  };

  before(async () => {
    chat = await editor.workbench.openChat();
    await editor.workbench.command("Folio: Focus on Waiting for You View");
    await editor.page.getByText("Nothing is waiting for you.").waitFor();
  });
  beforeEach(() => freshThread(editor));

  it("lists open asks, and a decline there is shown everywhere", async () => {
    await chat.send("scenario:command");
    await rows().first().waitFor();
    await editor.workbench.picture("inbox");
    await rows().first().hover();
    await rows().first().getByRole("button", { name: "Decline" }).click();
    await nothingWaits();
    await chat.text("You declined it.").waitFor();
    equal(existsSync(join(editor.workspace, "made-by-command.txt")), false);
  });

  it("can be worked through by the keyboard alone, oldest first", async () => {
    await chat.send("scenario:two-commands");
    await until("both wait", async () => (await rows().count()) === 2);
    // The server decides the order of the asks of one response.
    const names = (await rows().allInnerTexts()).map(text => /\w+\.txt/.exec(text)?.[0] ?? "");
    const [older, younger] = names.map(name => join(editor.workspace, name));
    ok(older && younger && older !== younger);
    await editor.workbench.command("Folio: Focus on Waiting for You View");
    await editor.page.keyboard.press("Home");
    await editor.workbench.armed();
    await editor.page.keyboard.press("Control+Enter");
    await until("the older one is approved", () => existsSync(older));
    await until("one is left", async () => (await rows().count()) === 1);
    await editor.page.keyboard.press("Home");
    await editor.page.keyboard.press("Delete");
    await nothingWaits();
    equal(existsSync(younger), false);
  });

  it("has a checkbox for every file and hunk of a change", async () => {
    const before = readFileSync(join(editor.workspace, "src/basket.js"), "utf8");
    await chat.send("scenario:two-hunks");
    await editor.workbench.tab("basket.js (proposed by Codex)").waitFor();
    await editor.workbench.command("Folio: Focus on Waiting for You View");
    await editor.page.keyboard.press("Home");
    await editor.page.keyboard.press("ArrowRight");
    await rows().filter({ hasText: "src/basket.js" }).nth(1).waitFor();
    await editor.page.keyboard.press("ArrowDown");
    await editor.page.keyboard.press("ArrowRight");
    await until("the hunks are there", async () => (await rows().count()) === 4);
    await editor.workbench.picture("inbox-hunks");
    await rows().nth(2).getByRole("checkbox").click();
    await editor.page
      .locator(".codelens-decoration > *")
      .filter({ hasText: "Rejected" })
      .first()
      .waitFor();
    await editor.workbench.clickTitle("Accept Change");
    await until("the second hunk is there", () =>
      /pieces/.test(readFileSync(join(editor.workspace, "src/basket.js"), "utf8")),
    );
    equal(
      readFileSync(join(editor.workspace, "src/basket.js"), "utf8"),
      before.replace("(sum, item) => sum +", "(pieces, item) => pieces +"),
    );
    await nothingWaits();
  });

  it("is joined by a notification, its badge and the status bar at once while the chat is hidden", async () => {
    // The model talks for a while before it asks, so that the chat can be hidden first.
    await chat.send("scenario:late-command");
    await chat.button("Stop").waitFor();

    await editor.workbench.command("View: Toggle Secondary Side Bar Visibility");
    // The test polls from outside on a busy machine, so it cannot measure the half second.
    const seen: number[] = [];
    const watch = async (what: Promise<unknown>) => {
      await what;
      seen.push(performance.now());
    };
    await Promise.all([
      watch(editor.workbench.toast("Codex wants to run: ").waitFor()),
      watch(editor.workbench.statusItem.filter({ hasText: "1 needs you" }).waitFor()),
    ]);
    ok(Math.max(...seen) - Math.min(...seen) < 2000, `${seen.join(" ")} ms`);
    await editor.workbench.openChat();
    await badge().filter({ hasText: "1" }).waitFor();
    await editor.workbench.command("Folio: Go to Next Request");
    await until("the focus is on Decline", () =>
      chat.inner().evaluate(() => document.activeElement?.textContent === "Decline"),
    );
    await editor.page.keyboard.press("Enter");
    await nothingWaits();
  });
});
