import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

const commandTitle = "Codex wants to run a command";

describe("rules", () => {
  const editor = useEditor({
    settings: {
      "folio.policy.automatic": true,
      "folio.policy.rules": [
        { kind: "readOnly", decision: "allow" },
        { kind: "path", decision: "allow", glob: "notes/**" },
        { kind: "command", decision: "deny", prefix: ["rm"] },
      ],
    },
  });
  let chat: Chat;
  const turnIsOver = () =>
    until("the turn is over", async () => (await chat.button("Stop").count()) === 0);
  const runRead = async () => {
    await chat.send("scenario:read-command");
    await chat.text("Done.").first().waitFor();
  };
  const audit = () =>
    editor.auditLines().map(record => [record["who"], record["decision"], record["rule"]] as const);

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("let run what they allow without asking, after it was written to the audit log", async () => {
    await runRead();
    equal(await chat.ask(commandTitle).count(), 0);
    deepEqual(audit().at(-1), ["rule", "accepted", "allow commands that only read"]);
  });

  it("let a file be written that they allow, but ask about one that can run code", async () => {
    await chat.send("scenario:add");
    await until("it is written", () => existsSync(join(editor.workspace, "notes/new.txt")));
    await turnIsOver();
    await chat.send("scenario:run-code");
    const card = chat.ask("Codex wants to change files");
    await card
      .getByText("no rule allows changes")
      .or(card.getByText("can run code"))
      .first()
      .waitFor();
    await card.getByRole("button", { name: "Decline", exact: true }).click();
    equal(existsSync(join(editor.workspace, ".vscode/tasks.json")), false);
  });

  it("decline what they deny, and the person is told", async () => {
    await chat.send("scenario:delete-command");
    await editor.workbench.toast("One of your rules declined").waitFor();
    await chat.text("You declined it.").first().waitFor();
    ok(existsSync(join(editor.workspace, "README.md")));
    equal(audit().at(-1)?.[1], "declined");
  });

  it("are the reason on every card why it asks", async () => {
    await chat.send("scenario:command");
    await chat
      .ask(commandTitle)
      .getByText(/Asked because it redirects input or output \(“>”\)\./)
      .waitFor();
    await chat.ask(commandTitle).getByRole("button", { name: "Decline", exact: true }).click();
  });

  it("never approve a command that leaves the sandbox", async () => {
    await chat.send("scenario:escalate");
    await chat
      .ask(commandTitle)
      .getByText(/Asked because Codex gave a reason for it, so it may run outside the sandbox\./)
      .waitFor();
    await chat.ask(commandTitle).getByRole("button", { name: "Decline", exact: true }).click();
  });

  it("are written by Add a Rule, narrowest first, and then answer open asks", async () => {
    await chat.send("scenario:node-command");
    await chat.ask(commandTitle).waitFor();
    await chat.chooseOther("approve", /Add a Rule…/);
    await editor.workbench.quickPick("allow exactly “node src/basket.js”").waitFor();
    await editor.workbench.picture("always-allow");
    await editor.workbench.quickPick("allow exactly “node src/basket.js”").click();
    await until("it runs", async () => (await chat.ask(commandTitle).count()) === 0);
    await until(
      "the rule decided",
      () => audit().at(-1)?.[2] === `allow exactly “node src/basket.js” in ${editor.workspace}`,
    );
  });

  it("can be tested on a command without running it", async () => {
    await editor.workbench.command("Folio: Test a Command…");
    const box = editor.page.locator(".quick-input-widget");
    const test = async (command: string, answer: RegExp) => {
      await box.locator("input").fill(command);
      await editor.page.getByText(answer).first().waitFor();
    };
    await test("ls -la", /^Would run automatically, because every part of it is allowed/);
    await test(
      "touch made-by-test.txt",
      /^Codex would ask you, because “touch” can change things\.$/,
    );
    await test("rm README.md", /^Would be declined, because your rule says so/);
    await editor.page.keyboard.press("Enter");
    await box.waitFor({ state: "hidden" });
    equal(existsSync(join(editor.workspace, "README.md")), true);
    equal(existsSync(join(editor.workspace, "made-by-test.txt")), false);
  });

  it("are edited as JSON, at their place in the settings", async () => {
    await editor.workbench.command("Folio: Edit Rules");
    const lines = editor.page.locator(".view-line");
    await lines.filter({ hasText: '"folio.policy.rules"' }).first().waitFor();
    await lines.filter({ hasText: '"readOnly"' }).first().waitFor();
    // The first one closes the list of what may stand there, which opens late; the last one the editor.
    await until("it is closed", async () => {
      await editor.page.keyboard.press("Escape");
      return (await lines.count()) === 0;
    });
  });

  it("have an audit log that can be filtered, and that opens the thread at the item", async () => {
    await runRead();
    await editor.workbench.command("Folio: New Thread");
    await editor.workbench.command("Folio: Show Audit Log");
    await editor.page.locator(".quick-input-widget input").fill("by rule");
    await editor.workbench.quickPick("accepted by rule").first().waitFor();
    await editor.workbench.picture("audit");
    const row = editor.workbench.quickPick("accepted by rule").first();
    ok((await row.innerText()).includes("in the workspace folder"));
    equal((await row.innerText()).includes(editor.workspace), false);
    equal(await editor.workbench.quickPick("by user").count(), 0);
    await editor.workbench.quickPick("head -n 3 README.md").first().click();
    await chat.frame.locator("[data-item]").first().waitFor();
  });

  it("have a log that is exported as CSV", async () => {
    await runRead();
    await editor.workbench.command("Folio: Export Audit Log…");
    await editor.workbench.quickPick("CSV").click();
    // The name that Folio proposes: VS Code's dialog first reads the folder, and throws away what is typed until then.
    const target = join(editor.workspace, "folio-audit.csv");
    const input = editor.page.locator(".quick-input-widget input");
    await input.waitFor();
    await until(
      "the file is there",
      async () => {
        if (await input.isVisible()) await editor.page.keyboard.press("Enter");
        return existsSync(target) && readFileSync(target, "utf8") !== "";
      },
      40_000,
    );
    const [head = "", ...records] = readFileSync(target, "utf8").trim().split("\r\n");
    match(head, /^"at","decision","who"/);
    match(records.at(-1) ?? "", /"accepted","rule","allow commands that only read"/);
  });
});

