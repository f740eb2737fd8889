import { equal, ok } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import { Workbench, type Chat } from "../support/workbench.ts";

describe("two windows on one thread", () => {
  const editor = useEditor();
  const held = /^This thread is open in another window\.$/;
  let first: Chat;
  let second: Chat;
  let other: Workbench;
  const answers = (chat: Chat) => chat.text("Hello from Codex.").count();

  let count = 0;

  const takeOver = async () => {
    await second.frame.getByRole("button", { name: "Take Over" }).click();
    await until("the second may write", async () => (await second.text(held).count()) === 0);
  };

  before(async () => {
    first = await editor.workbench.openChat();
    const page = await editor.page.context().browser()?.newPage();
    ok(page);
    other = new Workbench(page);
    await other.open(editor.page.url());
    second = await other.openChat();
  });
  // The first begins a thread, and the second opens it too.
  beforeEach(async () => {
    await freshThread(editor);
    const name = `scenario:hello ${++count}`;
    await first.send(name);
    await first.text("Hello from Codex.").waitFor();
    await other.command("Folio: Open Thread…");
    await other.quickPick(name).first().click();
    await second.text(held).waitFor();
    equal(await answers(second), 1);
  });

  after(() => other.page.close());

  it("both show it, and only the first one can write", async () => {
    await second.text(held).waitFor();
    await until(
      "the second has no place to write",
      async () => (await second.composer.count()) === 0,
    );
    await other.picture("held-elsewhere");
    await first.send("scenario:hello again");
    await until("the second follows", async () => (await answers(second)) === 2, 20_000);
    equal(await first.text(held).count(), 0);
  });

  it("hand it over after a click", async () => {
    await takeOver();
    await first.text(held).waitFor();
    await second.send("scenario:hello from the second");
    await until("it is answered there", async () => (await answers(second)) === 2);
  });

  it("leave it where a turn runs, and say so", async () => {
    await takeOver();
    await second.send("scenario:command");
    await second.ask("Codex wants to run a command").waitFor();
    await first.text("This turn may still be running in the other window.").waitFor();
    await first.frame.getByRole("button", { name: "Take Over" }).click();
    await editor.workbench
      .toast("Codex is still working in this thread in the other window")
      .waitFor();
    await second
      .ask("Codex wants to run a command")
      .getByRole("button", { name: "Decline", exact: true })
      .press("Enter");
    await second.text("You declined it.").waitFor();
  });

  it("can go on separately in a copy", async () => {
    await second.frame.getByRole("button", { name: "Continue in a Copy" }).click();
    await until("the second may write", async () => (await second.text(held).count()) === 0);
    await second.send("scenario:hello in the copy");
    await until("it is answered", async () => (await answers(second)) === 2);
    equal(await answers(first), 1);
    equal(await first.text(held).count(), 0);
  });
});
