import { equal } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { until } from "../support/processes.ts";

describe("a rule that is added while automatic approval is off", () => {
  const editor = useEditor();

  it("says that it is saved, and not active until it is turned on", async () => {
    const chat = await editor.workbench.openChat();
    const card = chat.ask("Codex wants to run a command");
    await chat.send("scenario:node-command");
    await card.waitFor();
    await editor.workbench.command("Folio: Add a Rule…");
    const pick = editor.workbench.quickPick("allow exactly “node src/basket.js”").first();
    await pick.waitFor();
    equal((await pick.innerText()).includes("{"), false, "a rule is told in words");
    await pick.click();
    await editor.workbench.dialog.getByText("Turn on automatic approval?").waitFor();
    await editor.workbench.dialog.getByRole("button", { name: "Cancel" }).click();
    const told = editor.workbench.toast("Your rule is saved, but not active");
    await told.waitFor();
    equal(await card.count(), 1);
    await told.getByRole("button", { name: "Turn On", exact: true }).click();
    await until("the rule decides", async () => (await card.count()) === 0);
  });
});
