import { equal, match, ok } from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import type { Prompt, Reply } from "../model/server.ts";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { mcpConfig } from "../support/mcpConfig.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

/** Commands whose text VS Code would read as markup, or whose spaces it would fold. */
const hostile: Readonly<Record<string, string>> = {
  web: 'echo "[Read the docs](https://example.invalid/`touch${IFS}pwned.txt`)"',
  command: 'echo "[Read the docs](command:workbench.action.terminal.new)"',
  braces: "echo '[checking](http://x';{touch,HIDDEN-RAN};echo${IFS}')' types",
  terminal:
    "echo '[Details](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22touch%20TOASTED%22%7D)'",
  file: "echo '[open](file:///etc/passwd)'",
  shout: "echo '[a](HTTPS://example.invalid/x)'",
  titled: "echo '[a](https://example.invalid/x \"harmless\")'",
  nested: "echo '[[a](https://example.invalid/x)](command:workbench.action.quit)'",
  two: "echo '[a](https://a.invalid)[b](https://b.invalid)'",
  spaces: "echo 'a     b'",
  bidi: "echo safe \u202e; ls #",
};
/** Commands that are drawn exactly, so that Approve may be offered beside them. */
const plain: Readonly<Record<string, string>> = {
  icon: "echo '$(check) $(sync~spin) \\$(x)' > icon.txt",
  emoji: 'git commit --allow-empty -m "⚠️ fix 👩‍💻 ✔️"',
  markdown: "echo '**b** <i>i</i> `c` | x & &amp;'",
};
const patches: Readonly<Record<string, string>> = {
  link: "*** Add File: [open](command:workbench.action.terminal.new).md\n+x\n",
  icons: "*** Add File: $(check) $(x).txt\n+x\n",
  tasks: "*** Add File: .vscode/tasks.json\n+{}\n",
  two: "*** Update File: a/index.js\n@@\n-x\n+y\n*** Update File: b/index.js\n@@\n-x\n+y\n",
  gone: "*** Delete File: a/index.js\n",
  over: "*** Add File: b/index.js\n+replaced\n",
  move: "*** Update File: a/index.js\n*** Move to: c/index.js\n@@\n-x\n+y\n",
  onto: "*** Update File: a/index.js\n*** Move to: b/index.js\n@@\n-x\n+y\n",
  fresh: "*** Add File: c/new.js\n+x\n",
  many: Array.from({ length: 12 }, (_, at) => `*** Add File: many/file-${at}.txt\n+x\n`).join(""),
};

const question = {
  id: "q",
  header: "H",
  question: "[Yes](command:workbench.action.quit) $(check) sûr\u202f?",
  options: [
    { label: "$(check) One", description: "[d](https://example.invalid) $(x)" },
    { label: "Two", description: "" },
  ],
};

function script({ user, results }: Prompt): Reply {
  const [, kind = "", name = ""] = /(cmd|patch|ask) ?(\w*)/.exec(user) ?? [];
  const command = { ...hostile, ...plain }[name];
  const patch = patches[name];
  if (results.length > 0) return { outputs: [{ type: "text", text: "Said." }] };
  if (kind === "ask")
    return {
      outputs: [{ type: "call", name: "request_user_input", arguments: { questions: [question] } }],
    };
  if (kind === "cmd" && command !== undefined) return { outputs: [{ type: "command", command }] };
  if (kind === "patch" && patch !== undefined)
    return { outputs: [{ type: "patch", patch: `*** Begin Patch\n${patch}*** End Patch` }] };
  return { outputs: [{ type: "text", text: "Said." }] };
}

