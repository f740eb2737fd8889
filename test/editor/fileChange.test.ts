import { deepEqual, equal, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("a file change that needs approval", () => {
  // As on the desktop, typed text stays unsaved, however slow the machine is.
  const editor = useEditor({
    settings: { "folio.notifications": "always", "files.autoSave": "off" },
  });
  const title = "Codex wants to change files";
  let chat: Chat;
  const read = (name: string) => readFileSync(join(editor.workspace, name), "utf8");
  const isDone = (text: string) => chat.text(text).last().waitFor();
  const noDiff = () =>
    until(
      "the diff is closed",
      async () => (await editor.workbench.tab("proposed by Codex").count()) === 0,
    );

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("opens as a native diff before anything is written, and is on disk after Accept in the title bar", async () => {
    const before = read("src/basket.js");
    await chat.send("scenario:update");
    await editor.workbench.tab("basket.js (proposed by Codex)").waitFor();
    equal(read("src/basket.js"), before);
    const crumbs = editor.page.locator(".breadcrumbs-control").filter({ hasText: "basket.js" });
    await crumbs.first().waitFor();
    equal((await crumbs.first().innerText()).includes("corner-shop"), false);
    await editor.workbench.picture("diff-approval");
    await editor.workbench.clickTitle("Accept Change");
    await until("the change is there", () => /Prices are whole cents/.test(read("src/basket.js")));
    await noDiff();
  });

  it("leaves the file as it was after Decline in the title bar", async () => {
    const before = read("src/basket.js");
    await chat.send("scenario:update");
    await editor.workbench.tab("basket.js (proposed by Codex)").waitFor();
    await editor.workbench.clickTitle("Decline Change");
    await isDone("You declined it.");
    equal(read("src/basket.js"), before);
    await noDiff();
  });

  it("leaves no problem of its language in the list of problems", async () => {
    await chat.send("scenario:update");
    await editor.workbench.tab("basket.js (proposed by Codex)").waitFor();
    await editor.workbench.clickTitle("Decline Change");
    await noDiff();
    // VS Code's JavaScript looks at one file after another: once it has told of this one, it has looked at the diff.
    writeFileSync(join(editor.workspace, "src/broken.js"), "const a = ;\n");
    await editor.workbench.openFile("broken.js");
    await editor.page.getByRole("button", { name: /^Errors: 1$/ }).waitFor();
  });

  it("is accepted by the lens above its hunk", async () => {
    await chat.send("scenario:add");
    await editor.workbench.tab("new.txt (proposed by Codex, new)").waitFor();
    await editor.page
      .locator(".codelens-decoration a")
      .filter({ hasText: "Accept" })
      .first()
      .click();
    await until("the file is there", () => existsSync(join(editor.workspace, "notes/new.txt")));
    equal(read("notes/new.txt"), "first\nsecond\n");
    await noDiff();
  });

  it("closes its diff when it is answered on the card", async () => {
    await chat.send("scenario:delete");
    await editor.workbench.tab("receipt.js (proposed by Codex, deleted)").waitFor();
    await chat.ask(title).getByRole("button", { name: "Decline", exact: true }).click();
    await noDiff();
    ok(existsSync(join(editor.workspace, "src/receipt.js")));
  });

  it("is shown as an overwrite when it adds a file that exists", async () => {
    const before = read("README.md");
    await chat.send("scenario:overwrite");
    await editor.workbench.tab("README.md (proposed by Codex, overwrites a file)").waitFor();
    await editor.page.getByText("This overwrites a file that exists.").first().waitFor();
    await editor.workbench.clickTitle("Decline Change");
    await noDiff();
    equal(read("README.md"), before);
  });

  it("becomes an overwrite when the file appears while it waits", async () => {
    await chat.send("scenario:add");
    await editor.workbench.tab("new.txt (proposed by Codex, new)").waitFor();
    mkdirSync(join(editor.workspace, "notes"));
    writeFileSync(join(editor.workspace, "notes/new.txt"), "mine\n");
    await editor.workbench.clickTitle("Accept Change");
    await editor.workbench.tab("new.txt (proposed by Codex, overwrites a file)").waitFor();
    equal(read("notes/new.txt"), "mine\n");
    await editor.workbench.clickTitle("Decline Change");
    await noDiff();
    equal(read("notes/new.txt"), "mine\n");
  });

  it("leaves all files byte for byte when it is declined, whether it changes, moves, deletes or adds them", async () => {
    const hashes = () =>
      readdirSync(editor.workspace, { recursive: true, encoding: "utf8" })
        .sort()
        .filter(name => statSync(join(editor.workspace, name)).isFile())
        .map(name => {
          const content = readFileSync(join(editor.workspace, name));
          return `${name} ${createHash("sha256").update(content).digest("hex")}`;
        });
    const before = hashes();
    await chat.send("scenario:move-and-change");
    await editor.workbench.tab(/and 2 more \(proposed by Codex\) \(3 files\)/).waitFor();
    await editor.workbench.clickTitle("Decline Change");
    await noDiff();
    await isDone("You declined it.");
    deepEqual(hashes(), before);
  });

  it("is not accepted when the file has changed since it was shown: the new diff is shown first", async () => {
    await chat.send("scenario:update");
    await editor.workbench.tab("basket.js (proposed by Codex)").waitFor();
    appendFileSync(join(editor.workspace, "src/basket.js"), "// a person was here\n");
    await editor.workbench.clickTitle("Accept Change");
    await editor.workbench.toast("changed since this was shown").waitFor();
    equal(read("src/basket.js").includes("whole cents"), false);
    await editor.page
      .locator(".view-line")
      .filter({ hasText: "a person was here" })
      .first()
      .waitFor();
    await editor.workbench.clickTitle("Accept Change");
    await until("both changes are there", () =>
      /whole cents[^]*a person was here/.test(read("src/basket.js")),
    );
  });

  it("shows several files in the multi-diff editor, with lenses and title buttons", async () => {
    await chat.send("scenario:several");
    await editor.workbench.tab(/and 1 more \(proposed by Codex\) \(2 files\)/).waitFor();
    await editor.page
      .locator(".codelens-decoration a")
      .filter({ hasText: "Accept" })
      .nth(1)
      .waitFor();
    await editor.workbench.picture("multi-diff");
    await editor.workbench.clickTitle("Accept Change");
    await until(
      "both files are written",
      () =>
        existsSync(join(editor.workspace, "notes/a.txt")) &&
        /pieces \+ item\.count/.test(read("src/basket.js")),
    );
    equal(read("notes/a.txt"), "a\n");
    await noDiff();
  });

  it("is not accepted over unsaved text in an editor before the person was told", async () => {
    await editor.page.locator(".explorer-folders-view").getByText("README.md").first().dblclick();
    await editor.workbench.tab("README.md").waitFor();
    await editor.page.locator(".monaco-editor .view-lines").first().click();
    await chat.send("scenario:overwrite");
    await editor.workbench.tab("README.md (proposed by Codex, overwrites a file)").waitFor();
    const before = read("README.md");
    await editor.workbench.tab("README.md").first().click();
    await editor.page.locator(".monaco-editor .view-lines").first().click();
    await editor.page.keyboard.type("unsaved ");
    await chat.ask(title).getByRole("button", { name: "Accept", exact: true }).click();
    await editor.workbench.toast("README.md changed since this was shown").waitFor();
    await editor.page.getByText("has unsaved changes in an editor.").first().waitFor();
    equal(read("README.md"), before);
    await editor.page.keyboard.press("Control+Alt+Backspace");
    await noDiff();
    equal(read("README.md"), before);
  });

  it("shows a placeholder for a binary file, and is accepted by key", async () => {
    writeFileSync(join(editor.workspace, "logo.bin"), Buffer.from([0, 1, 2, 255, 0, 128]));
    await chat.send("scenario:over-binary");
    await editor.workbench.tab("logo.bin (proposed by Codex, overwrites a file)").waitFor();
    await editor.page.getByText("6 bytes that are not UTF-8 text").first().waitFor();
    await editor.page.locator(".monaco-diff-editor .view-lines").last().click();
    await editor.workbench.armed();
    await editor.page.keyboard.press("Control+Alt+Enter");
    await until("it is written", () => read("logo.bin") === "text\n");
    await noDiff();
  });

  it("shows a placeholder for a file of 100 MB, at once", async () => {
    writeFileSync(join(editor.workspace, "logo.bin"), "");
    truncateSync(join(editor.workspace, "logo.bin"), 100 * 1024 * 1024);
    await chat.send("scenario:over-binary");
    await editor.workbench
      .tab("logo.bin (proposed by Codex, overwrites a file)")
      .waitFor({ timeout: 5000 });
    await editor.page.getByText("too large to show").first().waitFor();
    await editor.workbench.clickTitle("Decline Change");
    await noDiff();
  });

  it("can only be declined when its file is gone", async () => {
    await chat.send("scenario:update");
    await editor.workbench.tab("basket.js (proposed by Codex)").waitFor();
    rmSync(join(editor.workspace, "src/basket.js"));
    await chat.ask(title).getByRole("button", { name: "Accept", exact: true }).click();
    await editor.workbench.toast("no longer fits src/basket.js").waitFor();
    equal(existsSync(join(editor.workspace, "src/basket.js")), false);
    await chat.ask(title).getByRole("button", { name: "Decline", exact: true }).click();
    await noDiff();
  });

  it("warns of a file outside the workspace", async () => {
    await chat.send("scenario:outside");
    await editor.page.getByText("is outside the workspace").first().waitFor();
    await editor.workbench.command("Folio: Decline Change");
    await noDiff();
    equal(existsSync(join(editor.workspace, "../outside-of-folio.txt")), false);
  });

  it("never appears for a patch that does not fit, and the agent is told", async () => {
    await chat.send("scenario:failing-patch");
    await chat.frame
      .getByText(/verification failed|Failed to find/)
      .last()
      .waitFor();
    equal(await chat.ask(title).count(), 0);
  });

  it("moves a file when it is accepted in the notification", async () => {
    await chat.send("scenario:move");
    await editor.workbench.tab("print.js (proposed by Codex, moved)").waitFor();
    await editor.workbench.armed();
    await editor.workbench
      .toast("Codex wants to change src/receipt.js → src/print.js (moved)")
      .last()
      .getByRole("button", { name: "Accept" })
      .click();
    await until(
      "the file moved",
      () =>
        existsSync(join(editor.workspace, "src/print.js")) &&
        !existsSync(join(editor.workspace, "src/receipt.js")),
    );
    ok(readFileSync(join(editor.workspace, "src/print.js"), "utf8").includes("// moved"));
  });
});
