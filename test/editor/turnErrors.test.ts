import { equal } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("a turn that fails", () => {
  const editor = useEditor();
  let chat: Chat;
  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  const cases = [
    ["401", "OpenAI refused your sign-in", "Sign In"],
    ["429", "You have reached your usage limit", "Try Again"],
    ["500", "The model is busy", "Try Again"],
    ["drop", "The turn failed", "Try Again"],
    ["context-full", "This conversation is full", "New Thread"],
  ] as const;
  for (const [scenario, title, button] of cases)
    it(`says what happened and what to do (${scenario})`, async () => {
      await chat.send(`scenario:${scenario}`);
      const card = chat.frame.getByRole("group", { name: `Error: ${title}` }).last();
      await card.waitFor({ timeout: 30_000 });
      equal(await card.getByRole("button", { name: button }).count(), 1);
      await until("the composer is free", async () => (await chat.button("Stop").count()) === 0);
      if (scenario === "429") await editor.workbench.picture("usage-limit");
    });

  it("greys out half an answer that a retry replaces", async () => {
    await chat.send("scenario:drop-once");
    await chat.text("The whole answer, after reconnecting.").waitFor();
    await chat.frame
      .getByRole("group", { name: "Codex, before reconnecting" })
      .getByText("Half an answ")
      .waitFor();
  });

  it("can be tried again, once for each click", async () => {
    const cards = chat.frame.getByRole("group", { name: "Error: The model is busy" });
    await chat.send("scenario:500 again");
    await until(
      "it failed",
      async () => (await cards.count()) > 0 && (await chat.button("Stop").count()) === 0,
    );
    await cards.last().getByRole("button", { name: "Try Again" }).click();
    await until(
      "it was said again",
      async () => (await chat.text("scenario:500 again").count()) === 2,
      30_000,
    );
  });
});
