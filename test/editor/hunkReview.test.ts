/// <reference lib="dom" />
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

const original = readFileSync(join("test", "workspace", "src", "basket.js"), "utf8");
const first = [
  "Prices are in cents, so that sums are exact",
  "Prices are whole cents: sums are exact",
] as const;
const second = [
  "(sum, item) => sum + item.count",
  "(pieces, item) => pieces + item.count",
] as const;

describe("the review of hunks", () => {
  const editor = useEditor();
  let chat: Chat;
  const file = () => join(editor.workspace, "src/basket.js");
  const read = () => readFileSync(file(), "utf8");
  const lens = (text: string): Locator =>
    editor.page
      .locator(".codelens-decoration > *")
      .filter({ hasText: new RegExp(`^\\s*${text}$`) });
  const noDiff = () =>
    until(
      "the diff is closed",
      async () => (await editor.workbench.tab("proposed by Codex").count()) === 0,
    );
  /** The last request to the model, as text. */
  const lastRequest = () => JSON.stringify(editor.model.requests.at(-1));
  const nextRequest = async (act: () => Promise<void>) => {
    const { length } = editor.model.requests;
    await act();
    await until("the model is asked again", () => editor.model.requests.length > length);
    return lastRequest();
  };
  const propose = async (scenario: string) => {
    await chat.send(`scenario:${scenario}`);
    await editor.workbench.tab("basket.js (proposed by Codex)").waitFor();
    await lens("Accept").first().waitFor();
  };

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("accepts the rest of a file on its first line, and leaves what was rejected", async () => {
    await propose("two-hunks");
    await lens("0 of 2 decided").waitFor();
    await lens("Reject").first().click();
    await lens("1 of 2 decided").waitFor();
    await lens("Accept File").click();
    await noDiff();
    equal(read(), original.replace("(sum, item) => sum +", "(pieces, item) => pieces +"));
  });

  it("says at once that what the diff shows is not written", async () => {
    await propose("two-hunks");
    const said = await editor.page
      .locator(".editor.modified .view-line span")
      .evaluateAll(spans =>
        spans
          .map(span => getComputedStyle(span, "::after").content)
          .filter(text => text !== "none"),
      );
    deepEqual(said, ['"Not written yet: accept, reject or edit it"']);
    await chat
      .ask("Codex wants to change files")
      .getByRole("button", { name: "Decline" })
      .first()
      .click();
    await noDiff();
  });

  it("lets Codex write when every hunk is accepted", async () => {
    await propose("two-hunks");
    equal(await lens("Accept").count(), 2);
    await lens("Accept").first().click();
    await lens("Accepted").waitFor();
    equal(read(), original, "nothing is written before the last decision");
    await editor.workbench.picture("hunk-review");
    const request = await nextRequest(() => lens("Accept").last().click());
    equal(read(), original.replace(...first).replace(...second));
    ok(!request.includes("I reviewed this change"));
  });

  it("declines when every hunk is rejected, and leaves the file byte for byte", async () => {
    await propose("two-hunks");
    await lens("Reject").first().click();
    await lens("Rejected").waitFor();
    const request = await nextRequest(() => lens("Reject").click());
    equal(read(), original);
    match(request, /rejected/);
  });

  it("writes the accepted hunks of a mixed decision, tells Codex exactly that, and declines the patch", async () => {
    await propose("two-hunks");
    await lens("Reject").first().click();
    await lens("Rejected").waitFor();
    const request = await nextRequest(() => lens("Accept").last().click());
    equal(read(), original.replace(...second));
    match(request, /hunk 1 of 2: refused \(line 1\); I kept:/);
    match(request, /hunk 2 of 2: taken \(line 8\)/);
    match(request, /rejected by user/);
  });

  it("can take a rejection back", async () => {
    await propose("two-hunks");
    await lens("Reject").first().click();
    await lens("Undo").click();
    await until("both wait again", async () => (await lens("Reject").count()) === 2);
    await nextRequest(() => editor.workbench.clickTitle("Accept Change"));
    equal(read(), original.replace(...first).replace(...second));
  });

  it("writes what the person edited on the right-hand side", async () => {
    await propose("two-hunks");
    const line = editor.page
      .locator(".editor.modified .view-line")
      .filter({ hasText: "whole cents" });
    await line.click();
    await editor.page.keyboard.press("End");
    await editor.page.keyboard.type(" // mine");
    await lens("Changed by you").waitFor();
    const request = await nextRequest(() => editor.workbench.clickTitle("Accept Change"));
    equal(
      read(),
      original
        .replace(...first)
        .replace("exact. */", "exact. */ // mine")
        .replace(...second),
    );
    match(request, /hunk 1 of 2: changed \(line 1\) to:/);
    match(request, /\/\/ mine/);
  });

  it("can be done by the keyboard alone", async () => {
    await propose("two-hunks");
    await editor.page.keyboard.press("F6");
    await editor.workbench.tab("proposed by Codex").click();
    await editor.page.locator(".editor.modified .view-line").first().click();
    await editor.page.keyboard.press("Control+Home");
    await editor.page.keyboard.press("Control+Alt+n");
    await lens("Rejected").waitFor();
    await editor.page.keyboard.press("Control+Alt+j");
    await nextRequest(() => editor.page.keyboard.press("Control+Alt+y"));
    equal(read(), original.replace(...second));
  });

  it("sends a comment, with its file and line, along with the answer", async () => {
    await propose("two-hunks");
    await lens("Comment").first().click();
    await editor.page.locator(".review-widget .monaco-editor.focused").waitFor();
    await editor.page.keyboard.type("Say integer cents.");
    await editor.page
      .locator(".review-widget")
      .getByRole("button", { name: "Add Comment" })
      .click();
    await editor.page.locator(".review-widget").getByText("Say integer cents.").first().waitFor();
    await editor.workbench.picture("hunk-comment");
    const request = await nextRequest(() => editor.workbench.clickTitle("Decline Change"));
    equal(read(), original);
    match(request, /I declined this change/);
    match(request, /src\/basket\.js:1: Say integer cents\./);
  });

  it("puts what is typed into the comment and not into the code, in every file of a multi-diff", async () => {
    await chat.send("scenario:several");
    await until("both have their lens", async () => (await lens("Comment").count()) === 2);
    const box = editor.page.locator(".review-widget .monaco-editor.focused");
    const input = editor.page.locator(".quick-input-widget input:focus");
    // VS Code begins no comment before it knows that a file can be commented on. It marks the lines then.
    const marked = editor.page
      .locator(".monaco-diff-editor")
      .filter({ has: editor.page.locator(".editor.modified .comment-range-glyph") });
    await until("both can be commented on", async () => (await marked.count()) === 2);
    const remarks = ["Say what a is.", "Call them parts.", "And count them."];
    for (const [at, remark] of remarks.entries()) {
      // The third comment is the second one on its line.
      await lens("Comment").nth(Math.min(at, 1)).click();
      await box.or(input).first().waitFor();
      await editor.page.keyboard.type(remark);
      if ((await input.count()) > 0) await editor.page.keyboard.press("Enter");
      else
        await editor.page
          .locator(".review-widget")
          .getByRole("button", { name: "Add Comment" })
          .last()
          .click();
      await editor.page.locator(".review-widget").getByText(remark).first().waitFor();
      equal(await lens("Changed by you").count(), 0);
    }
    const request = await nextRequest(() => editor.workbench.clickTitle("Accept Change"));
    await until("Codex has written", () => read() === original.replace(...second));
    equal(readFileSync(join(editor.workspace, "notes/a.txt"), "utf8"), "a\n");
    match(request, /I accepted this change/);
    match(request, /notes\/a\.txt:1: Say what a is\./);
    match(request, /src\/basket\.js:8: Call them parts\./);
    match(request, /src\/basket\.js:8: And count them\./);
  });

  it("accepts some files of several and rejects others, in the multi-diff editor", async () => {
    await chat.send("scenario:several");
    await editor.workbench.tab(/and 1 more \(proposed by Codex\) \(2 files\)/).waitFor();
    await until("both have their lens", async () => (await lens("Reject").count()) === 2);
    await editor.workbench.picture("multi-diff-hunks");
    await until("the first is rejected", async () => {
      // A click may fall between two drawings of the lenses. A person would click again.
      if ((await lens("Reject").count()) === 2) await lens("Reject").first().click();
      return comes(lens("Rejected"));
    });
    const request = await nextRequest(() => lens("Accept").click());
    equal(existsSync(join(editor.workspace, "notes/a.txt")), false);
    equal(read(), original.replace(...second));
    match(request, /notes\/a\.txt \(new file\): refused; the file is as it was/);
    match(request, /src\/basket\.js: taken as proposed/);
  });

  const ordinary = "one two three four five six seven eight nine".split(" ");
  for (const [name, scenario, content] of [
    ["a byte order mark and no final line end", "special", `\ufeff${ordinary.join("\n")}`],
    ["Windows line ends", "special-crlf", `${ordinary.join("\r\n")}\r\n`],
    [
      "letters beyond ASCII and no final line end",
      "special",
      ordinary.join("\n").replace("eight", "ácht 😀"),
    ],
  ] as const)
    it(`keeps ${name} byte for byte when a part is accepted`, async () => {
      const path = join(editor.workspace, "special.txt");
      writeFileSync(path, content);
      await chat.send(`scenario:${scenario}`);
      await editor.workbench.tab("special.txt (proposed by Codex)").waitFor();
      // Codex adds the missing end of the last line. That is a hunk of its own, which can be rejected too.
      const hunks = content.endsWith("\n") ? 2 : 3;
      await until("all have their lens", async () => (await lens("Reject").count()) === hunks);
      await lens("Reject").first().click();
      await lens("Rejected").waitFor();
      if (hunks === 3) {
        await lens("Reject").last().click();
        await until("both are rejected", async () => (await lens("Rejected").count()) === 2);
      }
      await nextRequest(() => lens("Accept").click());
      equal(readFileSync(path, "utf8"), content.replace("six", "SIX"));
    });

  it("accepts a move, and rejects a deletion and a new file of the same change", async () => {
    const receipt = readFileSync(join(editor.workspace, "src/receipt.js"), "utf8");
    await chat.send("scenario:move-and-change");
    await editor.workbench.tab(/and 2 more \(proposed by Codex\) \(3 files\)/).waitFor();
    await until("its lenses are there", async () => (await lens("Accept.*").count()) > 0);
    await editor.workbench.armed(); // by then the focus is back in the chat
    await editor.workbench.command("Folio: Focus on Waiting for You View");
    const rows = editor.page.getByRole("tree", { name: /Waiting for You/ }).getByRole("treeitem");
    await rows.first().locator(".monaco-tl-twistie").click();
    await until("the files are there", async () => (await rows.count()) === 4);
    for (const name of ["basket.js", "made.txt"])
      await until(`${name} is unchecked`, async () => {
        const box = rows.filter({ hasText: name }).last().getByRole("checkbox");
        // The rows are drawn anew after each click, and one in the middle of that is lost.
        if (await box.isChecked()) await box.click();
        return comes(
          rows.filter({ hasText: name }).last().getByRole("checkbox", { checked: false }),
        );
      });
    const request = await nextRequest(() => editor.workbench.clickTitle("Accept Change"));
    equal(existsSync(join(editor.workspace, "src/receipt.js")), false);
    equal(
      readFileSync(join(editor.workspace, "src/print.js"), "utf8"),
      receipt.replace("\n\n", "\n// moved\n"),
    );
    equal(read(), original);
    equal(existsSync(join(editor.workspace, "notes/made.txt")), false);
    match(request, /src\/receipt\.js -> src\/print\.js \(move\): taken as proposed/);
    match(request, /src\/basket\.js \(deletion\): refused/);
  });

  it("does not write a part over unsaved text: it says so and sends nothing", async () => {
    await propose("two-hunks");
    await lens("Reject").first().click();
    await lens("Rejected").waitFor();
    await editor.workbench.openFile("basket.js");
    await editor.page.keyboard.press("Control+Home");
    await editor.page.keyboard.type("// unsaved ");
    await chat
      .ask("Codex wants to change files")
      .getByRole("button", { name: "Accept", exact: true })
      .click();
    await editor.workbench
      .toast(/unsaved changes|changed since this was shown/)
      .first()
      .waitFor();
    ok(!/pieces/.test(read()));
    await chat
      .ask("Codex wants to change files")
      .getByRole("button", { name: "Decline", exact: true })
      .click();
    await noDiff();
  });

  it("can be undone as one, without an editor", async () => {
    await propose("two-hunks");
    await lens("Reject").first().click();
    await lens("Rejected").waitFor();
    await nextRequest(() => lens("Accept").last().click());
    await noDiff();
    await chat.text("1 file written, 1 in part").last().waitFor();
    await chat.frame.getByRole("button", { name: "Undo", exact: true }).last().click();
    await until("it is as before", () => read() === original);
    await chat.text("nothing written, 1 undone").last().waitFor();
  });
});

/** Whether something is to be seen within 5 s. */
const comes = (what: Locator): Promise<boolean> =>
  what
    .first()
    .waitFor({ timeout: 5000 })
    .then(
      () => true,
      () => false,
    );