describe("rules of a folder", () => {
  const editor = useEditor({
    opensLater: true,
    settings: {
      "folio.policy.automatic": true,
      "folio.policy.rules": [{ kind: "readOnly", decision: "allow" }],
    },
  });

  it("can deny, and can allow nothing", async () => {
    mkdirSync(join(editor.workspace, ".vscode"), { recursive: true });
    writeFileSync(
      join(editor.workspace, ".vscode", "settings.json"),
      JSON.stringify({
        "folio.policy.automatic": true,
        "folio.policy.rules": [
          { kind: "command", decision: "allow", prefix: ["node", "src/basket.js"] },
          { kind: "command", decision: "ask", prefix: ["ls"] },
        ],
      }),
    );
    await editor.open();
    await editor.workbench
      .toast("A rule in folio.policy.rules is not used: a workspace cannot allow anything")
      .waitFor();
    const chat = await editor.workbench.openChat();
    await chat.send("scenario:node-command");
    await chat
      .ask(commandTitle)
      .getByText(/^Asked because /)
      .waitFor();
    await chat.ask(commandTitle).getByRole("button", { name: "Decline", exact: true }).click();
    await until("the turn is over", async () => (await chat.button("Stop").count()) === 0);
    await chat.send("scenario:read-command");
    await chat
      .ask(commandTitle)
      .getByText("your rule says so: ask commands that begin with “ls”")
      .waitFor();
  });
});

describe("an ask that nobody answers", () => {
  const editor = useEditor({ settings: { "folio.timeoutMinutes": 0.1 } });

  it("is declined after a countdown, and the person is told", async () => {
    const chat = await editor.workbench.openChat();
    await chat.send("scenario:command");
    await chat.ask(commandTitle).getByRole("timer").waitFor();
    match(
      (await chat.ask(commandTitle).getByRole("timer").textContent())?.trim() ?? "",
      /^0:0[1-6]$/,
    );
    await editor.workbench.picture("countdown");
    await editor.workbench.toast("was declined because nobody answered within 6.0 s").waitFor();
    await chat.text("You declined it.").waitFor();
    equal(existsSync(join(editor.workspace, "made-by-command.txt")), false);
    equal(editor.auditLines().at(-1)?.["who"], "timeout");
  });
});
