import { deepEqual, equal, match, ok } from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { twelveFiles } from "../model/scenarios.ts";
import { useEditor } from "../support/editor.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

const [firstFile, secondFile] = twelveFiles;
if (!firstFile || !secondFile) throw new Error("There are no files.");

for (const [name, settings] of [
  ["as soon as possible", { "files.autoSave": "afterDelay", "files.autoSaveDelay": 1 }],
  ["after a second", { "files.autoSave": "afterDelay", "files.autoSaveDelay": 1000 }],
  ["never", { "files.autoSave": "off" }],
] as const)
  describe(`a partial review of 12 files, where VS Code saves ${name}`, () => {
    const editor = useEditor({ settings });
    let chat: Chat;
    const path = (file: string) => join(editor.workspace, file);
    const lens = (text: string): Locator =>
      editor.page
        .locator(".codelens-decoration > *")
        .filter({ hasText: new RegExp(`^\\s*${text}$`) });
    const disk = () =>
      Object.fromEntries(
        twelveFiles.map(file => [file.path, readFileSync(path(file.path), "utf8")]),
      );
    const original = Object.fromEntries(twelveFiles.map(file => [file.path, file.text]));
    /** The texts that must be on disk: the proposal without its first hunk, and with the typed text. */
    const wanted = Object.fromEntries(
      twelveFiles.map(file => {
        const changes = file === firstFile ? file.changes.slice(1) : file.changes;
        const text = changes.reduce((now, [old, next]) => now.replace(old, next), file.text);
        const [, typedAt = ""] = secondFile.changes[0] ?? [];
        return [
          file.path,
          file === secondFile ? text.replace(`${typedAt}\n`, `${typedAt} // mine\n`) : text,
        ];
      }),
    );
    const positionIs = (line: number) =>
      until(`the cursor is in line ${line}`, async () =>
        (
          (await editor.page.locator("[id='status.editor.selection']").textContent()) ?? ""
        ).includes(`Ln ${line},`),
      );

    before(async () => {
      chat = await editor.workbench.openChat();
    });

    it("writes all files, shows the result everywhere and after a reload, and takes all of it back by Undo", async () => {
      mkdirSync(path("lib"), { recursive: true });
      for (const file of twelveFiles) writeFileSync(path(file.path), file.text);
      // One of the files is open in an editor.
      await editor.workbench.openFile("mod03.js");
      await chat.send("scenario:twelve-files");
      await editor.workbench.tab(/and 11 more \(proposed by Codex\) \(12 files\)/).waitFor();
      await until(
        "the first hunks have their lenses",
        async () => (await lens("Reject").count()) > 3,
      );
      await editor.page.locator(".editor.modified .view-line").first().click();
      await editor.page.keyboard.press("Control+Home");
      await editor.page.keyboard.press("Control+Alt+n");
      // Each decision moves on to the next undecided hunk, also into the next file.
      await positionIs(19);
      await editor.page.keyboard.press("Control+Alt+y");
      await positionIs(36);
      await editor.page.keyboard.press("Control+Alt+y");
      await positionIs(2);
      await editor.page.keyboard.press("End");
      await editor.page.keyboard.type(" // mine");
      await lens("Changed by you").waitFor();
      await editor.page.keyboard.press("Control+Alt+j");
      await positionIs(19);
      await editor.page.keyboard.press("Control+Alt+k");
      await positionIs(2);
      await editor.workbench.clickTitle("Accept Change");
      await chat.text("12 files written, 1 in part, 1 as you changed it").waitFor();
      deepEqual(disk(), wanted);
      await chat.frame.getByRole("button", { name: /^You took 29 of 30 hunks/ }).waitFor();
      await until(
        "Codex goes on",
        async () => (await chat.text(/^12 files changed$/).count()) === 1,
      );
      equal(await chat.text(/I reviewed this change/).count(), 0);
      equal(await chat.text(/nothing written/).count(), 0);
      const request = JSON.stringify(editor.model.requests.at(-1));
      match(request, /hunk 1 of 3: refused \(line 2\); I kept:/);
      match(request, /hunk 1 of 3: changed \(line 2\) to:/);
      equal(await editor.workbench.tab(/mod\d+\.js/).count(), 1);
      await editor.workbench.tab("mod03.js").click();
      await editor.page.locator(".view-line").filter({ hasText: "let value19 = 3 + 19" }).waitFor();
      equal(await editor.page.locator(".tabs-container .tab.dirty").count(), 0);
      ok(!readdirSync(path("lib")).some(file => file.includes("folio")));

      await editor.workbench.reload();
      chat = await editor.workbench.openChat();
      await chat.text("12 files written, 1 in part, 1 as you changed it").waitFor();
      await chat.frame.getByRole("button", { name: /^You took 29 of 30 hunks/ }).waitFor();

      await chat.frame.getByRole("button", { name: "12 files changed" }).waitFor();
      await chat.frame.getByRole("button", { name: "Restore…" }).last().click();
      await editor.workbench.quickPick("Restore Files").first().click();
      const dialog = editor.workbench.dialog;
      match((await dialog.textContent()) ?? "", /Restore 12 files\?/);
      await dialog.getByRole("button", { name: "Restore Files" }).click();
      await until("all is as before", () => JSON.stringify(disk()) === JSON.stringify(original));
    });
  });
