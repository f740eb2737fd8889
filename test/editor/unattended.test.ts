import { equal } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { byOtherClient, queueMessages } from "../support/otherClient.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("a thread that was left with a goal and queued messages", () => {
  const editor = useEditor();
  let chat: Chat;
  let count = 0;
  let name = "";
  const resume = async () => {
    await editor.workbench.command("Folio: Open Thread");
    await editor.workbench.quickPick(name).click();
  };

  /** Another client leaves a thread with a goal and queued messages. */
  const leaveThread = async () => {
    name = `scenario:hello left behind ${++count}`;
    const threadId = await byOtherClient(editor.codexHome, async (server, turnEnded) => {
      const { thread } = await server.request("thread/start", { cwd: editor.workspace });
      await server.request("turn/start", {
        threadId: thread.id,
        input: [{ type: "text", text: name, text_elements: [] }],
      });
      await turnEnded;
      return thread.id;
    });
    // The thread is not loaded, so nothing runs before it is opened.
    await byOtherClient(editor.codexHome, async server => {
      await queueMessages(server, threadId, ["scenario:reasoning queued", "to be edited", "to go"]);
      await server.request("thread/goal/set", {
        threadId,
        objective: "Leave no test red",
        status: "active",
      });
    });
  };

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(async () => {
    await freshThread(editor);
    await leaveThread();
    await resume();
    await chat.text("3 messages are held").waitFor();
  });

  it("shows both and runs neither", async () => {
    await chat.text("Goal paused").waitFor();
    await chat.text("Leave no test red").waitFor();
    await editor.workbench.picture("unattended");
    const { length } = editor.model.requests;
    // What Codex would have run by itself, it would have begun before this.
    await editor.workbench.command("Folio: New Thread");
    await chat.send("scenario:reasoning elsewhere");
    await chat.text("Thought through.").waitFor();
    equal(editor.model.requests.length, length + 1);
    await resume();
    await chat.text("3 messages are held").waitFor();
    equal(await chat.frame.getByRole("article").count(), 1);
  });

  it("puts a held message into the composer, after the text that is there", async () => {
    await chat.composer.fill("mine first");
    await chat.frame
      .getByRole("listitem")
      .filter({ hasText: "to be edited" })
      .getByRole("button", { name: "Edit" })
      .click();
    await until(
      "it is there",
      async () => (await chat.composer.inputValue()) === "mine first\nto be edited",
    );
    await chat.text("2 messages are held").waitFor();
  });

  it("deletes a held message, or sends one, when told to", async () => {
    const row = (text: string) => chat.frame.getByRole("listitem").filter({ hasText: text });
    await row("to go").getByRole("button", { name: "Delete" }).click();
    await chat.text("2 messages are held").waitFor();
    await row("to be edited").getByRole("button", { name: "Delete" }).click();
    await chat.text("1 message is held").waitFor();
    await row("scenario:reasoning queued")
      .getByRole("button", { name: "Send", exact: true })
      .click();
    await chat.text("Thought through.").waitFor();
    await until("none is held", async () => (await chat.text(/held/).count()) === 0);
  });

  it("continues the goal when told to, and pauses it by Stop", async () => {
    const articles = () => chat.frame.getByRole("article").count();
    const before = await articles();
    await chat.button("Continue").click();
    await until("it works", async () => (await articles()) > before);
    await editor.workbench.command("Folio: Stop");
    await chat.text("Goal paused").waitFor();
    await chat.button("Clear").click();
    await until("it is gone", async () => (await chat.text("Leave no test red").count()) === 0);
  });
});
