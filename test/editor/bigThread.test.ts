import { equal, ok } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import { showState, threadOf } from "../support/snapshot.ts";

describe("a chat under load", () => {
  const editor = useEditor();

  before(() => editor.workbench.openChat());
  beforeEach(() => freshThread(editor));

  it("draws at most 400 of 10,000 items, the last ones first", async () => {
    const chat = await editor.workbench.openChat();
    const turns = Array.from({ length: 1000 }, (_, turn) =>
      Array.from({ length: 10 }, (_, item) => `said ${turn}-${item}`),
    );
    await showState(chat.frame.locator("body"), threadOf(turns));
    await chat.text("said 999-9").waitFor();
    const drawn = () => chat.frame.locator("[data-item]").count();
    ok((await drawn()) <= 400);
    for (let more = 0; more < 2; more++) {
      const before = await drawn();
      await chat.button("Load Earlier Messages").click();
      await until("more is there", async () => (await drawn()) > before);
    }
    ok((await drawn()) <= 400);
    await editor.workbench.command("Folio: Reload Chat");
    await chat.composer.waitFor();
  });

  it("shows the whole message, once, that was streamed while it was hidden", async () => {
    const chat = await editor.workbench.openChat();
    await chat.send("scenario:slow");
    await chat.text("The quick brown fox").first().waitFor();
    await editor.workbench.command("View: Toggle Secondary Side Bar Visibility");
    const sent = editor.model.sent();
    await until("the message goes on meanwhile", () => editor.model.sent() > sent + 40);
    await editor.workbench.command("Folio: Open Chat");
    await chat.composer.waitFor();
    await until("the turn is over", async () => (await chat.button("Stop").count()) === 0, 60_000);
    const said = await chat.log.innerText();
    equal(said.split("The quick brown fox").length - 1, 60);
  });
});
