import { equal, ok } from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { mcpConfig } from "../support/mcpConfig.ts";
import { appServers, until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

type Prompt =
  | { readonly about: string; readonly pick: string }
  /** Null leaves the checks as they are. */
  | { readonly about: string; readonly pickSome: string | null }
  | { readonly about: string; readonly type: string };

/** A kind of ask, and how each face approves it. */
interface Kind {
  readonly scenario: string;
  readonly title: string;
  /** How its notification begins, if not with the title. */
  readonly rings?: string;
  /** The button that approves on the card, after `fill` has filled it in. */
  readonly yes: string;
  /** The button of the card that declines, if not Decline. */
  readonly no?: string;
  fill?(card: Locator): Promise<void>;
  /** The prompts of a form in order: what each is about, and the rows to pick or the text to type. */
  readonly prompts?: readonly Prompt[];
  /** The dialogs that follow an approval: Folio's, then VS Code's. */
  readonly confirm?: readonly string[];
  /** What the agent says after an approval, and after a decline. */
  readonly accepted: RegExp;
  readonly declined: RegExp;
}

const kinds: readonly Kind[] = [
  {
    scenario: "command",
    title: "Codex wants to run a command",
    rings: "Codex wants to run: ",
    yes: "Approve",
    accepted: /Done\./,
    declined: /You declined it\./,
  },
  {
    scenario: "add",
    title: "Codex wants to change files",
    rings: "Codex wants to change ",
    yes: "Accept",
    accepted: /Done\./,
    declined: /You declined it\./,
  },
  {
    scenario: "question",
    title: "Codex has a question",
    yes: "Send Answers",
    no: "Skip",
    fill: card => card.getByRole("radio", { name: /Red/ }).check(),
    prompts: [
      { about: "Codex has a question", pick: "Send Answers" },
      { about: "Which colour?", pick: "Red" },
    ],
    accepted: /You said: .*Red/,
    declined: /You said: (?!.*Red)/,
  },
  {
    scenario: "elicit",
    title: "mock asks for details",
    yes: "Send",
    async fill(card) {
      await card.getByRole("textbox", { name: "Name" }).fill("Ada");
      await card.getByRole("radio", { name: "Green" }).check();
    },
    prompts: [
      { about: "Please tell me about you", pick: "Send" },
      // The server sorts the fields by name.
      { about: "Age", type: "36" },
      { about: "Agree", pick: "Yes" },
      { about: "Colour", pick: "Green" },
      { about: "E-mail", type: "" },
      { about: "Name", type: "Ada" },
      { about: "Shape", pick: "Round" },
      { about: "Share", type: "" },
      { about: "Sizes", pickSome: "M" },
    ],
    accepted: /The tool said: .*accept.*Ada/,
    declined: /The tool said: .*decline/,
  },
  {
    scenario: "elicit-url",
    title: "mock asks you to open a page",
    yes: "Open in Browser",
    prompts: [{ about: "Please sign in", pick: "Open in Browser" }],
    confirm: ["Open this address in your browser?", "to open the external website?"],
    accepted: /The tool said: .*accept/,
    declined: /The tool said: .*decline/,
  },
  {
    scenario: "mcp-tool",
    title: "MCP server mock wants to run a tool",
    rings: "MCP server mock wants to run: ",
    yes: "Approve",
    accepted: /The tool said: .*destroyed the old world/,
    declined: /The tool said: (?!.*destroyed)/,
  },
  {
    scenario: "permissions",
    title: "Codex wants more permissions",
    yes: "Grant for This Turn",
    async fill(card) {
      // In a low view the end of what is granted is out of sight.
      const more = card.getByRole("button", { name: "More to read" });
      if ((await more.count()) > 0) await more.press("Enter");
    },
    prompts: [
      { about: "I need the network and a folder.", pick: "Grant for This Turn" },
      { about: "What to grant", pickSome: null },
    ],
    accepted: /Granted: .*\/opt\/scenario/,
    declined: /Granted: (?!.*\/opt\/scenario)/,
  },
];

describe("every kind of ask", () => {
  const editor = useEditor({
    config: mcpConfig,
    settings: { "folio.notifications": "always" },
  });
  let chat: Chat;
  const rows = () =>
    editor.page.getByRole("tree", { name: /Waiting for You/ }).getByRole("treeitem");
  const lastTurn = () => chat.frame.getByRole("article", { name: "Turn" }).last();
  const turnIsOver = () =>
    until("no turn runs", async () => (await chat.button("Stop").count()) === 0);
  const isGone = async () => {
    await until("no card is left", async () => (await chat.asks.count()) === 0);
    await until("no row is left", async () => (await rows().count()) === 0);
    await until(
      "the status bar is calm",
      async () => !/needs? you/.test((await editor.workbench.statusItem.textContent()) ?? ""),
    );
  };
  const ask = async ({ scenario, title }: Kind) => {
    await turnIsOver();
    // A file of an earlier approval would make this change an overwrite.
    rmSync(join(editor.workspace, "notes/new.txt"), { force: true });
    await chat.send(`scenario:${scenario}`);
    await chat.ask(title).waitFor();
    await rows().first().waitFor();
    await editor.workbench.armed();
  };
  const says = async (text: RegExp) => {
    await lastTurn().getByText(text).first().waitFor();
    await isGone();
  };
  const toast = ({ title, rings = title }: Kind) => editor.workbench.toast(rings).last();
  const answerPrompts = async (prompts: NonNullable<Kind["prompts"]>) => {
    const box = editor.page.locator(".quick-input-widget:visible");
    for (const prompt of prompts) {
      const input = box.locator("input").first();
      await until(`it asks about “${prompt.about}”`, async () =>
        [await box.innerText(), await input.getAttribute("placeholder")].some(text =>
          text?.includes(prompt.about),
        ),
      );
      const row = (text: string) =>
        box.locator(".monaco-list-row").filter({ hasText: text }).first();
      if ("type" in prompt) await input.fill(prompt.type);
      else if ("pick" in prompt) await row(prompt.pick).click();
      else if (prompt.pickSome !== null) await row(prompt.pickSome).click();
      if (!("pick" in prompt)) await editor.page.keyboard.press("Enter");
    }
  };
  const press = (face: Locator, name: string) =>
    face.getByRole("button", { name, exact: true }).first().press("Enter");

  const confirm = (question: string) =>
    press(editor.page.getByRole("dialog").filter({ hasText: question }), "Open");

  /** How each face approves and declines, by its name. */
  const faces: Readonly<Record<string, (kind: Kind, isYes: boolean) => Promise<void>>> = {
    async card(kind, isYes) {
      const card = chat.ask(kind.title);
      if (isYes) await kind.fill?.(card);
      await press(card, isYes ? kind.yes : (kind.no ?? "Decline"));
    },
    async notification(kind, isYes) {
      await toast(kind).hover();
      if (!kind.prompts) return press(toast(kind), isYes ? kind.yes : "Decline");
      await press(toast(kind), "Answer…");
      await answerPrompts(isYes ? kind.prompts : [{ about: "", pick: "Decline" }]);
    },
    async inbox(kind, isYes) {
      await editor.workbench.command("Notifications: Clear All Notifications");
      await rows().first().hover();
      const press = (name: string) => rows().first().getByRole("button", { name }).click();
      if (!isYes) return press("Decline");
      await press(kind.prompts ? "Answer…" : "Approve");
      if (kind.prompts) await answerPrompts(kind.prompts);
    },
  };

  before(async () => {
    // The opened address would cover the window.
    editor.page.on("popup", popup => void popup.close());
    chat = await editor.workbench.openChat();
    await editor.workbench.command("Folio: Focus on Waiting for You View");
  });
  beforeEach(() => freshThread(editor));

  for (const kind of kinds)
    for (const [face, answer] of Object.entries(faces))
      it(`can be approved and declined from its ${face} (${kind.scenario})`, async () => {
        await ask(kind);
        await answer(kind, true);
        for (const question of kind.confirm ?? []) await confirm(question);
        await says(kind.accepted);
        await ask(kind);
        await answer(kind, false);
        await says(kind.declined);
      });

  for (const kind of kinds)
    it(`disappears everywhere when its turn is stopped (${kind.scenario})`, async () => {
      await ask(kind);
      await chat.button("Stop").press("Enter");
      await isGone();
      // An extension cannot take a notification back, so a late click is answered with a message.
      await toast(kind).hover();
      await press(toast(kind), kind.prompts ? "Answer…" : "Decline");
      await editor.workbench.toast("This was already answered").last().waitFor();
    });
});

describe("asks of several threads", () => {
  const editor = useEditor({ config: mcpConfig, settings: { "folio.timeoutMinutes": 0.25 } });
  let chat: Chat;
  const rows = () =>
    editor.page.getByRole("tree", { name: /Waiting for You/ }).getByRole("treeitem");
  const cards = () => chat.asks;
  // Not more than fit into the tree: VS Code draws no rows that are out of sight.
  const all = kinds.filter(({ scenario }) => scenario !== "elicit-url");
  /** Opens one ask of every kind, each in its own thread. */
  const askAll = async () => {
    for (const [at, { scenario }] of all.entries()) {
      await editor.workbench.command("Folio: New Thread");
      await chat.frame.getByRole("heading", { name: "What would you like to do?" }).waitFor();
      await chat.send(`scenario:${scenario}`);
      await until("it waits", async () => (await cards().count()) === at + 1);
    }
    await until("all are in the inbox", async () => (await rows().count()) === all.length);
  };
  const allGone = async () => {
    await until("no card is left", async () => (await cards().count()) === 0, 40_000);
    await until("no row is left", async () => (await rows().count()) === 0);
  };
  /** What an approval would have left in the folder, or in what the agent is told. */
  const nothingWasAccepted = () => {
    for (const name of ["made-by-command.txt", "notes/new.txt"])
      equal(existsSync(join(editor.workspace, name)), false, name);
    const outputs = (editor.model.requests as { input: { type: string }[] }[])
      .flatMap(({ input }) => input)
      .filter(({ type }) => type.endsWith("_output"))
      .map(item => JSON.stringify(item));
    ok(outputs.length > 0);
    for (const output of outputs) ok(!/Red|accept|destroyed|\/opt\/scenario/.test(output), output);
  };

  before(async () => {
    chat = await editor.workbench.openChat();
    await editor.workbench.command("Folio: Focus on Waiting for You View");
  });
  beforeEach(() => freshThread(editor));

  it("are declined everywhere when their time is over", async () => {
    await askAll();
    await editor.workbench.picture("all-wait");
    await allGone();
    nothingWasAccepted();
  });

  it("are void everywhere when the server dies", async () => {
    await askAll();
    process.kill(appServers(editor.codexHome)[0] ?? 0, "SIGKILL");
    await allGone();
    nothingWasAccepted();
  });

  it("are void everywhere when the window is reloaded", async () => {
    await askAll();
    await editor.workbench.reload();
    chat = await editor.workbench.openChat();
    await chat.text(/This turn was stopped|Codex stopped during this turn/).waitFor();
    await allGone();
    nothingWasAccepted();
  });
});

describe("an ask of a sub-agent", () => {
  const editor = useEditor({
    config: "[features]\nmulti_agent = true\n",
    settings: { "folio.model": "gpt-5.1-codex" },
  });

  it("is listed with all others, names the sub-agent, and can be answered", async () => {
    const chat = await editor.workbench.openChat();
    await editor.workbench.command("Folio: Focus on Waiting for You View");
    await chat.send("scenario:spawn");
    const row = editor.page
      .getByRole("tree", { name: /Waiting for You/ })
      .getByRole("treeitem")
      .filter({ hasText: "sub-agent" });
    await row.waitFor();
    const card = chat.ask("Codex wants to run a command");
    await card.getByText("A sub-agent", { exact: true }).waitFor();
    await editor.workbench.armed();
    await card.getByRole("button", { name: "Approve", exact: true }).press("Enter");
    await until("its command ran", () => existsSync(join(editor.workspace, "made-by-command.txt")));
    await until("nothing waits", async () => (await row.count()) === 0);
  });
});
