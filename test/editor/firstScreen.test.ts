/// <reference lib="dom" />
import { equal, ok } from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { manifest } from "../../src/build/paths.mjs";
import { useEditor, type Editor } from "../support/editor.ts";
import { appServers } from "../support/processes.ts";

const ready = "What would you like to do?";

/** Waits until Folio answers, so that what it does at its start is done. */
async function answers({ workbench, page }: Editor): Promise<void> {
  await workbench.command("Folio: Show Usage");
  await workbench.quickPick("Show Log").waitFor();
  await page.keyboard.press("Escape");
}

describe("a window in which Folio runs for the first time", () => {
  const editor = useEditor({ isFirstRun: true });

  it("shows the chat at once, and leaves the focus where it is", async () => {
    const chat = await editor.workbench.chat();
    await chat.frame.getByRole("heading", { name: ready }).waitFor({ timeout: 60_000 });
    await editor.workbench.picture("first-screen");
    const isTaken = () => document.activeElement?.closest(".auxiliarybar, iframe") !== null;
    equal(await editor.page.evaluate(isTaken), false);
    ok(await chat.composer.isEditable());
  });

  it("takes a first message without any other click", async () => {
    const chat = await editor.workbench.chat();
    await chat.send("hello");
    await chat.log.getByText("hello").first().waitFor();
  });

  it("knows the next time that it has run before", () => {
    const { publisher, name } = manifest();
    ok(existsSync(join(editor.userData, "User", "globalStorage", `${publisher}.${name}`)));
  });
});

describe("a first window whose person begins without the bar", () => {
  const editor = useEditor({
    isFirstRun: true,
    settings: { "workbench.secondarySideBar.defaultVisibility": "hidden" },
  });

  it("leaves it closed, and starts nothing", async () => {
    await answers(editor);
    equal(await editor.page.locator(".part.auxiliarybar").isVisible(), false);
    equal(appServers(editor.codexHome).length, 0);
  });
});
