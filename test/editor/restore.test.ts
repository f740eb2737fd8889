import { deepEqual, equal, match } from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Prompt, Reply } from "../model/server.ts";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

const cleaning =
  "rm big.bin small.txt link.txt .env && rmdir empty && chmod 644 run.sh && mkdir made && echo new > made/new.txt";

/** A model that runs one command when it is told to clean, and otherwise only talks. */
const script = ({ user, results }: Prompt): Reply => ({
  outputs:
    user.includes("clean") && results.length === 0
      ? [{ type: "command", command: cleaning }]
      : [{ type: "text", text: user.includes("clean") ? "Cleaned." : "Hello." }],
});

const longMessage = [
  "Please clean this folder: the first line of it is longer than eighty characters, as people write them.",
  "",
  "  - keep «this», 日本語 and 👩‍👩‍👧 as they are",
  "\t- and this tab; `code`, $VARIABLE and <b>marks</b> too",
  "The last line.",
].join("\n");

describe("a restore", () => {
  const editor = useEditor({ script, opensLater: true });
  let chat: Chat;
  const path = (name: string) => join(editor.workspace, name);
  const dialog = () => editor.workbench.dialog;
  const clean = async (message: string) => {
    await chat.send(message);
    await chat
      .ask("Codex wants to run a command")
      .getByRole("button", { name: "Approve", exact: true })
      .click();
    const kept = chat.frame.getByRole("button", { name: /files? changed/ });
    await until("it is over", async () => (await chat.text("Cleaned.").count()) === 1);
    await until("what it changed is kept", async () => (await kept.count()) === 1);
  };
  /** A turn before the one that is taken out. */
  const greet = async () => {
    await chat.send("hello");
    await chat.text("Hello.").waitFor();
    await chat.frame.getByRole("button", { name: "Restore…" }).waitFor();
  };
  const restore = async (what: string) => {
    await chat.frame.getByRole("button", { name: "Restore…" }).last().click();
    await editor.workbench.quickPick(what).first().click();
    await dialog().waitFor();
    return (await dialog().textContent()) ?? "";
  };
  const standing = () =>
    ["small.txt", "link.txt", "empty", "made/new.txt", "big.bin", ".env"].filter(name =>
      existsSync(path(name)),
    );

  before(async () => {
    mkdirSync(path(".vscode"), { recursive: true });
    writeFileSync(path(".vscode/settings.json"), '{"folio.checkpoints.exclude": [".env*"]}');
    writeFileSync(path("big.bin"), Buffer.alloc(6 * 1024 * 1024, 7));
    writeFileSync(path("small.txt"), "small\n");
    writeFileSync(path(".env"), "KEY=canary\n");
    writeFileSync(path("run.sh"), "#!/bin/sh\n");
    chmodSync(path("run.sh"), 0o755);
    symlinkSync("small.txt", path("link.txt"));
    mkdirSync(path("empty"));
    await editor.open();
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("names what it cannot restore, and restores files, links, modes and folders", async () => {
    await clean("clean up");
    const said = await restore("Restore Files");
    match(said, /Restore 4 files\?/);
    match(said, /big\.bin: cannot be restored, it is larger than 5 MiB/);
    match(said, /\.env: cannot be restored, folio\.checkpoints\.exclude leaves it out/);
    match(said, /link\.txt: back to before this turn, a link to small\.txt/);
    match(said, /run\.sh: permissions back to before this turn/);
    await editor.workbench.picture("restore-dialog");
    await dialog().getByRole("button", { name: "Restore Files" }).click();
    const toast = editor.workbench.toast("4 files restored.");
    await toast.waitFor();
    deepEqual(standing(), ["small.txt", "link.txt", "empty"]);
    equal(existsSync(path("made")), false);
    equal(readlinkSync(path("link.txt")), "small.txt");
    equal(statSync(path("run.sh")).mode & 0o777, 0o755);
    await toast.getByRole("button", { name: "Undo" }).click();
    await until("all of it is undone", () => standing().join() === "made/new.txt");
    equal(statSync(path("run.sh")).mode & 0o777, 0o644);
  });

  it("restores files and conversation after one question, and gives the whole message back", async () => {
    writeFileSync(path("big.bin"), "small now\n");
    await greet();
    await clean(longMessage);
    await chat.composer.fill("a draft that stands there");
    const said = await restore("Restore Both");
    match(said, /Restore \d files? and the conversation\?/);
    match(said, /small\.txt: back to before this turn/);
    match(said, /Conversation: 1 turn will be taken out\. This part cannot be undone/);
    await dialog().getByRole("button", { name: "Restore Both" }).click();
    await until("the question is back", async () =>
      (await chat.composer.inputValue()).includes("The last line."),
    );
    equal(await chat.composer.inputValue(), `a draft that stands there\n${longMessage}`);
    equal(readFileSync(path("small.txt"), "utf8"), "small\n");
    await editor.workbench.toast(/files? restored\./).waitFor();
    equal(await chat.text("Cleaned.").count(), 0);
    equal(await chat.text("Hello.").count(), 1);
  });

  it("gives the whole message back when only the conversation is restored", async () => {
    const message = longMessage.replace("clean", "look at");
    await greet();
    await chat.send(message);
    await until("it is answered", async () => (await chat.text("Hello.").count()) === 2);
    // A turn ends after its last word. Until then the last such button belongs to the turn before.
    const ends = chat.frame.getByRole("button", { name: "Restore…" });
    const turns = chat.frame.getByRole("article");
    await until("its end is there", async () => (await ends.count()) === (await turns.count()));
    await ends.last().click();
    await editor.workbench.quickPick("Restore Conversation").first().click();
    await until("the question is back", async () => (await chat.composer.inputValue()) !== "");
    equal(await chat.composer.inputValue(), message);
  });

  it("gives the message back also when the chat was hidden in between", async () => {
    const message = longMessage.replace("clean", "look into");
    await greet();
    await chat.send(message);
    await until("it is answered", async () => (await chat.text("Hello.").count()) === 2);
    await editor.workbench.command("View: Toggle Secondary Side Bar Visibility");
    await chat.composer.waitFor({ state: "hidden" });
    await editor.workbench.command("Folio: Restore to Before Turn…");
    await editor.workbench.quickPick("Please look into this folder").first().click();
    await editor.workbench.quickPick("Restore Conversation").first().click();
    await chat.composer.waitFor();
    await until("the question is back", async () => (await chat.composer.inputValue()) !== "");
    equal(await chat.composer.inputValue(), message);
  });
});
