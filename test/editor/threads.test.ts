import { equal, match } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { until } from "../support/processes.ts";
import { freshThread } from "../support/freshThread.ts";
import type { Chat } from "../support/workbench.ts";

describe("threads", () => {
  const editor = useEditor();
  let chat: Chat;

  /** Leaves one thread for another, with a draft in it. */
  const leaveDraft = async (name: string) => {
    await chat.send(`scenario:hello ${name}`);
    await chat.text("Hello from Codex.").waitFor();
    await chat.composer.fill(`draft of ${name}`);
    await editor.workbench.command("Folio: New Thread");
    await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
    await until("the composer is empty", async () => (await chat.composer.inputValue()) === "");
    await chat.send(`scenario:reasoning after ${name}`);
    await chat.text("Thought through.").waitFor();
  };

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("each keep their own draft when a new one is begun", async () => {
    await leaveDraft("the first");
    equal(await chat.composer.inputValue(), "");
    await editor.workbench.command("Folio: Open Thread");
    await editor.workbench.quickPick("scenario:hello the first").click();
    await until(
      "its draft is back",
      async () => (await chat.composer.inputValue()) === "draft of the first",
    );
  });

  it("of this folder are resumed from a quick pick", async () => {
    await leaveDraft("a stored one");
    await editor.workbench.command("Folio: Open Thread");
    await editor.workbench.quickPick("scenario:reasoning after a stored one").waitFor();
    await editor.workbench.quickPick("scenario:hello a stored one").click();
    await chat.text("Hello from Codex.").waitFor();
    equal(await chat.text("Thought through.").count(), 0);
  });

  it("get the editor's selection into the composer", async () => {
    await editor.page
      .locator(".explorer-viewlet, .explorer-folders-view")
      .getByText("README.md")
      .first()
      .dblclick();
    await editor.workbench.tab("README.md").waitFor();
    await editor.page.locator(".monaco-editor .view-lines").first().click();
    await editor.page.keyboard.press("Control+A");
    await editor.workbench.command("Folio: Send Selection to Chat");
    await until("it is there", async () =>
      (await chat.composer.inputValue()).includes("# Corner shop"),
    );
    match(await chat.composer.inputValue(), /^README\.md:1-\d+\n```markdown\n# Corner shop/);
  });

  it("have only those commands in the palette that make sense now", async () => {
    equal(await editor.workbench.offers("Folio: New Thread"), true);
    equal(await editor.workbench.offers("Folio: Accept Change"), false);
    equal(await editor.workbench.offers("Folio: Cancel Signing In"), false);
  });
});
