/// <reference lib="dom" />
import { deepEqual, ok } from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "mocha";
import { useEditor } from "../support/editor.ts";
import { until } from "../support/processes.ts";
import { packVsix, unpackInto } from "../support/vsix.ts";
import { scratch } from "../support/vscodeServer.ts";

describe("the installed package", () => {
  const folder = join(scratch(), "installed");
  before(function () {
    this.timeout(120_000);
    unpackInto(folder, packVsix().files);
  });
  const editor = useEditor({ extensions: [folder], isFirstRun: true });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("shows the chat at once", async () => {
    const chat = await editor.workbench.chat();
    await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
  });

  it("has a page that begins with what to do, and no picture that cannot be drawn", async () => {
    await editor.workbench.command("Extensions: Show Installed Extensions");
    await editor.page
      .locator(".extension-list-item")
      .filter({ hasText: "Folio for Codex" })
      .click();
    await editor.workbench.tab("Extension: Folio for Codex").waitFor();
    /** Headings and broken pictures of the page, wherever VS Code draws it. */
    const found = async () =>
      (
        await Promise.all(
          editor.page.frames().map(frame =>
            frame
              .evaluate(() => ({
                headings: Array.from(
                  document.querySelectorAll("h2"),
                  ({ textContent }) => textContent,
                ),
                broken: Array.from(document.images).filter(({ naturalWidth }) => naturalWidth === 0)
                  .length,
              }))
              .catch(() => null),
          ),
        )
      ).find(page => page?.headings.includes("What it does"));
    await until("the page is drawn", async () => (await found()) !== undefined);
    const page = await found();
    deepEqual([page?.headings[0], page?.broken], ["Get started", 0]);
    await editor.workbench.picture("extension-page");
  });

  it("has a walkthrough that opens the chat", async () => {
    await editor.workbench.command("Welcome: Open Walkthrough");
    await editor.workbench.quickPick("Get Started with Folio").first().click();
    const steps = editor.page.locator(".getting-started-step");
    await steps.first().waitFor();
    const titles = await editor.page.locator(".getting-started-step .step-title").allInnerTexts();
    deepEqual(titles, [
      "Install Codex",
      "Sign in",
      "Ask for something small",
      "Decide what happens",
      "Choose how much to allow",
      "Go back whenever you like",
    ]);
    await steps.filter({ hasText: "Ask for something small" }).click();
    await editor.workbench.picture("walkthrough");
    await editor.page.getByRole("button", { name: "Open Chat", exact: true }).first().click();
    const chat = await editor.workbench.chat();
    ok(await chat.composer.isVisible());
  });
});
