import { deepEqual, equal, match } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { mcpConfig } from "../support/mcpConfig.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("an ask with a form", () => {
  const editor = useEditor({ config: mcpConfig, settings: { "folio.notifications": "always" } });
  let chat: Chat;
  const questionTitle = "Codex has a question";
  const card = (title: string) => chat.ask(title);
  const gone = (title: string) =>
    until("the card is gone", async () => (await card(title).count()) === 0);
  const turnIsOver = () =>
    until("the turn is over", async () => (await chat.button("Stop").count()) === 0);
  /** Sends a scenario that calls the MCP server, which takes a moment to start. */
  const ask = async (scenario: string, title: string) => {
    await turnIsOver();
    await chat.send(`scenario:${scenario}`);
    await card(title).waitFor();
  };

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("of Codex: is answered in the chat, and the agent gets what was chosen and typed", async () => {
    await ask("questions", questionTitle);
    const form = card(questionTitle);
    // A digit chooses in the question that has the focus.
    await form.getByRole("radio", { name: /Red/ }).focus();
    await editor.page.keyboard.press("2");
    equal(await form.getByRole("radio", { name: /Blue/ }).isChecked(), true);
    await form.getByRole("button", { name: "Send Answers", exact: true }).click();
    await form.getByText("an answer is needed").waitFor();
    await editor.workbench.picture("questions");
    await form
      .getByRole("group", { name: "Which size?" })
      .getByLabel("Something else")
      .fill("Medium");
    await form.getByRole("button", { name: "Send Answers", exact: true }).click();
    await chat.text(/You said: .*Blue.*Medium/).waitFor();
    await gone(questionTitle);
  });

  it("of Codex: is also answered by VS Code's prompts, from its notification", async () => {
    await ask("question", questionTitle);
    await editor.workbench
      .toast(questionTitle)
      .last()
      .getByRole("button", { name: "Answer…" })
      .click();
    await editor.workbench.quickPick("Send Answers").first().click();
    await editor.workbench.quickPick("Red").click();
    await chat.text(/You said: .*Red/).waitFor();
  });

  it("of Codex: is declined, and the turn goes on", async () => {
    await ask("question declined", questionTitle);
    await card(questionTitle).getByRole("button", { name: "Skip", exact: true }).click();
    await gone(questionTitle);
    await until("the agent went on", async () => (await chat.text(/You said:/).count()) === 1);
  });

  it("of Codex: stays open when its prompts are cancelled, keeps its values while the chat is hidden, and ends with the turn", async () => {
    await ask("question again", questionTitle);
    await card(questionTitle).getByRole("radio", { name: /Red/ }).check();
    await editor.workbench.command("View: Toggle Secondary Side Bar Visibility");
    await until(
      "the chat is hidden",
      async () =>
        !(await editor.page
          .locator("iframe.webview.ready[src*='folio-codex']")
          .first()
          .isVisible()
          .catch(() => false)),
    );
    await editor.workbench.openChat();
    equal(await card(questionTitle).getByRole("radio", { name: /Red/ }).isChecked(), true);
    await chat.button("Stop").click();
    await gone(questionTitle);
  });

  const server = "mock asks for details";
  it("of an MCP server: has every type of field, and says what is wrong with each", async () => {
    await ask("elicit", server);
    const form = card(server);
    await form.getByText("Please tell me about you").waitFor();
    await form.getByRole("textbox", { name: "Name" }).fill("x");
    await form.getByRole("textbox", { name: "E-mail" }).fill("nobody");
    await form.getByRole("textbox", { name: "Age" }).fill("1.5");
    await form.getByRole("textbox", { name: "Share" }).fill("7");
    await form.getByRole("button", { name: "Send" }).click();
    for (const problem of [
      "At least 2 characters.",
      "This must be an e-mail address.",
      "This must be a whole number.",
      "At most 1.",
      "Colour: an answer is needed.",
    ])
      await form.getByText(problem).waitFor();
    await editor.workbench.picture("elicitation");
    await form.getByRole("textbox", { name: "Name" }).fill("Ada");
    await form.getByRole("textbox", { name: "E-mail" }).fill("ada@example.com");
    await form.getByRole("textbox", { name: "Age" }).fill("36");
    await form.getByRole("textbox", { name: "Share" }).fill("0.5");
    await form.getByRole("checkbox", { name: "Agree" }).check();
    await form.getByRole("radio", { name: "Green" }).check();
    await form.getByRole("radio", { name: "Square" }).check();
    await form.getByRole("checkbox", { name: "M" }).check();
    await form.getByRole("checkbox", { name: "L" }).check();
    await form.getByRole("button", { name: "Send" }).click();
    await chat.text(/The tool said:/).waitFor();
    await turnIsOver();
    const said = await chat
      .text(/The tool said:/)
      .last()
      .textContent();
    const sent: unknown = JSON.parse(
      /\{"action".*?\}\}/.exec((said ?? "").replaceAll("\\", ""))?.[0] ?? "{}",
    );
    deepEqual((sent as { content: unknown }).content, {
      name: "Ada",
      email: "ada@example.com",
      age: 36,
      share: 0.5,
      agree: true,
      colour: "green",
      shape: "s",
      sizes: ["M", "L"],
    });
  });

  it("of an MCP server: is declined", async () => {
    await ask("elicit", server);
    await card(server).getByRole("button", { name: "Decline", exact: true }).click();
    await gone(server);
    await chat.text(/The tool said: .*decline/).waitFor();
  });

  it("of an MCP server: opens an address only after a question that shows all of it", async () => {
    const page = "mock asks you to open a page";
    await ask("elicit-url", page);
    await card(page).getByText("https://example.com/sign-in").waitFor();
    await card(page).getByRole("button", { name: "Open in Browser" }).click();
    const dialog = editor.page.getByRole("dialog").filter({ hasText: "Open this address" });
    match((await dialog.textContent()) ?? "", /https:\/\/example\.com\/sign-in/);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    equal(await card(page).count(), 1, "leaving it leaves it open");
    await card(page).getByRole("button", { name: "Decline", exact: true }).click();
    await gone(page);
  });

  const tool = "MCP server mock wants to run a tool";
  it("of an MCP tool: shows the tool with its arguments, and runs it after approval", async () => {
    await ask("mcp-tool", tool);
    await card(tool).getByText("the old world").waitFor();
    await editor.workbench.picture("mcp-tool");
    await card(tool).getByRole("button", { name: "Approve", exact: true }).click();
    await chat.text(/The tool said: .*destroyed the old world/).waitFor();
    await ask("mcp-tool", tool);
    await card(tool).getByRole("button", { name: "Decline", exact: true }).click();
    await gone(tool);
  });

  const permission = "Codex wants more permissions";
  it("of a permission: grants only what was chosen, for the turn or the session", async () => {
    await ask("permissions", permission);
    await card(permission).getByText("I need the network and a folder.").waitFor();
    await card(permission).getByRole("checkbox", { name: "Use the network" }).uncheck();
    await editor.workbench.picture("permissions");
    await card(permission).getByRole("button", { name: "Grant for This Turn" }).click();
    await chat.text(/Granted:/).waitFor();
    await turnIsOver();
    const said = await chat
      .text(/Granted:/)
      .last()
      .textContent();
    match(said ?? "", /\/opt\/scenario/);
    equal(/enabled/.test(said ?? ""), false);
    await ask("permissions", permission);
    await card(permission).getByRole("button", { name: "Decline", exact: true }).click();
    await gone(permission);
  });
});
