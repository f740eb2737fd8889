import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("going back before a turn, in a folder without Git", () => {
  const editor = useEditor();
  let chat: Chat;
  const path = (name: string) => join(editor.workspace, name);
  const read = (name: string) => readFileSync(path(name), "utf8");
  /** Every file on disk with its hash. */
  const disk = () =>
    Object.fromEntries(
      readdirSync(editor.workspace, { recursive: true, encoding: "utf8" })
        .filter(name => statSync(path(name)).isFile())
        .sort()
        .map(name => [
          name,
          createHash("sha256")
            .update(readFileSync(path(name)))
            .digest("hex"),
        ]),
    );
  const run = async () => {
    await chat.send("scenario:mixture");
    await chat
      .ask("Codex wants to change files")
      .getByRole("button", { name: "Accept", exact: true })
      .click();
    await chat
      .ask("Codex wants to run a command")
      .getByRole("button", { name: "Approve", exact: true })
      .click();
    await chat.text("All changed.").last().waitFor();
    const kept = chat.frame.getByRole("button", { name: "4 files changed" });
    await until("what it changed is kept", async () => (await kept.count()) === 1);
  };
  const restore = async (what: string) => {
    await chat.frame.getByRole("button", { name: "Restore…" }).last().click();
    await editor.workbench.quickPick(what).first().click();
  };
  const dialog = () => editor.workbench.dialog;

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("shows what the turn changed, by patch and by shell", async () => {
    const before = disk();
    await run();
    ok(existsSync(path("made.bin")) && !existsSync(path("src/receipt.js")));
    await chat.frame.getByRole("button", { name: "4 files changed" }).click();
    await editor.workbench.tab(/Changes of this turn \(4 files\)/).waitFor();
    // It takes the focus as soon as it is drawn, and would close what is open then.
    await editor.page.locator(".monaco-diff-editor .view-line").first().waitFor();
    await editor.workbench.picture("turn-changes");
    await restore("Restore Files");
    match((await dialog().textContent()) ?? "", /Restore 4 files\?/);
    await dialog().getByRole("button", { name: "Restore Files" }).click();
    await until(
      "all is as before, byte for byte",
      () => JSON.stringify(disk()) === JSON.stringify(before),
    );
    const restored = disk();
    await editor.workbench.toast("4 files restored.").getByRole("button", { name: "Undo" }).click();
    await until(
      "the restore is undone",
      () => existsSync(path("made.bin")) && !existsSync(path("src/receipt.js")),
    );
    await restore("Restore Files");
    await dialog().getByRole("button", { name: "Restore Files" }).click();
    await until(
      "it is restored again, and nothing is left beside it",
      () => JSON.stringify(disk()) === JSON.stringify(restored),
    );
  });

  it("keeps what the person changed since: other lines are merged, and files with conflicts are left alone", async () => {
    await run();
    writeFileSync(path("src/basket.js"), `${read("src/basket.js")}// mine\n`);
    writeFileSync(path("README.md"), read("README.md").replace("more\n", "more, mine\n"));
    await restore("Restore Files");
    match(
      (await dialog().textContent()) ?? "",
      /README\.md: stays, you changed the same lines since/,
    );
    match(
      (await dialog().textContent()) ?? "",
      /src\/basket\.js: back to before this turn, with your later edits/,
    );
    await dialog().getByRole("button", { name: "Restore Files" }).click();
    await until("both are joined", () =>
      /in cents, so that[^]*\/\/ mine\n$/.test(read("src/basket.js")),
    );
    ok(read("README.md").endsWith("more, mine\n"));
    await editor.workbench.tab(/README\.md \(before the turn/).waitFor();
    ok(existsSync(path("src/receipt.js")) && !existsSync(path("made.bin")));
  });

  it("restores what a turn changed that a reload of the window cut off", async () => {
    await chat.send("scenario:two-commands");
    const approve = () =>
      chat
        .ask("Codex wants to run a command")
        .getByRole("button", { name: "Approve", exact: true })
        .first();
    await approve().click();
    // The server decides which of the two asks first.
    const isMade = () => existsSync(path("one.txt")) || existsSync(path("two.txt"));
    await until("the first command ran", isMade);
    await approve().waitFor();
    await editor.workbench.reload();
    chat = await editor.workbench.openChat();
    await chat.frame.getByRole("button", { name: "1 file changed" }).waitFor();
    await restore("Restore Files");
    await dialog().getByRole("button", { name: "Restore Files" }).click();
    await until("the file is gone again", () => !isMade());
  });

  it("takes the turn out of the conversation, and gives its message back", async () => {
    await chat.send("scenario:hello first");
    await chat.text("Hello from Codex.").last().waitFor();
    await chat.send("scenario:hello second");
    await until("both answered", async () => (await chat.text("Hello from Codex.").count()) === 2);
    const before = disk();
    await restore("Restore Conversation");
    await until(
      "one answer is left",
      async () => (await chat.text("Hello from Codex.").count()) === 1,
    );
    await until(
      "the question is back",
      async () => (await chat.composer.inputValue()) === "scenario:hello second",
    );
    deepEqual(disk(), before);
    equal(await chat.text("scenario:hello second").count(), 0);
  });
});
