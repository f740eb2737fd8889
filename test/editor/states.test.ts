import { equal, match } from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { appServers, until } from "../support/processes.ts";

describe("the empty chat", () => {
  describe("without Codex", () => {
    const editor = useEditor({ settings: { "folio.server.path": "/nowhere/codex" } });

    it("says what is missing and what to do", async () => {
      const chat = await editor.workbench.openChat();
      await chat.frame.getByRole("heading", { name: "Codex is not installed" }).waitFor();
      await chat.text("there is no such file").waitFor();
      for (const name of [
        "Install in Terminal",
        "Try Again",
        "I Have It Already…",
        "How to Install",
      ])
        await chat.button(name).waitFor();
      await editor.workbench.picture("not-installed");
      // What is typed stays, and the same is not told twice.
      await chat.send("Hello");
      await chat.text("Kept here until Codex runs").waitFor();
      equal(await chat.composer.inputValue(), "Hello");
      equal(await chat.text("there is no such file").count(), 1);
    });
  });

  describe("with a Codex that keeps ending", () => {
    const editor = useEditor({ settings: { "folio.server.path": fakeServer() } });

    it("gives up with the reason and a button", async () => {
      const chat = await editor.workbench.openChat();
      await chat.frame
        .getByRole("heading", { name: "Codex keeps stopping" })
        .waitFor({ timeout: 30_000 });
      await chat.text("home is broken").waitFor();
      await chat.button("Restart Codex").waitFor();
    });
  });

  describe("with a config.toml that cannot be read", () => {
    const editor = useEditor();
    const file = () => join(editor.codexHome, "config.toml");
    const rules = () => join(editor.codexHome, "rules");
    let good = "";

    before(async () => {
      good = readFileSync(file(), "utf8");
      const chat = await editor.workbench.openChat();
      await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
    });
    beforeEach(async () => {
      rmSync(rules(), { recursive: true, force: true });
      writeFileSync(file(), `# mine\nsandbox_mode = "nope"\n${good}`);
      await editor.workbench.command("Folio: Restart Codex");
      const chat = await editor.workbench.chat();
      await chat.frame.getByRole("heading", { name: "Codex cannot read config.toml" }).waitFor();
    });

    it("says so instead of asking to sign in, and opens the file at the error", async () => {
      const chat = await editor.workbench.chat();
      equal(await chat.button("Sign In").count(), 0);
      await editor.workbench.picture("broken-config");
      await chat.button("Open config.toml").click();
      await editor.workbench.tab("config.toml").waitFor();
      await editor.page.getByRole("button", { name: /Ln 2, Col 16/ }).waitFor();
    });

    it("works when the file is mended and Codex restarted", async () => {
      writeFileSync(file(), good);
      const chat = await editor.workbench.chat();
      await chat.button("Restart Codex").click();
      await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
      equal(await chat.frame.getByText("Invalid configuration").count(), 0);
    });

    it("keeps a notice that belongs to no turn in sight, until it is dismissed", async () => {
      writeFileSync(file(), good);
      mkdirSync(rules(), { recursive: true });
      writeFileSync(join(rules(), "default.rules"), "prefix_rule(\n");
      await editor.workbench.command("Folio: Restart Codex");
      const chat = await editor.workbench.chat();
      await chat.send("scenario:hello");
      await chat.text("Hello from Codex.").waitFor();
      const notice = chat.frame.getByRole("status").filter({ hasText: "Error parsing rules" });
      await notice.waitFor();
      await editor.workbench.picture("notice");
      await notice.getByRole("button", { name: "Dismiss" }).click();
      await until("it is gone", async () => (await notice.count()) === 0);
    });
  });

  describe("with a setting that ends Codex", () => {
    const editor = useEditor({ opensLater: true });

    it("shows Codex's own first words, with a way to the file", async () => {
      const file = join(editor.codexHome, "config.toml");
      writeFileSync(file, `approval_policy = "untrusted"\n${readFileSync(file, "utf8")}`);
      await editor.open();
      const chat = await editor.workbench.openChat();
      await chat.frame
        .getByRole("heading", { name: "Codex keeps stopping" })
        .waitFor({ timeout: 30_000 });
      await chat.text('approval_policy = "untrusted" is no longer supported').waitFor();
      equal(await chat.frame.getByText("<unknown>").count(), 0);
      await chat.button("Open config.toml").click();
      await editor.workbench.tab("config.toml").waitFor();
    });
  });

  describe("when nobody is signed in", () => {
    const editor = useEditor({ config: "requires_openai_auth = true" });

    it("begins signing in with ChatGPT, and cancels it when the browser is not opened", async () => {
      const chat = await editor.workbench.openChat();
      await chat.button("Sign In").click();
      const dialog = editor.page
        .getByRole("dialog")
        .filter({ hasText: "open the external website" });
      await dialog.waitFor();
      await chat.frame.getByRole("heading", { name: "Finish signing in" }).waitFor();
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await chat.frame.getByRole("heading", { name: "Sign in to Codex" }).waitFor();
    });

    it("signs in first when a message is sent, and keeps its text when that is given up", async () => {
      const chat = await editor.workbench.openChat();
      await chat.frame.getByRole("heading", { name: "Sign in to Codex" }).waitFor();
      await chat.send("Why does the build fail?");
      const dialog = editor.page
        .getByRole("dialog")
        .filter({ hasText: "open the external website" });
      await dialog.waitFor();
      await chat.text("Your message is sent when you have signed in").waitFor();
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await chat.frame.getByRole("heading", { name: "Sign in to Codex" }).waitFor();
      await until(
        "it waits no longer",
        async () => (await chat.text("is sent when you have signed in").count()) === 0,
      );
      equal(await chat.composer.inputValue(), "Why does the build fail?");
      await chat.composer.fill("");
    });

    it("takes an API key in a password box, and gives it to nobody but Codex", async () => {
      const chat = await editor.workbench.openChat();
      await chat.frame.getByRole("heading", { name: "Sign in to Codex" }).waitFor();
      await chat.button("Use an API Key").click();
      const input = editor.page.locator(".quick-input-widget input[type=password]");
      await input.fill("sk-test-0123456789");
      await input.press("Enter");
      await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
      match(readFileSync(join(editor.codexHome, "auth.json"), "utf8"), /sk-test-0123456789/);
      await editor.workbench.command("Folio: Sign Out");
      await editor.workbench.dialog.getByRole("button", { name: "Sign Out" }).click();
      await chat.frame.getByRole("heading", { name: "Sign in to Codex" }).waitFor();
    });
  });

  describe("in Restricted Mode", () => {
    const editor = useEditor({ withTrust: true, opensLater: true });

    it("starts no process, and uses nothing of the folder's configuration, until the person trusts it", async () => {
      const canary = join(editor.workspace, "canary");
      mkdirSync(join(editor.workspace, ".codex"));
      writeFileSync(
        join(editor.workspace, ".codex", "config.toml"),
        `[mcp_servers.evil]\ncommand = "touch"\nargs = ["${canary}"]\n`,
      );
      const config = readFileSync(join(editor.codexHome, "config.toml"), "utf8");
      await editor.open();
      const chat = await editor.workbench.openChat();
      await chat.frame.getByRole("heading", { name: "This folder is not trusted" }).waitFor();
      equal(appServers(editor.codexHome).length, 0);
      equal(existsSync(canary), false);
      equal(readFileSync(join(editor.codexHome, "config.toml"), "utf8"), config);
      await chat.button("Manage Workspace Trust").click();
      await editor.page
        .locator(".workspace-trust-editor")
        .getByRole("button", { name: "Trust", exact: true })
        .click();
      await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
      equal(appServers(editor.codexHome).length, 1);
    });
  });

  describe("without a folder", () => {
    const editor = useEditor({ noFolder: true });

    it("asks for one", async () => {
      const chat = await editor.workbench.openChat();
      await chat.frame.getByRole("heading", { name: "Open a folder" }).waitFor();
      equal(appServers(editor.codexHome).length, 0);
    });
  });
});

/** A program that tells its version, and then ends with a reason, as the server does with a broken home folder. */
function fakeServer(): string {
  const folder = join(process.cwd(), ".out");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "ending-codex");
  writeFileSync(
    path,
    '#!/bin/sh\n[ "$1" = --version ] && echo "codex-cli 0.169.0" && exit 0\necho "home is broken" >&2\nexit 1\n',
  );
  chmodSync(path, 0o755);
  return path;
}
