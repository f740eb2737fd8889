import { equal } from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

const command = "Codex wants to run a command";
const change = "Codex wants to change files";
const toggle = "View: Toggle Secondary Side Bar Visibility";

describe("notifications, as they are set at first", () => {
  const editor = useEditor();
  let chat: Chat;
  const toasts = () => editor.page.locator(".notifications-toasts .notification-toast");
  const buttons = async () =>
    (await toasts().first().getByRole("button").allInnerTexts()).filter(text =>
      /^(Decline|Approve|Accept|Review)$/.test(text),
    );

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("ring for a command also while the chat is open, with Decline before Approve", async () => {
    await chat.send("scenario:command");
    await editor.workbench.toast("Codex wants to run: ").waitFor();
    equal((await buttons()).join(), "Decline,Approve");
    await chat.ask(command).getByRole("button", { name: "Decline", exact: true }).click();
    await chat.text("You declined it.").waitFor();
  });

  it("come one at a time: the second command rings when the first was answered", async () => {
    await chat.send("scenario:two-commands");
    await until("both wait", async () => (await chat.asks.count()) === 2);
    await toasts().first().waitFor();
    const first = await toasts().first().innerText();
    equal(await toasts().count(), 1);
    await editor.workbench.armed();
    await toasts().first().getByRole("button", { name: "Decline", exact: true }).click();
    await until("the other rings", async () => {
      const texts = await toasts().allInnerTexts();
      return texts.length === 1 && texts[0] !== first;
    });
    await toasts().first().getByRole("button", { name: "Decline", exact: true }).click();
    await until("nothing waits", async () => (await chat.ask(command).count()) === 0);
  });

  it("do not stand beside one that outlived its command", async () => {
    await chat.send("scenario:two-commands");
    await until("both wait", async () => (await chat.asks.count()) === 2);
    await toasts().first().waitFor();
    const stale = await toasts().first().innerText();
    const name = /\w+\.txt/.exec(stale)?.[0] ?? "";
    const answered = chat.ask(command).filter({ hasText: name });
    await answered.getByRole("button", { name: "Decline", exact: true }).click();
    const counts = new Set<number>();
    await until("the other command rings", async () => {
      const texts = await toasts().allInnerTexts();
      counts.add(texts.length);
      return texts.length > 0 && !texts.some(text => text.includes(name));
    });
    equal(Math.max(...counts), 1);
    await toasts().first().getByRole("button", { name: "Decline", exact: true }).click();
    await until("nothing waits", async () => (await chat.ask(command).count()) === 0);
    for (const file of ["one.txt", "two.txt"])
      equal(existsSync(join(editor.workspace, file)), false);
  });

  it("do not ring for a change that the chat shows", async () => {
    await chat.send("scenario:two-hunks");
    await chat.ask(change).waitFor();
    await editor.workbench.tab("proposed by Codex").waitFor();
    equal(await toasts().count(), 0);
    await chat.ask(change).getByRole("button", { name: "Decline", exact: true }).click();
    await until("nothing waits", async () => (await chat.ask(change).count()) === 0);
  });

  it("ring for a change while the chat is hidden, by the names of its files", async () => {
    await chat.send("scenario:late-change");
    await chat.button("Stop").waitFor();
    await editor.workbench.command(toggle);
    await editor.workbench.toast("Codex wants to change src/basket.js").waitFor();
    equal((await buttons()).join(), "Decline,Review,Accept");
    await toasts().first().getByRole("button", { name: "Decline", exact: true }).click();
    chat = await editor.workbench.openChat();
    await until("nothing waits", async () => (await chat.ask(change).count()) === 0);
  });
});

describe("what nobody answers", () => {
  const editor = useEditor({ settings: { "folio.timeoutMinutes": 0.1 } });

  it("is told once, with a way to its thread", async () => {
    const chat = await editor.workbench.openChat();
    await chat.send("scenario:two-commands");
    await until("both wait", async () => (await chat.asks.count()) === 2);
    const told = editor.workbench.toast("was declined because nobody answered within 6.0 s");
    await told.waitFor();
    await until("none waits", async () => (await chat.ask(command).count()) === 0);
    equal(await told.count(), 1);
    await editor.workbench.command(toggle);
    await told.getByRole("button", { name: "Open", exact: true }).click();
    await chat.log.getByText("scenario:two-commands").first().waitFor();
  });
});