describe("text that is not ours, outside the chat", () => {
  const editor = useEditor({
    script,
    config: mcpConfig,
    settings: { "folio.notifications": "always" },
    opensLater: true,
  });
  let chat: Chat;
  const inWorkspace = (name: string) => join(editor.workspace, name);
  const rows = () =>
    editor.page.getByRole("tree", { name: /Waiting for You/ }).getByRole("treeitem");
  const message = (toast: Locator) => toast.locator(".notification-list-item-message");
  const has = async (toast: Locator, button: string) =>
    (await toast.getByRole("button", { name: button, exact: true }).count()) > 0;
  const turnIsOver = () =>
    until("the turn is over", async () => (await chat.button("Stop").count()) === 0);
  const ring = async (text: string) => {
    await chat.send(text);
    const toast = editor.workbench.toast(/wants to/).last();
    await toast.waitFor();
    return toast;
  };
  const decline = async () => {
    await chat.button("Decline").or(chat.button("Skip")).first().press("Enter");
    await turnIsOver();
  };

  before(async () => {
    mkdirSync(inWorkspace(".vscode"));
    const rule = { "[Repair the rules](command:workbench.action.terminal.new)": 1 };
    writeFileSync(
      inWorkspace(".vscode/settings.json"),
      JSON.stringify({ "folio.policy.rules": [rule] }),
    );
    for (const folder of ["a", "b"]) {
      mkdirSync(inWorkspace(folder));
      writeFileSync(inWorkspace(`${folder}/index.js`), "x\n");
    }
    await editor.open();
    chat = await editor.workbench.openChat();
    await editor.workbench.command("Folio: Focus on Waiting for You View");
  });
  beforeEach(() => freshThread(editor));
  afterEach(() => {
    for (const name of ["pwned.txt", "HIDDEN-RAN", "TOASTED", "icon.txt"])
      equal(existsSync(inWorkspace(name)), false);
  });

  it("is no link in the warning of a rule of the folder", async () => {
    await editor.workbench.reload();
    const toast = editor.workbench.toast("A rule in folio.policy.rules is not used");
    await toast.waitFor();
    match(await message(toast).innerText(), /\[Repair the rules\] \(command:/);
    equal(await message(toast).locator("a").count(), 0);
  });

  for (const [name, command] of Object.entries(hostile))
    it(`is shown in full in a notification, without a link and without Approve: ${name}`, async () => {
      const toast = await ring(`cmd ${name}`);
      const shown = await message(toast).innerText();
      const written = command.replaceAll("\u202e", "⟨U+202E⟩").replaceAll("     ", "␣␣␣␣␣");
      equal(shown.replaceAll("] (", "]("), `Codex wants to run: ${written}`);
      equal(await message(toast).locator("a").count(), 0);
      equal(await has(toast, "Approve"), false);
      ok(await has(toast, "Show in Chat"));
      await toast.hover();
      await toast.getByRole("button", { name: "Decline", exact: true }).click();
      await turnIsOver();
    });

  for (const [name, command] of Object.entries(plain))
    it(`is drawn exactly in a notification, the inbox and the audit log: ${name}`, async () => {
      const toast = await ring(`cmd ${name}`);
      equal(await message(toast).innerText(), `Codex wants to run: ${command}`);
      ok(await has(toast, "Approve"));
      equal(await rows().first().locator(".label-name").innerText(), command);
      equal(await rows().first().locator(".label-name .codicon").count(), 0);
      await decline();
      await editor.workbench.command("Folio: Show Audit Log");
      const row = editor.workbench.quickPick("declined by user").first();
      await row.waitFor();
      const drawn = row.locator(".quick-input-list-row").first().locator(".label-name");
      equal((await drawn.innerText()).trim(), command);
      // The only icon is Folio's own.
      equal(await drawn.locator(".codicon").count(), 1);
      await editor.page.keyboard.press("Escape");
    });

  it("is found and drawn exactly while the audit log is filtered", async () => {
    await ring("cmd icon");
    await decline();
    await editor.workbench.command("Folio: Show Audit Log");
    await editor.page.locator(".quick-input-widget:visible input").first().fill("icon.txt");
    const row = editor.workbench.quickPick("icon.txt").first();
    await row.waitFor();
    const drawn = row.locator(".quick-input-list-row").first().locator(".label-name");
    equal((await drawn.innerText()).trim(), plain["icon"]);
    await editor.page.keyboard.press("Escape");
  });

  it("is neither a link nor an icon in the prompts of a form", async () => {
    await chat.send("ask");
    const toast = editor.workbench.toast("Codex has a question").last();
    await toast.getByRole("button", { name: "Answer…" }).click();
    const box = editor.page.locator(".quick-input-widget:visible");
    await editor.workbench.quickPick("Send Answers").first().waitFor();
    await editor.workbench.quickPick("Send Answers").first().click();
    await editor.workbench.quickPick("One").first().waitFor();
    match(
      (await box.locator("input").first().getAttribute("placeholder")) ?? "",
      /^\[Yes\]\(command:.*\$\(check\) sûr\u202f\?/,
    );
    const option = editor.workbench.quickPick("One").first();
    equal(await option.locator(".label-name").first().innerText(), "$(check) One");
    match(await option.innerText(), /\[d\]\(https:\/\/example\.invalid\) \$\(x\)/);
    equal(await option.locator("a[href]").count(), 0);
    await editor.workbench.quickPick("Something else").first().click();
    await until("it can be typed", async () =>
      /\$\(check\) sûr/.test(await box.locator(".quick-input-message").innerText()),
    );
    equal(await box.locator(".quick-input-message a").count(), 0);
    equal(await box.locator(".quick-input-message .codicon").count(), 0);
    await editor.page.keyboard.press("Escape");
    await decline();
  });

  /** The text of a change's notification, and whether it offers Accept. */
  const changes: readonly (readonly [string, RegExp, boolean])[] = [
    [
      "link",
      /^Codex wants to change \[open\] \(command:workbench\.action\.terminal\.new\)\.md \(new\)$/,
      false,
    ],
    ["tasks", /\.vscode\/tasks\.json \(new\) ⚠ .*can run code/, false],
    ["icons", /^Codex wants to change \$\(check\) \$\(x\)\.txt \(new\)$/, true],
    ["two", /^Codex wants to change a\/index\.js and b\/index\.js$/, true],
    ["gone", /^Codex wants to change a\/index\.js \(deleted\)$/, true],
    ["over", /b\/index\.js \(overwrites a file\) ⚠ This overwrites a file/, false],
    ["move", /^Codex wants to change a\/index\.js → c\/index\.js \(moved\)$/, true],
    ["onto", /a\/index\.js → b\/index\.js \(moved\) ⚠ .*overwritten/, false],
    ["fresh", /^Codex wants to change c\/new\.js \(new\)$/, true],
    ["many", /^Codex wants to change 12 files$/, false],
  ];
  for (const [name, says, takesYes] of changes)
    it(`tells what a change does to each file, and offers Accept only then: ${name}`, async () => {
      const toast = await ring(`patch ${name}`);
      match(await message(toast).innerText(), says);
      equal(await message(toast).locator("a").count(), 0);
      equal(await has(toast, "Accept"), takesYes);
      ok(await has(toast, "Review"));
      if (name === "icons")
        await editor.workbench.tab("$(check) $(x).txt (proposed by Codex, new)").waitFor();
      await decline();
      equal(readFileSync(inWorkspace("a/index.js"), "utf8"), "x\n");
    });

  it("leaves other extensions' notifications alone when the last ask is answered", async () => {
    await chat.send("cmd emoji");
    await editor.workbench.toast("Codex wants to run: ").waitFor();
    await editor.workbench.command("Folio: Take Over Thread");
    const other = editor.workbench.toast("This thread is already open here.");
    await other.waitFor();
    // VS Code would hide it after some seconds.
    await other.hover();
    await decline();
    equal(await other.count(), 1);
  });
});
