import { equal } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("a question of the agent", () => {
  const editor = useEditor({ config: "[features]\ndefault_mode_request_user_input = true" });
  const title = "Codex has a question";
  let chat: Chat;
  before(async () => {
    chat = await editor.workbench.openChat();
  });

  it("is answered in VS Code's own quick pick, and the agent gets what was picked", async () => {
    await chat.send("scenario:question");
    await chat.ask(title).getByRole("button", { name: "Answer…" }).click();
    await editor.workbench.quickPick("Blue").waitFor();
    await editor.workbench.picture("question");
    await editor.workbench.quickPick("Blue").click();
    await chat.text(/You said: .*Blue/).waitFor();
    equal(await chat.ask(title).count(), 0);
  });

  it("is refused by the card's Decline, and the turn goes on", async () => {
    await chat.send("scenario:question declined");
    await chat.ask(title).getByRole("button", { name: "Decline", exact: true }).click();
    await until("the turn is over", async () => (await chat.button("Stop").count()) === 0);
    equal(await chat.ask(title).count(), 0);
    await until("the agent went on", async () => (await chat.text(/You said:/).count()) === 2);
  });

  it("stays open when its form is left, and ends with the turn", async () => {
    await chat.send("scenario:question again");
    await editor.workbench.toast(title).last().getByRole("button", { name: "Answer…" }).click();
    await editor.workbench.quickPick("Red").waitFor();
    await editor.page.keyboard.press("Escape");
    equal(await chat.ask(title).count(), 1);
    await chat.button("Stop").click();
    await until("it is withdrawn", async () => (await chat.ask(title).count()) === 0);
  });
});
