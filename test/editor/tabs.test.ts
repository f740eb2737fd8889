import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { until } from "../support/processes.ts";
import { Chat } from "../support/workbench.ts";

const empty = "What would you like to do?";

/** The text of the first visible item, and its distance from the upper edge in px. */
const firstInSight = (chat: Chat): Promise<string> =>
  chat.log.evaluate(log => {
    const { top } = log.getBoundingClientRect();
    const items = [...log.querySelectorAll("[data-item]")];
    const first = items.find(item => item.getBoundingClientRect().bottom > top);
    const offset = (first?.getBoundingClientRect().top ?? 0) - top;
    return `${first?.textContent ?? ""} ${Math.round(offset / 4)}`;
  });

/** Types after a click, as a person does: only a click makes VS Code treat the place as the active one. */
const type = async (chat: Chat, text: string): Promise<void> => {
  await chat.composer.click();
  await chat.composer.fill(text);
};
const say = async (chat: Chat, text: string): Promise<void> => {
  await type(chat, text);
  await chat.composer.press("Enter");
};

/** What a VS Code's windows have written to disk to remember. */
const keptTexts = (userData: string): string => {
  const folder = join(userData, "User", "workspaceStorage");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(name => name.includes("folio-codex") && name.endsWith(".json"))
    .map(name => readFileSync(join(folder, name), "utf8"))
    .join("\n");
};

