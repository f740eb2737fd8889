import { equal } from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";

describe("a trusted folder", () => {
  const editor = useEditor();

  it("gets nothing written into the user's config.toml, also when a turn may write", async () => {
    mkdirSync(join(editor.workspace, ".codex"), { recursive: true });
    writeFileSync(join(editor.workspace, ".codex", "config.toml"), "");
    const config = () => readFileSync(join(editor.codexHome, "config.toml"), "utf8");
    const before = config();
    const chat = await editor.workbench.openChat();
    await chat.send("scenario:command");
    await chat
      .ask("Codex wants to run a command")
      .getByRole("button", { name: "Approve", exact: true })
      .click();
    await chat.text("Done.").waitFor();
    equal(readFileSync(join(editor.workspace, "made-by-command.txt"), "utf8"), "hello\n");
    equal(config(), before);
  });
});

describe("a folder with settings of its own", () => {
  const editor = useEditor({ opensLater: true });

  it("cannot widen what may run", async () => {
    mkdirSync(join(editor.workspace, ".vscode"), { recursive: true });
    writeFileSync(
      join(editor.workspace, ".vscode", "settings.json"),
      JSON.stringify({
        "folio.approvalPolicy": "on-request",
        "folio.sandbox": "danger-full-access",
        "folio.server.path": "/bin/false",
        "folio.model": "gpt-5.4",
      }),
    );
    await editor.open();
    const chat = await editor.workbench.openChat();
    await chat.send("scenario:command");
    await chat
      .ask("Codex wants to run a command")
      .getByRole("button", { name: "Decline", exact: true })
      .click();
    await chat.text("You declined it.").waitFor();
    // The folder's settings were read: the one that allows nothing more is in force.
    equal((editor.model.requests.at(-1) as { model: string }).model, "gpt-5.4");
  });
});
