/// <reference lib="dom" />
import { equal, ok } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("bad input to the chat", () => {
  const editor = useEditor();
  let chat: Chat;
  before(async () => {
    chat = await editor.workbench.openChat();
  });

  it("survives a markdown bomb: deep quotes, a line of a megabyte, an unclosed fence", async () => {
    await chat.send("scenario:bomb");
    await chat.text("unclosed fence <b>not bold</b>").waitFor({ timeout: 60_000 });
    await until("the turn is over", async () => (await chat.button("Stop").count()) === 0, 30_000);
    await chat.send("scenario:hello");
    await chat.text("Hello from Codex.").waitFor();
  });

  it("ignores a message of the webview that has the wrong shape", async () => {
    await chat.inner().evaluate(() => {
      // What a broken or forged page could post: VS Code's own channel, with other contents.
      for (const data of [
        null,
        7,
        { kind: "call", id: 1, method: "__proto__", params: {} },
        { kind: "call", id: 2, method: "choose" },
      ])
        window.parent.postMessage({ command: "onmessage", data, channel: "onmessage" }, "*");
    });
    await chat.send("scenario:hello");
    await until(
      "it still answers",
      async () => (await chat.text("Hello from Codex.").count()) === 2,
    );
  });

  it("sends text with a lone surrogate and a NUL, and gets an answer", async () => {
    await chat.composer.evaluate((area: HTMLTextAreaElement) => {
      area.value = "scenario:hello \ud800 \0 end";
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await chat.composer.press("Enter");
    await until(
      "it still answers",
      async () => (await chat.text("Hello from Codex.").count()) === 3,
    );
  });

  it("refuses a message that is too long, and keeps it", async () => {
    await chat.composer.evaluate((area: HTMLTextAreaElement) => {
      area.value = "x".repeat(1_100_000);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await chat.button("Send").click();
    await chat.frame.getByRole("alert").getByText("longer than Codex takes").waitFor();
    equal((await chat.composer.inputValue()).length, 1_100_000);
    await chat.composer.fill("");
  });

  it("opens no link of the model's without asking, and none that is not the web or the workspace", async () => {
    await chat.send("scenario:markdown");
    await chat.frame.getByRole("link", { name: "link" }).click();
    const dialog = editor.page
      .getByRole("dialog")
      .filter({ hasText: "Open this address in your browser?" });
    await dialog.waitFor();
    ok(await dialog.getByText("https://example.com").isVisible());
    await editor.page.keyboard.press("Escape");
  });
});