describe("four chats at once", () => {
  const editor = useEditor({ viewport: { width: 2200, height: 950 } });
  const names = ["alpha", "beta", "gamma", "delta"] as const;
  type Name = (typeof names)[number];
  const chats = new Map<Name, Chat>();
  const chat = (name: Name): Chat => {
    const found = chats.get(name);
    ok(found, name);
    return found;
  };
  const askTitle = "Codex wants to run a command";
  const asksIn = (name: Name) => chat(name).ask(askTitle).count();
  const eachOf = async <T>(look: (name: Name) => Promise<T>): Promise<readonly T[]> => {
    const seen: T[] = [];
    for (const name of names) seen.push(await look(name));
    return seen;
  };
  /** The names that occur in the conversation of a chat. */
  const namesIn = async (name: Name) => {
    // `innerText` leaves out what is scrolled out of sight.
    const text = (await chat(name).log.textContent()) ?? "";
    return names.filter(each => text.includes(each));
  };
  const findAll = async () => {
    for (const name of names)
      if (name !== "alpha") chats.set(name, await editor.workbench.tabWith(`hello ${name}`));
  };

  before(async function () {
    this.timeout(180_000);
    const { workbench } = editor;
    await workbench.command("View: Close Primary Side Bar");
    const sideBar = await workbench.openChat();
    chats.set("alpha", sideBar);
    await say(sideBar, "scenario:hello alpha");
    await sideBar.text("Hello from Codex.").waitFor();
    for (const name of names.slice(1)) {
      await sideBar.composer.click();
      await workbench.command("Folio: Open in Editor Tab");
      const opened = await workbench.tabWith("scenario:hello alpha");
      await opened.composer.click();
      await workbench.command("Folio: New Thread");
      const tab = await workbench.tabWith(empty);
      await say(tab, `scenario:hello ${name}`);
      await workbench.tabWith(`scenario:hello ${name}`);
      await workbench.command("View: Move Editor into Right Group");
      await until("it has moved", async () => {
        const moved = await workbench.tabWith(`scenario:hello ${name}`);
        return (await moved.text("Hello from Codex.").count()) === 1;
      });
    }
    await findAll();
  });

  it("each show a thread of their own, with its name on the tab and no text of another", async () => {
    deepEqual(
      await eachOf(namesIn),
      names.map(name => [name]),
    );
    for (const name of names.slice(1))
      equal(await editor.workbench.tab(`scenario:hello ${name}`).count(), 1);
  });

  it("stream at the same time", async () => {
    for (const name of names) await say(chat(name), "scenario:slow");
    const lengths = () => eachOf(async name => ((await chat(name).log.textContent()) ?? "").length);
    const runs = (name: Name) => chat(name).button("Stop").count();
    await until("all have begun", async () => (await eachOf(runs)).every(count => count === 1));
    const before = await lengths();
    await until("all have grown", async () =>
      (await lengths()).every((length, at) => length > (before[at] ?? 0) + 20),
    );
    deepEqual(await eachOf(runs), [1, 1, 1, 1]);
    await editor.workbench.picture("tabs-streaming");
    for (const name of names) {
      await chat(name).composer.press("Escape");
      await until(`${name} stops`, async () => (await runs(name)) === 0);
    }
  });

  it("each show the asks of their thread, which are answered there", async () => {
    for (const name of names) await say(chat(name), `scenario:shell echo ${name} > ${name}.txt`);
    await until("each asks", async () => (await eachOf(asksIn)).every(count => count === 1));
    await editor.workbench.picture("tabs-asking");
    for (const name of names) {
      const ask = chat(name).ask(askTitle);
      ok((await ask.innerText()).includes(`echo ${name}`));
      await editor.workbench.armed();
      await ask.getByRole("button", { name: "Approve", exact: true }).press("Enter");
      await until(`${name} is answered`, async () => (await asksIn(name)) === 0);
      await until(`${name} is written`, () => existsSync(join(editor.workspace, `${name}.txt`)));
    }
  });

  it("are all back after a reload, with thread, draft and scroll", async function () {
    this.timeout(120_000);
    const { workbench } = editor;
    for (const name of names) await type(chat(name), `draft of ${name}`);
    await say(chat("gamma"), "scenario:many");
    await chat("gamma").text("Message 99 with").waitFor();
    await chat("gamma").text("Message 80 with").click();
    await editor.page.mouse.wheel(0, -900);
    await chat("gamma").frame.getByRole("button", { name: "Jump to Latest" }).waitFor();
    const read = await firstInSight(chat("gamma"));
    match(read, /Message/);
    await type(chat("gamma"), "draft of gamma");
    await until("the place and the drafts are kept", () => {
      const kept = keptTexts(editor.userData);
      return kept.includes('"place":{') && names.every(name => kept.includes(`draft of ${name}`));
    });
    await workbench.reload();
    chats.set("alpha", await workbench.chat());
    await findAll();
    await until("all have their drafts", async () =>
      (await eachOf(name => chat(name).composer.inputValue())).every(
        (draft, at) => draft === `draft of ${names[at]}`,
      ),
    );
    deepEqual(
      await eachOf(namesIn),
      names.map(name => [name]),
    );
    await until(
      "it is where it was read",
      async () => (await firstInSight(chat("gamma"))) === read,
    );
    await workbench.picture("tabs-reloaded");
    equal(await chat("beta").frame.getByRole("button", { name: "Jump to Latest" }).count(), 0);
  });

  it("stay as they are when a new thread is begun in one", async () => {
    await type(chat("gamma"), "draft of gamma");
    await type(chat("delta"), "draft of delta");
    await type(chat("beta"), "");
    await editor.page
      .locator(".editor-group-container.active .editor-actions")
      .getByRole("button", { name: "New Thread" })
      .click();
    const tab = await editor.workbench.tabWith(empty);
    await say(tab, "scenario:hello epsilon");
    await editor.workbench.tabWith("scenario:hello epsilon");
    for (const name of ["alpha", "gamma", "delta"] as const) deepEqual(await namesIn(name), [name]);
    deepEqual(
      [await chat("gamma").composer.inputValue(), await chat("delta").composer.inputValue()],
      ["draft of gamma", "draft of delta"],
    );
  });

  it("keep the typed text with its thread when a tab is closed", async () => {
    const { workbench } = editor;
    const gamma = await workbench.tabWith("scenario:hello gamma");
    await type(gamma, "draft of gamma");
    await workbench.tab("scenario:hello gamma").click({ button: "middle" });
    await workbench.tab("scenario:hello gamma").waitFor({ state: "detached" });
    await chat("alpha").composer.click();
    await workbench.command("Folio: Open Thread…");
    await workbench.quickPick("scenario:hello gamma").first().click();
    await until(
      "its draft is in the side bar",
      async () => (await chat("alpha").composer.inputValue()) === "draft of gamma",
    );
  });

  it("come to the front when their thread is resumed", async () => {
    const { workbench } = editor;
    await type(chat("alpha"), "typed in the side bar");
    await workbench.command("Folio: Open Thread…");
    await workbench.quickPick("scenario:hello delta").first().click();
    const delta = await workbench.tabWith("scenario:hello delta");
    await until("it has the focus", () =>
      delta.composer.evaluate(element => element.ownerDocument.hasFocus()),
    );
    equal(await chat("alpha").composer.inputValue(), "typed in the side bar");
  });

  it("can be moved to a window of their own", async () => {
    const { workbench, page } = editor;
    const delta = await workbench.tabWith("scenario:hello delta");
    await type(delta, "draft of delta");
    const [opened] = await Promise.all([
      page.context().waitForEvent("page"),
      workbench.command("Folio: Move to New Window"),
    ]);
    const moved = new Chat(opened, 0);
    await moved.text("scenario:hello delta").waitFor();
    await until(
      "its draft came along",
      async () => (await moved.composer.inputValue()) === "draft of delta",
    );
    await say(moved, "scenario:hello zeta");
    await moved.text("scenario:hello zeta").waitFor();
    await opened.close();
  });
});
