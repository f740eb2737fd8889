/// <reference lib="dom" />
import { equal } from "node:assert/strict";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("bad input to the chat", () => {
  const editor = useEditor();
  let chat: Chat;
  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("survives a markdown bomb: deep quotes, a line of a megabyte, an unclosed fence", async () => {
    await chat.send("scenario:bomb");
    await chat.text("unclosed fence <b>not bold</b>").waitFor({ timeout: 60_000 });
    await until("the turn is over", async () => (await chat.button("Stop").count()) === 0, 30_000);
    await chat.send("scenario:hello");
    await chat.text("Hello from Codex.").waitFor();
  });

  /** Posts a message as a broken or forged page could, with the function behind acquireVsCodeApi().postMessage. */
  const forge = (messages: unknown[]) =>
    chat
      .inner()
      .parentFrame()
      ?.evaluate(list => {
        const page = window as unknown as Record<string, (channel: string, data: unknown) => void>;
        for (const message of list) page["__vscode_post_message__"]?.("onmessage", { message });
      }, messages);

  it("ignores a message of the webview that has the wrong shape", async () => {
    const newThread = {
      kind: "call",
      id: 1_000_000,
      method: "act",
      params: { action: "newThread" },
    };
    const isNew = () =>
      chat.frame.getByRole("heading", { name: "What would you like to do?" }).count();
    await forge([
      null,
      7,
      { ...newThread, method: "__proto__" },
      { ...newThread, id: "1" },
      { ...newThread, params: { action: "workbench.action.reloadWindow" } },
      { ...newThread, params: null },
    ]);
    await chat.send("scenario:hello");
    await until(
      "it still answers",
      async () => (await chat.text("Hello from Codex.").count()) === 1,
    );
    equal(await isNew(), 0);
    // The same message in the right shape works, so the wrong one did arrive.
    await forge([newThread]);
    await until("a new thread is shown", async () => (await isNew()) === 1);
  });

  it("sends text with a lone surrogate and a NUL, and gets an answer", async () => {
    await chat.composer.evaluate((area: HTMLTextAreaElement) => {
      area.value = "scenario:hello \ud800 \0 end";
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await chat.composer.press("Enter");
    await until(
      "it still answers",
      async () => (await chat.text("Hello from Codex.").count()) === 1,
    );
  });

  it("refuses a message that is too long, and keeps its text", async () => {
    await chat.composer.evaluate((area: HTMLTextAreaElement) => {
      area.value = "x".repeat(1_100_000);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await chat.button("Send").click();
    await chat.frame
      .getByRole("alert")
      .getByText("the message has 1,100,000 characters, and Codex takes 1,048,576")
      .waitFor();
    equal((await chat.composer.inputValue()).length, 1_100_000);
  });

  it("opens a link of the model only after it has shown the whole address", async () => {
    await chat.send("scenario:markdown");
    await chat.frame.getByRole("link", { name: "link" }).click();
    const dialog = editor.page
      .getByRole("dialog")
      .filter({ hasText: "Open this address in your browser?" });
    await dialog.getByText("https://example.com").waitFor();
    await editor.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  it("opens a file outside the workspace only after asking, also where a symbolic link leads there", async () => {
    symlinkSync("/etc", join(editor.workspace, "elsewhere"));
    for (const path of ["/etc/hostname", join(editor.workspace, "elsewhere", "hostname")]) {
      await forge([{ kind: "call", id: 2_000_000, method: "openFile", params: { path } }]);
      const dialog = editor.page.getByRole("dialog").filter({ hasText: "outside the workspace" });
      await dialog.getByText(path).waitFor();
      await editor.page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
    equal(await editor.workbench.tab("hostname").count(), 0);
  });

  it("approves nothing for a page that did not show all of it", async () => {
    const made = () => existsSync(join(editor.workspace, "tall.txt"));
    await chat.send("scenario:tall-command unseen");
    const ask = chat.frame.locator(".ask").first();
    await ask.waitFor();
    const key = (await ask.getAttribute("data-key")) ?? "";
    await editor.workbench.armed();
    const params = { key, choice: "accept" };
    await forge([{ kind: "call", id: 3_000_000, method: "choose", params }]);
    // A later message on the same way works, so the one before it did arrive.
    await forge([
      { kind: "call", id: 3_000_001, method: "saveDraft", params: { threadId: null, text: "" } },
    ]);
    await editor.workbench.armed();
    equal(await ask.count(), 1);
    equal(made(), false);

    await ask.locator(".ask-end").last().scrollIntoViewIfNeeded();
    await chat.button("Approve").click();
    await until("it ran", made);
  });
});
