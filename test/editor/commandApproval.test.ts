import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("a command that needs approval", () => {
  const editor = useEditor({ settings: { "folio.notifications": "always" } });
  const title = "Codex wants to run a command";
  let chat: Chat;
  const inWorkspace = (name: string) => join(editor.workspace, name);

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("runs when Approve is clicked in the notification, and not before", async () => {
    await chat.send("scenario:command");
    const toast = editor.workbench.toast("echo hello");
    await toast.waitFor();
    equal(existsSync(inWorkspace("made-by-command.txt")), false);
    await editor.workbench.armed();
    await toast.getByRole("button", { name: "Approve", exact: true }).click();
    await chat.text("Done.").last().waitFor();
    equal(readFileSync(inWorkspace("made-by-command.txt"), "utf8"), "hello\n");
    equal(await chat.ask(title).count(), 0);
  });

  it("does not run when Decline is clicked on the card, and the turn goes on", async () => {
    await chat.send("scenario:two-commands");
    await until("both commands wait", async () => (await chat.asks.count()) === 2);
    await until("the status bar tells it", async () =>
      /2 need you/.test(await editor.workbench.statusItem.innerText()),
    );
    // One is open, the other is a row; there is nothing that answers both.
    equal(await chat.ask(title).count(), 1);
    await chat.frame.getByText("1 of 2").waitFor();
    await editor.workbench.picture("two-commands-wait");
    const decline = chat.ask(title).getByRole("button", { name: "Decline", exact: true });
    const place = await decline.boundingBox();
    await decline.click();
    await until("one command waits", async () => (await chat.asks.count()) === 1);
    deepEqual(await decline.boundingBox(), place, "the button stays in its place");
    await decline.click();
    await chat.text("You declined it.").last().waitFor();
    equal(existsSync(inWorkspace("one.txt")), false);
    equal(existsSync(inWorkspace("two.txt")), false);
  });

  it("was answered already when a stale notification is clicked: that says so and sends nothing", async () => {
    await chat.send("scenario:command");
    await editor.workbench.toast("echo hello").last().waitFor();
    await chat.ask(title).getByRole("button", { name: "Decline", exact: true }).click();
    await chat.text("You declined it.").last().waitFor();
    await editor.workbench.command("Notifications: Show Notifications");
    const stale = editor.page
      .locator(".notifications-center .notification-list-item")
      .filter({ hasText: "echo hello" });
    await stale.first().hover();
    await stale.first().getByRole("button", { name: "Approve", exact: true }).click();
    await editor.page.getByText("This was already answered. Nothing was sent.").first().waitFor();
  });

  it("is declined with its turn by Decline and Stop the Turn", async () => {
    await chat.send("scenario:command");
    await chat.ask(title).waitFor();
    await chat.chooseOther("decline", /^Decline and Stop the Turn/);
    await chat.text("This turn was stopped.").last().waitFor();
    await until("the turn is over", async () => (await chat.button("Stop").count()) === 0);
  });

  it("is shown with hidden characters written out, and with a warning", async () => {
    await chat.send("scenario:hidden");
    const card = chat.ask(title);
    await card.waitFor();
    match(await card.getByRole("group", { name: "Command" }).innerText(), /⟨U\+202E⟩/);
    equal(await card.locator(".odd").innerText(), "⟨U+202E⟩");
    ok(await card.getByText("It contains hidden characters").isVisible());
    await card.getByRole("button", { name: "Decline", exact: true }).click();
  });

  it("can be approved from a notification only when it is short enough to be read there", async () => {
    await chat.send("scenario:long-command");
    const toast = editor.workbench.toast(/Codex wants to run a command of \d+ characters/);
    await toast.waitFor();
    equal(await toast.getByRole("button", { name: "Approve", exact: true }).count(), 0);
    await toast.getByRole("button", { name: "Decline" }).click();
    await until("it is declined", async () => (await chat.ask(title).count()) === 0);
  });

  it("can be approved in the chat only after all of it was in view", async () => {
    await chat.send("scenario:tall-command");
    const card = chat.ask(title);
    const approve = card.getByRole("button", { name: "Approve", exact: true });
    const unread = card.getByRole("button", { name: "Read to the End to Approve" });
    await unread.waitFor();
    ok(await card.getByRole("button", { name: "More to read" }).isVisible());
    // It keeps the focus, and a key on it does nothing.
    equal(await unread.getAttribute("aria-disabled"), "true");
    await unread.press("Enter");
    equal(await card.count(), 1);
    // Title and buttons stay in view all the time.
    ok(await card.getByRole("heading").isVisible());
    await editor.workbench.picture("tall-command");
    await card.getByRole("group", { name: "Command" }).focus();
    await until("the end is in view", async () => {
      await editor.page.keyboard.press("PageDown");
      return (await approve.count()) === 1;
    });
    equal(await card.getByRole("button", { name: "More to read" }).count(), 0);
    await card.getByRole("button", { name: "Decline", exact: true }).click();
    await until("it is gone", async () => (await card.count()) === 0);
  });

  it("can be answered elsewhere after its notification was dismissed", async () => {
    await chat.send("scenario:failing-command");
    const toast = editor.workbench.toast("Codex wants to run: ").last();
    await toast.waitFor();
    await toast.hover();
    await toast.getByRole("button", { name: /Clear Notification/ }).click();
    equal(await chat.ask(title).count(), 1);
    await chat.ask(title).getByRole("button", { name: "Decline", exact: true }).click();
    await until("it is gone", async () => (await chat.ask(title).count()) === 0);
  });

  it("is not answered by Enter in an input method's composition", async () => {
    await chat.send("scenario:failing-command");
    const decline = chat.ask(title).getByRole("button", { name: "Decline", exact: true });
    await decline.waitFor();
    const compose = (target: Locator, name: string) =>
      target.evaluate(
        (element, key) =>
          void element.dispatchEvent(
            new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, composed: true }),
          ),
        name,
      );
    await compose(decline, "Enter");
    await chat.composer.fill("text");
    await compose(chat.composer, "Enter");
    await compose(chat.composer, "Escape");
    equal(await chat.ask(title).count(), 1);
    equal(await chat.composer.inputValue(), "text");
    await decline.click();
    await until("it is gone", async () => (await chat.ask(title).count()) === 0);
  });

  it("is shown as leaving the sandbox when it would", async () => {
    await chat.send("scenario:escalate");
    await chat.ask(title).getByText("It runs outside the sandbox").first().waitFor();
    await editor.workbench.command("Folio: Decline Command");
    await until("it is declined", async () => (await chat.ask(title).count()) === 0);
  });

  it("does not take the focus when it arrives", async () => {
    await chat.composer.fill("scenario:command");
    await chat.composer.press("Enter");
    await chat.composer.pressSequentially("still typing");
    await chat.ask(title).waitFor();
    await chat.composer.pressSequentially(" on");
    equal(await chat.composer.inputValue(), "still typing on");
    await editor.workbench.command("Folio: Approve Command");
    await until("it is approved", async () => (await chat.ask(title).count()) === 0);
  });
});
