import { equal, match, ok } from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { appServers, until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

describe("when something dies in the middle of a turn", () => {
  const editor = useEditor();
  let chat: Chat;
  const messages = () => chat.frame.getByRole("group", { name: "Codex", exact: true });
  const shown = async () => (await messages().last().innerText()).trim();

  /** Kills the server, and resolves when another one has taken its place. */
  const killServer = async () => {
    const [pid] = appServers(editor.codexHome);
    ok(pid);
    process.kill(pid, "SIGKILL");
    await until(
      "another server runs",
      () => appServers(editor.codexHome).some(other => other !== pid),
      8000,
    );
  };
  const keepDraft = async (text: string) => {
    await chat.composer.fill(text);
    await until("the draft is kept", () => editor.keepsDraft(text));
  };

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("keeps what was shown when the server is killed, starts another one and continues", async () => {
    await chat.send("scenario:slow");
    await until(
      "text is shown",
      async () => (await messages().count()) > 0 && (await shown()).length > 200,
    );
    await chat.composer.fill("typed while it ran");
    await killServer();
    await chat
      .text("Codex stopped during this turn (signal SIGKILL). Its answer so far is kept.")
      .waitFor();
    const kept = await shown();
    ok(kept.length > 200);
    await until("it is ready", async () => (await chat.text("is started again").count()) === 0);
    equal(await messages().count(), 1);
    match(await shown(), new RegExp(`^${kept.slice(0, 150)}`));
    equal(await chat.composer.inputValue(), "typed while it ran");
    await chat.send("scenario:hello");
    await chat.text("Hello from Codex.").waitFor();
  });

  it("voids an open approval when the server is killed: the command never runs", async () => {
    await chat.send("scenario:command");
    await chat.ask("Codex wants to run a command").waitFor();
    await killServer();
    await until(
      "the ask is gone",
      async () => (await chat.ask("Codex wants to run a command").count()) === 0,
    );
    equal(existsSync(join(editor.workspace, "made-by-command.txt")), false);
  });

  it("does not run a command that waited for approval when the window is reloaded", async () => {
    await chat.send("scenario:command");
    await chat.ask("Codex wants to run a command").waitFor();
    await keepDraft("typed meanwhile");
    const [pid] = appServers(editor.codexHome);
    await editor.workbench.reload();
    await until(
      "the old server is gone",
      () => !appServers(editor.codexHome).includes(pid ?? 0),
      5000,
    );
    chat = await editor.workbench.openChat();
    await chat
      .text(
        "Codex stopped during this turn (the editor was closed or reloaded). Its answer so far is kept.",
      )
      .last()
      .waitFor();
    equal(await chat.ask("Codex wants to run a command").count(), 0);
    equal(await chat.composer.inputValue(), "typed meanwhile");
    equal(existsSync(join(editor.workspace, "made-by-command.txt")), false);
  });

  it("shows the thread, the unfinished answer and the draft after a reload of the window", async () => {
    await chat.send("scenario:slow");
    await until(
      "text is shown",
      async () => (await messages().count()) > 0 && (await shown()).length > 200,
    );
    await killServer();
    await until("it is ready", async () => (await chat.text("is started again").count()) === 0);
    await chat.send("scenario:hello");
    await chat.text("Hello from Codex.").waitFor();
    await chat.send("scenario:slow");
    await chat.text(/^Working/).waitFor();
    // Partial answers of two turns that were cut off: by the kill, and by the reload that comes.
    await until("three answers are shown", async () => (await messages().count()) === 3);
    await until("text is shown", async () => (await shown()).length > 300);
    await keepDraft("a draft that must survive");
    const before = await shown();
    const [pid] = appServers(editor.codexHome);
    await editor.workbench.reload();
    chat = await editor.workbench.openChat();
    await chat
      .text(
        "Codex stopped during this turn (the editor was closed or reloaded). Its answer so far is kept.",
      )
      .last()
      .waitFor();
    await until("all three answers are back", async () => (await messages().count()) === 3);
    match(await shown(), new RegExp(`^${before.slice(0, 250)}`));
    equal(await chat.composer.inputValue(), "a draft that must survive");
    await until(
      "the old server is gone",
      () => !appServers(editor.codexHome).includes(pid ?? 0),
      5000,
    );
    equal(appServers(editor.codexHome).length, 1);
    await chat.send("scenario:hello");
    await chat.text("Hello from Codex.").last().waitFor();
  });
});
