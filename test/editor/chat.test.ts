import { equal, match, ok } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { appServers, until } from "../support/processes.ts";
import { freshThread } from "../support/freshThread.ts";
import type { Chat } from "../support/workbench.ts";

describe("a window in which the chat was not opened yet", () => {
  const editor = useEditor();

  it("starts no server before the chat is seen", async () => {
    equal(appServers(editor.codexHome).length, 0);
    const chat = await editor.workbench.openChat();
    await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
    equal(appServers(editor.codexHome).length, 1);
  });
});

describe("the chat", () => {
  const editor = useEditor();
  let chat: Chat;

  const turnIsOver = () =>
    until("the turn is over", async () => (await chat.button("Stop").count()) === 0);
  const endIsShown = () =>
    until("the end is shown", () =>
      chat.log.evaluate(log => log.scrollHeight - log.scrollTop - log.clientHeight < 30),
    );
  const answer = () => chat.frame.getByRole("group", { name: "Codex", exact: true }).last();

  /** The sentence that steps have folded to. */
  const steps = (name: RegExp) => chat.frame.getByRole("button", { name, expanded: false });

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("streams an answer as rendered markdown", async () => {
    await chat.send("scenario:slow");
    await chat.text(/^Working/).waitFor();
    await answer().getByText("The quick brown fox").first().waitFor();
    const early = (await answer().innerText()).length;
    await until("the text grows", async () => (await answer().innerText()).length > early + 100);
    equal(await chat.composer.inputValue(), "");
  });

  it("stops the turn with Esc", async () => {
    await chat.send("scenario:slow");
    await answer().getByText("The quick brown fox").first().waitFor();
    await chat.composer.press("Escape");
    await chat.text("This turn was stopped.").waitFor();
    await turnIsOver();
  });

  it("draws markdown as elements, and an HTML tag as text", async () => {
    await chat.send("scenario:markdown");
    await answer().getByRole("heading", { name: "Title" }).waitFor();
    await answer().getByRole("table").waitFor();
    await answer().getByText("<script>alert(1)</script>").waitFor();
    await answer().locator(".hljs-keyword").first().waitFor();
    equal(await chat.frame.locator("script", { hasText: "alert" }).count(), 0);
    ok(await answer().getByRole("button", { name: "Copy code" }).isVisible());
  });

  it("folds reasoning behind its title", async () => {
    await chat.send("scenario:reasoning");
    await turnIsOver();
    await steps(/^Thought/).click();
    const head = chat.frame.getByRole("button", { name: "Thought: Weighing" });
    await head.waitFor();
    equal(await head.getAttribute("aria-expanded"), "false");
    await head.press("Enter");
    await chat.text("the options one by one").waitFor();
  });

  it("keeps the plan in one folded row when the turn is over", async () => {
    await chat.send("scenario:plan");
    await chat.text("Planned.").waitFor();
    await turnIsOver();
    equal(await chat.frame.locator(".plan-box").count(), 0);
    const row = chat.button("Plan · 1 of 2 done");
    equal(await row.getAttribute("aria-expanded"), "false");
    await row.click();
    equal(await chat.frame.locator(".plan li").count(), 2);
  });

  it("shows a command's output with its colours, and its middle only when asked", async () => {
    await chat.send("scenario:output");
    await chat
      .ask("Codex wants to run a command")
      .getByRole("button", { name: "Approve", exact: true })
      .click();
    await turnIsOver();
    await steps(/^Ran 1 command/).click();
    await chat.frame.getByRole("button", { name: /^for i in/ }).click();
    const card = chat.frame.getByRole("group", { name: /^Command: for i in/ }).last();
    const more = card.getByRole("button", { name: /Show all/ });
    await until(
      "all of it has come",
      async () => (await more.textContent()) === "Show all (376 more lines)",
    );
    match(
      (await card.locator(".output-line span").first().getAttribute("style")) ?? "",
      /folio-ansi/,
    );
    await more.click();
    await card.getByText("line 200", { exact: true }).waitFor();
  });

  it("stays at the end while hundreds of items come, and holds only a window of them", async () => {
    for (const turn of [1, 2]) {
      await chat.send(`scenario:many ${turn}`);
      await chat.text(`scenario:many ${turn}`).waitFor();
      await turnIsOver();
    }
    await endIsShown();
    equal(await chat.button("Jump to Latest").count(), 0);
    ok((await chat.frame.locator(".item").count()) <= 120);
    await chat.button("Load Earlier Messages").click();
    await until("more is drawn", async () => (await chat.frame.locator(".item").count()) > 120);
  });

  it("does not scroll while the person reads further up, and jumps to the end when asked", async () => {
    // So that there is something to scroll.
    await chat.send("scenario:many");
    await chat.text("Message 99").waitFor();
    await turnIsOver();
    await chat.send("scenario:slow");
    await chat.text(/^Working/).waitFor();
    await chat.log.hover();
    await editor.page.mouse.wheel(0, -600);
    const jump = chat.button("Jump to Latest");
    await jump.waitFor();
    const top = await chat.log.evaluate(log => log.scrollTop);
    // Text out of sight is not rendered, but it is in the document.
    const lengthNow = () => chat.log.evaluate(log => log.textContent?.length ?? 0);
    const length = await lengthNow();
    await until("more text came", async () => (await lengthNow()) > length + 100);
    equal(await chat.log.evaluate(log => log.scrollTop), top);
    await jump.click();
    await endIsShown();
  });

  it("shows usage and limits in the status bar", async () => {
    await chat.send("scenario:hello");
    await until("the figures are there", async () =>
      /Context 5% · Limit 37%/.test(await editor.workbench.statusItem.innerText()),
    );
    await editor.workbench.statusItem.click();
    await editor.workbench.quickPick("12,420 of 258,400 tokens, 5% used").waitFor();
    await editor.workbench.quickPick(/5-hour limit.*37% used, resets/).waitFor();
    await editor.workbench.quickPick(/Weekly limit.*12% used, resets/).waitFor();
    await editor.workbench.quickPick(/Input.*8,000|Input.*cached/).waitFor();
    await editor.workbench.picture("usage");
    await editor.page.keyboard.press("Escape");
  });

  it("warns in the status bar when a limit is nearly used up", async () => {
    await chat.send("scenario:limits");
    await until("the figures are there", async () =>
      /Limit 96%/.test(await editor.workbench.statusItem.innerText()),
    );
    match((await editor.workbench.statusItem.getAttribute("class")) ?? "", /warning-kind/);
  });
});
